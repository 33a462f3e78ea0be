import { Routes, type APIMessage, type Client } from 'discord.js';
import type { Clock } from '../../clock.ts';
import type { Change } from '../../discussions/changes.ts';
import type { DiscussionStore } from '../../discussions/discussion-store.ts';
import { readBackAfterGap, readBackAfterPage } from '../../discussions/read-back.ts';
import { compareSnowflakes } from '../../snowflake.ts';
import { isForbidden, isUnknownMessage } from '../runtime/errors.ts';
import { fetchMessages, FULL_PAGE } from '../inbound/message-fetching.ts';
import type { ReplyReader } from '../inbound/replies.ts';
import type { Recorder } from '../inbound/recorder.ts';
import { asArchived, lookAtThread, placeOfThread, unreachableChanges } from './thread-place.ts';
import type { KnownThread, Threads } from './threads.ts';
import type { Log } from '../runtime/log.ts';

interface ReadingDependencies {
  client: Client;
  store: DiscussionStore;
  recorder: Recorder;
  messages: ReplyReader;
  clock: Clock;
}

/** Reads threads over REST as far as they are not known. Each rejects when Discord or the store fails. */
export interface ThreadReading {
  /**
   * Reads the messages since the cursor, and the latest 100 again; after a gap, in which anything may have changed, it is
   * noted down that the older ones are to be read back. Answers whether nothing new is missing now. Stops between two
   * pages when `signal` says so.
   */
  readNew(known: KnownThread, how: { afterGap: boolean; signal: AbortSignal }): Promise<boolean>;
  /** Reads one more page of what is to be read back; `unreadable` while Discord does not let the bot. */
  readBack(known: KnownThread): Promise<'more' | 'done' | 'unreadable'>;
}

/** What Discord has in place of known comments, and down to where it was read: null when nothing older is known. */
interface Reading {
  readonly changes: readonly Change[];
  readonly reached: string | null;
}

