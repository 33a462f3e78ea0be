import { MessageFlags, RESTJSONErrorCodes, Routes, type APIMessage, type Client } from 'discord.js';
import { askingStep, type Asking, type AskingStore } from '../discussions/asking.ts';
import type { Clock } from '../clock.ts';
import type { MemberStore, WaitingMember } from '../discussions/consent.ts';
import type { ThreadRef } from '../discussions/ports.ts';
import { lastOfItsTime, laterSnowflake } from '../discussions/snowflake.ts';
import { PINGS_NOBODY } from './client.ts';
import { hasCode, isGone, unless } from './errors.ts';
import type { Links } from './links.ts';
import type { GuildLanguage } from './guild-language.ts';
import { fetchMessages } from './message-fetching.ts';
import { askingMessage, isAskingMessage } from './messages/asking.ts';
import { nonceOf } from './nonce.ts';
import { lookAtThread } from './thread-place.ts';
import type { KnownThread } from './threads.ts';

const ANSWERED = 'Everyone has answered this question, or it is asked again further down'; // for the audit log

/** What asking in a thread needs. */
export interface AskingDependencies {
  readonly client: Client;
  readonly members: MemberStore;
  readonly store: AskingStore;
  readonly clock: Clock;
  readonly language: GuildLanguage;
  readonly siteName: string;
  readonly links: Links;
}

/**
 * Brings a thread's asking message to what it has to be now, without posting another one unless that is allowed; answers
 * in how many milliseconds to look again, null for no need.
 */
export type KeepAsking = (known: KnownThread, mayPost: boolean) => Promise<number | null>;

/** Creates the keeper of asking messages: it posts silently, pings nobody, and deletes what it replaces. */
export function createAskingKeeper(dependencies: AskingDependencies): KeepAsking {
  const { client, members, store, clock } = dependencies;
  const { rest } = client;
  const bodyFor = createBodies(dependencies);

  const remove = ({ thread }: ThreadRef, { message }: Asking): Promise<void> =>
    unless(isGone, () => rest.delete(Routes.channelMessage(thread, message), { reason: ANSWERED }));

  /** Nobody can answer in a thread that is closed, and a message would open it again. */
  async function isOpen(known: KnownThread): Promise<boolean> {
    const thread = await lookAtThread(client, known);
    return typeof thread !== 'string' && !thread.thread_metadata?.archived && !thread.thread_metadata?.locked;
  }

  async function post(known: KnownThread, waiting: readonly WaitingMember[], before?: Asking): Promise<void> {
    if (!(await isOpen(known))) return;
    if (before) await remove(known, before);
    const newest = lastOfItsTime(waiting.map(({ last }) => last).reduce(laterSnowflake, '0'));
    const asking = { message: newest, at: clock.now(), count: waiting.length };
    await store.setAsking(known, { ...asking, isPosting: true });
    const body = {
      ...(await bodyFor(known, waiting.length)),
      flags: MessageFlags.SuppressNotifications,
      nonce: nonceOf(known.thread, `asking/${newest}/${before?.message}`), // what was sent again is one message
      enforce_nonce: true,
    };
    const { id } = (await rest.post(Routes.channelMessages(known.thread), { body })) as APIMessage;
    await store.setAsking(known, { ...asking, message: id });
  }

  /** The message that is there; one whose posting a crash cut short is looked for in the thread. */
  async function current(known: KnownThread): Promise<Asking | undefined> {
    const asking = await store.asking(known);
    if (!asking?.isPosting) return asking;
    const messages = await fetchMessages(rest, known.thread, { after: asking.message });
    const posted = messages.find((message) => message.author.id === client.user?.id && isAskingMessage(message));
    const found = posted && { message: posted.id, at: asking.at, count: asking.count };
    await store.setAsking(known, found ?? null);
    return found;
  }

  async function edit(known: KnownThread, count: number, asking: Asking): Promise<void> {
    try {
      await rest.patch(Routes.channelMessage(known.thread, asking.message), { body: await bodyFor(known, count) });
      await store.setAsking(known, { ...asking, count });
    } catch (error) {
      if (hasCode(error, RESTJSONErrorCodes.InvalidActionOnArchivedThread)) return; // the next reply wakes it
      if (!isGone(error)) throw error;
      await store.setAsking(known, { ...asking, isDeleted: true });
    }
  }

  return async (known, mayPost) => {
    const [waiting, asking] = await Promise.all([members.waiting(known), current(known)]);
    const step = askingStep({ waiting, asking, now: clock.now(), mayPost });
    if (step.type === 'wait') {
      const movesFor = lastOfItsTime(step.movesFor);
      if (asking && asking.movesFor !== movesFor) await store.setAsking(known, { ...asking, movesFor });
      return step.delay;
    }
    if (step.type === 'post') await post(known, waiting, asking);
    if (step.type === 'edit' && asking) await edit(known, waiting.length, asking);
    if (step.type === 'remove' && asking) {
      await remove(known, asking);
      await store.setAsking(known, null);
    }
    return null;
  };
}

const createBodies =
  ({ links, siteName, language }: AskingDependencies) =>
  async ({ guild }: ThreadRef, count: number): Promise<object> => {
    const t = await language.of(guild);
    return { ...askingMessage(count, { links, siteName, t }), ...PINGS_NOBODY };
  };
