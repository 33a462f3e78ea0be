import { PermissionFlagsBits, Routes, type APIMessage, type APIThreadChannel, type Client } from 'discord.js';
import type { Change } from '../discussions/changes.ts';
import type { Clock } from '../clock.ts';
import type { DiscussionStore } from '../discussions/ports.ts';
import { compareSnowflakes } from '../discussions/snowflake.ts';
import { isForbidden, isUnknownChannel } from './errors.ts';
import type { Log } from './log.ts';
import { changesFromMessage } from './message-changes.ts';
import type { Recorder } from './recorder.ts';
import { isOpeningChannel, unfitness } from './rights.ts';
import type { KnownThread, Threads } from './threads.ts';

const PAGE = 100; // Discord's largest
const AT_ONCE = 3; // discussions read at the same time
const RETRY = 5_000;

interface Dependencies {
  client: Client;
  store: DiscussionStore;
  threads: Threads;
  recorder: Recorder;
  clock: Clock;
  log: Log;
}

/** Reads over REST what the Gateway did not tell: messages since the cursor, and the latest 100 of an active thread. */
export interface CatchUp {
  /** Catches up with one thread; a failure is logged and tried again later. */
  thread(thread: string): Promise<void>;
  /** Catches up with every discussion, a few at a time. */
  all(): Promise<void>;
}

export function createCatchUp({ client, store, threads, recorder, clock, log }: Dependencies): CatchUp {
  const messagesOf = async (thread: string, query: Record<string, string>): Promise<APIMessage[]> => {
    const search = new URLSearchParams({ limit: String(PAGE), ...query });
    const messages = (await client.rest.get(Routes.channelMessages(thread), { query: search })) as APIMessage[];
    return messages.toSorted((one, other) => compareSnowflakes(one.id, other.id));
  };

  const changesFrom = async (known: KnownThread, messages: readonly APIMessage[]): Promise<Change[]> =>
    (await Promise.all(messages.map((message) => changesFromMessage(client, known.guild, message)))).flat();

  async function readMissed(known: KnownThread, cursor: string): Promise<void> {
    let after = cursor;
    for (;;) {
      const messages = await messagesOf(known.thread, { after });
      const last = messages.at(-1);
      if (!last) return;
      await store.apply(known, [...(await changesFrom(known, messages)), { type: 'cursor.moved', cursor: last.id }]);
      after = last.id;
      if (messages.length < PAGE) return;
    }
  }

  /** Edits, reactions and deletions among the latest messages. An empty answer proves nothing: it may be a missing right. */
  async function readLatest(known: KnownThread): Promise<void> {
    const messages = await messagesOf(known.thread, {});
    const [first, last] = [messages[0], messages.at(-1)];
    if (!first || !last) return;
    const from = messages.length < PAGE ? known.thread : first.id;
    const present = new Set(messages.map(({ id }) => id));
    const ids = (await store.publishedBetween(known, from, last.id)).filter((id) => !present.has(id));
    await store.apply(known, [...(await changesFrom(known, messages)), { type: 'replies.deleted', ids }]);
  }

  /** The thread as Discord has it; `deleted` only when its channel can be seen, for what is hidden is not gone. */
  async function look(known: KnownThread): Promise<APIThreadChannel | 'deleted' | 'hidden'> {
    const parent = client.guilds.cache.get(known.guild)?.channels.cache.get(known.channel);
    if (!parent?.viewable) return 'hidden';
    try {
      return (await client.rest.get(Routes.channel(known.thread))) as APIThreadChannel;
    } catch (error) {
      if (isUnknownChannel(error)) return 'deleted';
      if (isForbidden(error)) return 'hidden';
      throw error;
    }
  }

  const isFit = (known: KnownThread): boolean => {
    const parent = client.guilds.cache.get(known.guild)?.channels.cache.get(known.channel);
    return parent !== undefined && isOpeningChannel(parent) && unfitness(parent) === null;
  };

  const mayReadHistory = (known: KnownThread): boolean => {
    const guild = client.guilds.cache.get(known.guild);
    const parent = guild?.channels.cache.get(known.channel);
    const rights = guild?.members.me && parent?.permissionsFor(guild.members.me);
    return rights?.has(PermissionFlagsBits.ReadMessageHistory) ?? false;
  };

  async function read(known: KnownThread): Promise<void> {
    const thread = await look(known);
    if (thread === 'deleted') {
      threads.remove(known.thread);
      return store.close(known);
    }
    if (thread === 'hidden') return store.apply(known, [{ type: 'state.changed', shown: false }]);
    const guildName = client.guilds.cache.get(known.guild)?.name;
    const open = !thread.thread_metadata?.locked;
    await store.apply(known, [
      { type: 'state.changed', open, shown: isFit(known), ...(guildName ? { guildName } : {}) },
    ]);
    const discussion = await store.byThread(known);
    if (!discussion || !mayReadHistory(known)) return;
    await readMissed(known, discussion.cursor);
    if (!thread.thread_metadata?.archived) await readLatest(known);
    threads.setBehind(known.thread, false);
  }

  async function catchUpWith(thread: string): Promise<void> {
    const known = threads.get(thread);
    if (!known) return;
    threads.setBehind(thread, true);
    try {
      await read(known);
    } catch (error) {
      log.warn(`Could not read thread ${thread} from Discord; trying again in ${RETRY / 1000} s.`, error);
      clock.after(RETRY, () => void catchUpWith(thread));
    }
  }

  recorder.onBehind((thread) => clock.after(RETRY, () => void catchUpWith(thread)));

  return {
    thread: catchUpWith,
    async all() {
      const waiting = threads.all();
      for (const { thread } of waiting) threads.setBehind(thread, true);
      const worker = async (): Promise<void> => {
        for (let next = waiting.shift(); next; next = waiting.shift()) await catchUpWith(next.thread);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    },
  };
}
