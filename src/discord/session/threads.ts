import { PermissionFlagsBits, Routes, type APIThreadChannel, type Client } from 'discord.js';
import type { Change } from '../../discussions/changes.ts';
import type { Discussion, ThreadRef } from '../../discussions/discussion.ts';
import { timeOfSnowflake } from '../../snowflake.ts';
import { isForbidden, isUnknownChannel } from '../runtime/errors.ts';
import { isOpeningChannel, unfitness } from '../runtime/rights.ts';

/** A discussion's thread, and the channel it is in. */
export interface KnownThread extends ThreadRef {
  readonly channel: string;
  readonly article: string;
}

/** Names one moment at which a thread fell behind. */
export type BehindMark = symbol;

/**
 * The threads that are discussions, in memory, so that an event of any other thread costs one look-up.
 * A thread is `behind` while messages of it may have been missed; its cursor must not move then.
 */
export interface Threads {
  get(thread: string): KnownThread | undefined;
  all(): KnownThread[];
  add(discussion: Discussion): void;
  remove(thread: string): void;
  isBehind(thread: string): boolean;
  /** Messages of the thread may be missing from now on. Pass the returned mark to `setCaughtUp` after reading the thread. */
  setBehind(thread: string): BehindMark;
  /** No message is missing any more, unless the thread fell behind again after the mark was set. */
  setCaughtUp(thread: string, mark: BehindMark): void;
}

/** Creates an empty list. */
export function createThreads(): Threads {
  const known = new Map<string, KnownThread>();
  const behind = new Map<string, BehindMark>();
  return {
    get: (thread) => known.get(thread),
    all: () => [...known.values()],
    add({ guild, thread, channel, article }) {
      known.set(thread, { guild, thread, channel, article });
    },
    remove(thread) {
      known.delete(thread);
      behind.delete(thread);
    },
    isBehind: (thread) => behind.has(thread),
    setBehind(thread) {
      const mark = Symbol(thread);
      behind.set(thread, mark);
      return mark;
    },
    setCaughtUp(thread, mark) {
      if (behind.get(thread) === mark) behind.delete(thread);
    },
  };
}

/** What the client's cache knows about the channel of a discussion's thread. */
export interface ThreadPlace {
  /** Undefined when the bot is not in the guild. */
  readonly guildName: string | undefined;
  /** Whether the bot can see the channel. */
  readonly isVisible: boolean;
  /** Whether its messages may be shown on the page: everybody in the guild can read it. */
  readonly isFit: boolean;
  /** Whether the bot can read older messages. */
  readonly hasHistory: boolean;
}

/** The place of a discussion's thread. */
export function placeOfThread(client: Client, { guild: id, channel }: KnownThread): ThreadPlace {
  const guild = client.guilds.cache.get(id);
  const parent = guild?.channels.cache.get(channel);
  const rights = guild?.members.me && parent?.permissionsFor(guild.members.me);
  return {
    guildName: guild?.name,
    isVisible: parent?.viewable ?? false,
    isFit: parent !== undefined && isOpeningChannel(parent) && unfitness(parent) === null,
    hasHistory: rights?.has(PermissionFlagsBits.ReadMessageHistory) ?? false,
  };
}

/**
 * The thread as Discord has it. `deleted` only when the bot sees its channel, because a hidden thread may exist; `unknown`
 * during an outage of the guild.
 */
export async function lookAtThread(
  client: Client,
  known: KnownThread,
): Promise<APIThreadChannel | 'deleted' | 'hidden' | 'unknown'> {
  if (client.guilds.cache.get(known.guild)?.available === false) return 'unknown';
  if (!placeOfThread(client, known).isVisible) return 'hidden';
  try {
    return (await client.rest.get(Routes.channel(known.thread))) as APIThreadChannel;
  } catch (error) {
    if (isUnknownChannel(error)) return 'deleted';
    if (isForbidden(error)) return 'hidden';
    throw error;
  }
}

/** Discord counts a thread's messages only up to 50 where it was opened before July 1, 2022 (Discord's documentation of threads). */
const COUNTED_SINCE = Date.UTC(2022, 6, 1);

/**
 * Names the state of an archived thread: while it stays the same, nothing in the thread was written, edited, deleted or
 * reacted to. Null for a thread that is not archived, or whose messages Discord does not count.
 */
export function asArchived(thread: APIThreadChannel): string | null {
  const { id, thread_metadata, message_count, total_message_sent } = thread;
  if (!thread_metadata?.archived || timeOfSnowflake(id) < COUNTED_SINCE) return null;
  if (message_count === undefined || total_message_sent === undefined) return null;
  return [thread_metadata.archive_timestamp, message_count, total_message_sent].join(' ');
}

/** The changes to a discussion that the bot no longer sees, `since` in milliseconds since 1970. */
export const unreachableChanges = (since: number): Change[] => [
  { type: 'reach.changed', since },
  { type: 'state.changed', shown: false },
];
