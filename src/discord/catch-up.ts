import type { Clock } from '../clock.ts';
import type { Log } from './log.ts';
import type { Recorder } from './recorder.ts';
import type { ThreadReading } from './thread-reading.ts';
import type { Threads } from './threads.ts';

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