/** Reads by raw requests, a hundred messages at a time. */
export function createThreadReading({
  client,
  store,
  recorder,
  messages: reading,
  clock,
}: ReadingDependencies): ThreadReading {
  async function changesFrom(known: KnownThread, messages: readonly APIMessage[]): Promise<Change[]> {
    const ids = messages.map(({ id }) => id);
    return reading.changesOfPage(messages, await store.records(known, ids));
  }

  /** Those of the messages that are on the page: of what is not, nothing is kept that could have changed. */
  async function shownOf(known: KnownThread, messages: readonly APIMessage[]): Promise<APIMessage[]> {
    const ids = messages.map(({ id }) => id);
    const records = await store.records(known, ids);
    return messages.filter((_message, index) => records[index]?.state === 'published');
  }

  async function readMissed(known: KnownThread, cursor: string, signal: AbortSignal): Promise<void> {
    let after = cursor;
    while (!signal.aborted) {
      const messages = await fetchMessages(client.rest, known.thread, { after });
      const last = messages.at(-1);
      if (!last) return;
      await store.apply(known, [...(await changesFrom(known, messages)), { type: 'cursor.moved', cursor: last.id }]);
      after = last.id;
      if (messages.length < FULL_PAGE) return;
    }
  }

  /** A message that Discord does not let us see proves nothing; one that it forgot to list is read again later. */
  async function isDeleted({ thread }: KnownThread, id: string): Promise<boolean> {
    try {
      await client.rest.get(Routes.channelMessage(thread, id));
    } catch (error) {
      if (isUnknownMessage(error)) return true;
      if (isForbidden(error)) return false;
      throw error;
    }
    throw new Error(`Discord does not list message ${id} of thread ${thread}, which is there`);
  }

  /**
   * Reads a page of the messages before one (null: the latest) and compares it with what is known there. What stands for
   * good, a deletion, must be proven: by messages that are listed above it or, where it is above all of them, by asking
   * for it, for a list may be empty because a right is missing. Null when Discord does not let us know.
   */
  async function readAgain(known: KnownThread, before: string | null): Promise<Reading | null> {
    const ids = await store.knownBefore(known, before, FULL_PAGE); // before the messages: what comes meanwhile is not missing
    const [newest] = ids;
    if (before !== null && newest === undefined) return { changes: [], reached: null };
    const from = before === null || newest === undefined ? null : { before: String(BigInt(newest) + 1n) };
    const messages = await fetchMessages(client.rest, known.thread, from);
    const oldest = messages[0]?.id ?? '0';
    const present = new Set(messages.map(({ id }) => id));
    const covered = ids.filter((id) => compareSnowflakes(id, oldest) >= 0);
    const gone = covered.filter((id) => !present.has(id));
    const [newestGone] = gone;
    const isListedAbove = newestGone && compareSnowflakes(newestGone, messages.at(-1)?.id ?? '0') < 0;
    if (newestGone && !isListedAbove && !(await isDeleted(known, newestGone))) return null;
    const read = before === null ? messages : await shownOf(known, messages);
    const last = ids.length < FULL_PAGE ? null : (ids.at(-1) ?? null);
    return {
      changes: [...(await changesFrom(known, read)), { type: 'replies.deleted', ids: gone }],
      reached: covered.length < ids.length ? oldest : last,
    };
  }

  /** What is to be shown is asked for when it is stored: the channel may have been hidden while its thread was read. */
  function shownNow(known: KnownThread): Change {
    const { isVisible, isFit } = placeOfThread(client, known);
    return { type: 'state.changed', shown: isVisible && isFit };
  }

  return {
    /** What is hidden is off the page at once; what is there is on it only when all that was deleted meanwhile is off. */
    async readNew(known, { afterGap, signal }) {
      const thread = await lookAtThread(client, known);
      if (thread === 'unknown') return false; // all stays as it is; when the guild is there again the thread is read
      if (thread === 'deleted') return recorder.close(known.thread);
      if (thread === 'hidden') {
        await store.apply(known, unreachableChanges(clock.now()));
        return false;
      }
      const { guildName, isFit, hasHistory } = placeOfThread(client, known);
      const open = !thread.thread_metadata?.locked;
      const state = { open, ...(guildName ? { guildName } : {}), ...(isFit ? {} : { shown: false }) };
      await store.apply(known, [
        { type: 'reach.changed', since: null },
        { type: 'state.changed', ...state },
      ]);
      const discussion = await store.byThread(known);
      if (!discussion || !hasHistory) return false;
      const archive = asArchived(thread);
      if (archive !== null && archive === discussion.asArchived) {
        await store.apply(known, [shownNow(known)]);
        return true;
      }
      await readMissed(known, discussion.cursor, signal);
      if (signal.aborted) return false;
      const latest = await readAgain(known, null);
      if (!latest) return false;
      const changes = [...latest.changes];
      if (afterGap) {
        const isNew = discussion.cursor === known.thread; // then nothing was read before what was read just now
        const reached = isNew ? null : latest.reached;
        const readBack = readBackAfterGap(discussion.readBack, { reached, asArchived: archive });
        changes.push({ type: 'reading.changed', readBack, asArchived: readBack ? null : archive });
      }
      await store.apply(known, [...changes, shownNow(known)]);
      return true;
    },
    async readBack(known) {
      const readBack = (await store.byThread(known))?.readBack;
      if (!readBack) return 'done';
      const { isVisible, hasHistory } = placeOfThread(client, known);
      const page = isVisible && hasHistory ? await readAgain(known, readBack.before) : null;
      if (!page) return 'unreadable';
      const left = readBackAfterPage(readBack, page.reached);
      const changed: Change = {
        type: 'reading.changed',
        readBack: left,
        asArchived: left ? null : readBack.asArchived,
      };
      await store.apply(known, [...page.changes, changed, ...(left ? [] : [shownNow(known)])]);
      return left ? 'more' : 'done';
    },
  };
}

const AT_ONCE = 3; // threads read at the same time
const PAUSE = 250; // milliseconds between two pages that are read back: Discord allows 50 requests a second, and most are others' business
const RETRY = 5_000; // after the first failure, in milliseconds; then twice as long each time
const LONGEST_RETRY = 5 * 60_000;

interface Dependencies {
  threads: Threads;
  recorder: Recorder;
  reading: ThreadReading;
  clock: Clock;
  log: Log;
}

