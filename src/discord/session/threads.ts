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

/** One moment at which a thread fell behind. */
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
  /** From now on messages of the thread may be missing; the answer is what `setCaughtUp` is given after reading it. */
  setBehind(thread: string): BehindMark;
  /** Nothing is missing any more, unless the thread fell behind again after the mark was set. */
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

/** What the bot knows, without asking Discord, of the channel that a discussion's thread is in. */
export interface ThreadPlace {
  /** Undefined for a guild that the bot is not in. */
  readonly guildName: string | undefined;
  /** Whether the bot can see the channel. */
  readonly isVisible: boolean;
  /** Whether everybody in the guild can read it, so that its words may go on the page. */
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
 * The thread as Discord has it; `deleted` only when its channel can be seen, for what is hidden is not gone; `unknown`
 * while an outage of Discord's keeps the guild from us.
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
 * Names the state in which a thread was archived: nothing is written, edited or reacted to in it, and nothing was
 * deleted, while this stays the same. Null for one that is not archived, or of which Discord does not count the messages.
 */
export function asArchived(thread: APIThreadChannel): string | null {
  const { id, thread_metadata, message_count, total_message_sent } = thread;
  if (!thread_metadata?.archived || timeOfSnowflake(id) < COUNTED_SINCE) return null;
  if (message_count === undefined || total_message_sent === undefined) return null;
  return [thread_metadata.archive_timestamp, message_count, total_message_sent].join(' ');
}

/** What becomes of a discussion that cannot be seen any more since a moment (milliseconds since 1970). */
export const unreachableChanges = (since: number): Change[] => [
  { type: 'reach.changed', since },
  { type: 'state.changed', shown: false },
];
