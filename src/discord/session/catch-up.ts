import { isPublished } from '../../discussions/visibility.ts';
import { Routes, type APIMessage } from 'discord.js';
import type { Change } from '../../discussions/changes.ts';
import { readBackAfterGap, readBackAfterPage } from '../../discussions/discussion.ts';
import { compareSnowflakes } from '../../snowflake.ts';
import { isForbidden, isUnknownMessage } from '../runtime/errors.ts';
import { fetchMessages, FULL_PAGE } from '../inbound/message-fetching.ts';
import type { ReplyReader } from '../inbound/replies.ts';
import type { BotContext } from '../runtime/context.ts';
import { asArchived, lookAtThread, placeOfThread, unreachableChanges, type KnownThread } from './threads.ts';

/** Reads over REST what is not stored of a thread. Both reject when Discord or the store fails. */
export interface ThreadReading {
  /**
   * Reads the messages since the cursor, and the latest 100 again. After a gap, in which anything may have changed, it
   * marks the older ones to be read back. Resolves with whether all new messages are stored. Stops between two pages when
   * `signal` is aborted.
   */
  readNew(known: KnownThread, how: { afterGap: boolean; signal: AbortSignal }): Promise<boolean>;
  /** Reads back one more page of older messages, or if `isFresh` the first; `unreadable` while Discord does not let the bot. */
  readBack(known: KnownThread, how: { isFresh: boolean }): Promise<'more' | 'done' | 'unreadable'>;
}

/** What changed on a page of known comments, and the oldest one that was read; null when nothing older is known. */
interface PageRead {
  readonly changes: readonly Change[];
  readonly reached: string | null;
}

/** Creates the reading: raw requests, a hundred messages at a time. */
export function createThreadReading(
  { client, discussions, recorder, clock }: BotContext,
  replies: ReplyReader,
): ThreadReading {
  async function changesFrom(known: KnownThread, messages: readonly APIMessage[]): Promise<Change[]> {
    const ids = messages.map(({ id }) => id);
    return replies.fromPage(messages, await discussions.records(known, ids));
  }

  /** The messages that are published comments: nothing else is stored that could have changed. */
  async function shownOf(known: KnownThread, messages: readonly APIMessage[]): Promise<APIMessage[]> {
    const ids = messages.map(({ id }) => id);
    const records = await discussions.records(known, ids);
    return messages.filter((_message, index) => isPublished(records[index]));
  }

  async function readMissed(known: KnownThread, cursor: string, signal: AbortSignal): Promise<void> {
    let after = cursor;
    while (!signal.aborted) {
      const messages = await fetchMessages(client.rest, known.thread, { after });
      const last = messages.at(-1);
      if (!last) return;
      await discussions.apply(known, [
        ...(await changesFrom(known, messages)),
        { type: 'cursor.moved', cursor: last.id },
      ]);
      after = last.id;
      if (messages.length < FULL_PAGE) return;
    }
  }

  /** Asks Discord for the message. One that the bot may not see proves nothing; one missing from the list is read again later. */
  async function isGone({ thread }: KnownThread, id: string): Promise<boolean> {
    try {
      await client.rest.get(Routes.channelMessage(thread, id));
    } catch (error) {
      if (isUnknownMessage(error)) return true;
      if (isForbidden(error)) return false;
      throw error;
    }
    throw new Error(`Discord does not list message ${id} of thread ${thread}, although it exists`);
  }

  /**
   * Reads a page of the messages before one (null: the latest) and compares it with what is stored. Deletions are final, so
   * they must be proven: a list may also be short because a permission is missing. A listed message above the deleted ones
   * is proof; when there is none, the newest of them is asked for. Null when Discord does not let us know.
   */
  async function readAgain(known: KnownThread, before: string | null): Promise<PageRead | null> {
    const ids = await discussions.knownBefore(known, before, FULL_PAGE); // asked first, so that comments that come meanwhile do not seem missing
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
    if (newestGone && !isListedAbove && !(await isGone(known, newestGone))) return null;
    const read = before === null ? messages : await shownOf(known, messages);
    const last = ids.length < FULL_PAGE ? null : (ids.at(-1) ?? null);
    return {
      changes: [...(await changesFrom(known, read)), { type: 'replies.deleted', ids: gone }],
      reached: covered.length < ids.length ? oldest : last,
    };
  }

  /** Evaluated when it is stored: the channel may have been hidden while its thread was read. */
  function shownNow(known: KnownThread): Change {
    const { isVisible, isFit } = placeOfThread(client, known);
    return { type: 'state.changed', shown: isVisible && isFit };
  }

  return {
    /** A hidden discussion leaves the page at once; it returns only after everything deleted meanwhile is gone. */
    async readNew(known, { afterGap, signal }) {
      const thread = await lookAtThread(client, known);
      if (thread === 'unknown') return false; // nothing changes; the thread is read when the guild is back
      if (thread === 'deleted') return recorder.close(known.thread);
      if (thread === 'hidden') {
        await discussions.apply(known, unreachableChanges(clock.now()));
        return false;
      }
      const { guildName, isFit, hasHistory } = placeOfThread(client, known);
      const open = !thread.thread_metadata?.locked;
      const state = { open, at: clock.now(), ...(guildName ? { guildName } : {}), ...(isFit ? {} : { shown: false }) };
      await discussions.apply(known, [
        { type: 'reach.changed', since: null },
        { type: 'state.changed', ...state },
      ]);
      const discussion = await discussions.byThread(known);
      if (!discussion || !hasHistory) return false;
      const archive = asArchived(thread);
      if (archive !== null && archive === discussion.asArchived) {
        await discussions.apply(known, [shownNow(known)]);
        return true;
      }
      await readMissed(known, discussion.cursor, signal);
      if (signal.aborted) return false;
      const latest = await readAgain(known, null);
      if (!latest) return false;
      const changes = [...latest.changes];
      if (afterGap) {
        const isNew = discussion.cursor === known.thread; // then nothing was read before this
        const reached = isNew ? null : latest.reached;
        const readBack = readBackAfterGap(discussion.readBack, { reached, asArchived: archive });
        changes.push({ type: 'reading.changed', readBack, asArchived: readBack ? null : archive });
      }
      await discussions.apply(known, [...changes, shownNow(known)]);
      return true;
    },
    async readBack(known, { isFresh }) {
      const discussion = await discussions.byThread(known);
      const asBefore = discussion?.readBack?.asArchived ?? discussion?.asArchived ?? null;
      const readBack = isFresh ? { before: null, until: null, asArchived: asBefore } : discussion?.readBack;
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
      await discussions.apply(known, [...page.changes, changed, ...(left ? [] : [shownNow(known)])]);
      return left ? 'more' : 'done';
    },
  };
}