/**
 * Reads threads over REST of which the Gateway did not tell everything: one queue, a few at a time, each again until it
 * went well. Where anything may have changed meanwhile, all older comments are read back then, a page at a time, while
 * nothing new waits.
 */
export interface CatchUp {
  /** The thread is read as soon as its turn comes, once however often this is asked meanwhile. */
  soon(thread: string): void;
  /** Every discussion is behind. The log says when all are read, and read back. */
  all(): void;
  /** Begins nothing new; resolves when what is being read has come to the end of its page. */
  stop(): Promise<void>;
}

/** Creates the queue; what fails is tried again after a pause that doubles. */
export function createCatchUp({ threads, recorder, reading, clock, log }: Dependencies): CatchUp {
  const queue = new Set<string>();
  const back = new Set<string>();
  const underWay = new Map<string, Promise<void>>();
  const waiting = new Map<string, Disposable>();
  const failures = new Map<string, number>();
  const stopping = new AbortController();
  let pause: Disposable | null = null;
  let isAll = false;

  function retryLater(thread: string): number {
    const delay = Math.min(RETRY * 2 ** (failures.get(thread) ?? 0), LONGEST_RETRY);
    if (stopping.signal.aborted || waiting.has(thread)) return delay;
    waiting.set(
      thread,
      clock.after(delay, () => enqueue(thread)),
    );
    return delay;
  }

  async function readNew(thread: string): Promise<void> {
    const known = threads.get(thread);
    if (!known) return;
    const afterGap = threads.isBehind(thread);
    const mark = threads.setBehind(thread);
    if (!(await reading.readNew(known, { afterGap, signal: stopping.signal }))) return;
    threads.setCaughtUp(thread, mark);
    back.add(thread);
  }

  async function readBack(thread: string): Promise<void> {
    const known = threads.get(thread);
    const state = known ? await reading.readBack(known) : 'done';
    failures.delete(thread);
    if (state === 'unreadable') threads.setBehind(thread);
    if (state !== 'more') back.delete(thread);
    else if (!stopping.signal.aborted) pause = clock.after(PAUSE, goOn);
  }

  function begin(thread: string, read: (thread: string) => Promise<void>): void {
    const ending = read(thread)
      .catch((error: unknown) => {
        back.delete(thread);
        const delay = retryLater(thread);
        failures.set(thread, (failures.get(thread) ?? 0) + 1);
        log.warn(`Could not read thread ${thread} from Discord; trying again in ${delay / 1000} s.`, error);
      })
      .finally(() => {
        underWay.delete(thread);
        startReading();
      });
    underWay.set(thread, ending);
  }

  function startReading(): void {
    for (const thread of queue) {
      if (underWay.size >= AT_ONCE || stopping.signal.aborted) return;
      if (underWay.has(thread)) continue;
      queue.delete(thread);
      begin(thread, readNew);
    }
    if (underWay.size > 0 || pause || stopping.signal.aborted) return;
    const [thread] = back;
    if (thread !== undefined) begin(thread, readBack);
    else if (isAll && waiting.size === 0) sayThatAllAreRead();
  }

  function sayThatAllAreRead(): void {
    isAll = false;
    const all = threads.all();
    const hidden = all.filter(({ thread }) => threads.isBehind(thread)).length;
    const left = hidden > 0 ? ' The bot cannot read the others now.' : '';
    log.info(
      `Caught up with Discord. Discussions that are up to date: ${all.length - hidden} of ${all.length}.${left}`,
    );
  }

  function goOn(): void {
    pause = null;
    startReading();
  }

  function enqueue(thread: string): void {
    waiting.delete(thread);
    queue.add(thread);
    startReading();
  }

  function soon(thread: string): void {
    if (!threads.get(thread)) return;
    waiting.get(thread)?.[Symbol.dispose]();
    enqueue(thread);
  }

  recorder.onBehind(retryLater);

  return {
    soon,
    all() {
      isAll = threads.all().length > 0;
      for (const { thread } of threads.all()) threads.setBehind(thread);
      for (const { thread } of threads.all()) soon(thread);
    },
    async stop() {
      stopping.abort();
      pause?.[Symbol.dispose]();
      for (const timer of waiting.values()) timer[Symbol.dispose]();
      await Promise.all(underWay.values());
    },
  };
}