const AT_ONCE = 3; // threads read at the same time
const PAUSE = 250; // milliseconds between two pages that are read back: Discord allows 50 requests a second, most of which live events need
const RETRY = 5_000; // after the first failure, in milliseconds; then twice as long each time
const LONGEST_RETRY = 5 * 60_000;

/**
 * Reads over REST the threads whose events may have been missed: a few at a time, each until it succeeds. Then it reads older
 * comments back, a page at a time, while nothing new waits.
 */
export interface CatchUp {
  /** Queues the thread for reading; once, even when called again before its turn. */
  read(thread: string): void;
  /** Marks every discussion as behind and queues it. Logs when all are read, including their older comments. */
  readAll(): void;
  /** Reads every comment of a guild's discussions back, from the newest, while nothing new waits. */
  readBackAll(guild: string): void;
  /** Starts no new read; resolves when the current ones have reached the end of their page. */
  stop(): Promise<void>;
}

/**
 * Creates the queue. It is not `Tasks`, nor p-queue: a thread waits once however often it is named, failures come back after
 * a pause that doubles, and older comments are read only while nothing new waits.
 */
export function createCatchUp(
  { threads, recorder, clock, log }: Pick<BotContext, 'threads' | 'recorder' | 'clock' | 'log'>,
  {
    reading,
    onRead,
  }: {
    reading: ThreadReading;
    /** Called with a thread when its new messages are stored; when it rejects, the thread is read again. */
    onRead(known: KnownThread): Promise<void>;
  },
): CatchUp {
  const queue = new Set<string>();
  const back = new Set<string>();
  const fresh = new Set<string>();
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

  async function readNewOf(thread: string): Promise<void> {
    const known = threads.get(thread);
    if (!known) return;
    const afterGap = threads.isBehind(thread);
    const mark = threads.setBehind(thread);
    if (!(await reading.readNew(known, { afterGap, signal: stopping.signal }))) return;
    await onRead(known);
    threads.setCaughtUp(thread, mark);
    back.add(thread);
  }

  async function readBackOf(thread: string): Promise<void> {
    const known = threads.get(thread);
    const state = known ? await reading.readBack(known, { isFresh: fresh.delete(thread) }) : 'done';
    failures.delete(thread);
    if (state === 'unreadable') threads.setBehind(thread);
    if (state !== 'more') back.delete(thread);
    else if (!stopping.signal.aborted) pause = clock.after(PAUSE, goOn);
  }

  function begin(thread: string, readPart: (thread: string) => Promise<void>): void {
    const ending = readPart(thread)
      .catch((error: unknown) => {
        back.delete(thread);
        const delay = retryLater(thread);
        failures.set(thread, (failures.get(thread) ?? 0) + 1);
        log.warn(`Could not read thread ${thread} from Discord. Trying again in ${delay / 1000} s.`, error);
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
      begin(thread, readNewOf);
    }
    if (underWay.size > 0 || pause || stopping.signal.aborted) return;
    const [thread] = back;
    if (thread !== undefined) begin(thread, readBackOf);
    else if (isAll && waiting.size === 0) logCaughtUp();
  }

  function logCaughtUp(): void {
    isAll = false;
    const all = threads.all();
    const hidden = all.filter(({ thread }) => threads.isBehind(thread)).length;
    const left = hidden > 0 ? ' The bot cannot read the others at the moment.' : '';
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

  function read(thread: string): void {
    if (!threads.get(thread)) return;
    waiting.get(thread)?.[Symbol.dispose]();
    enqueue(thread);
  }

  recorder.onBehind(retryLater);

  return {
    read,
    readAll() {
      isAll = threads.all().length > 0;
      for (const { thread } of threads.all()) threads.setBehind(thread);
      for (const { thread } of threads.all()) read(thread);
    },
    readBackAll(guild) {
      for (const known of threads.all()) {
        if (known.guild !== guild) continue;
        fresh.add(known.thread);
        back.add(known.thread);
      }
      startReading();
    },
    async stop() {
      stopping.abort();
      pause?.[Symbol.dispose]();
      for (const timer of waiting.values()) timer[Symbol.dispose]();
      await Promise.all(underWay.values());
    },
  };
}
