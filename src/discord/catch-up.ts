import type { Clock } from '../clock.ts';
import type { Log } from './log.ts';
import type { Recorder } from './recorder.ts';
import type { ReadThread } from './thread-reading.ts';
import type { Threads } from './threads.ts';

const AT_ONCE = 3; // threads read at the same time
const RETRY = 5_000; // after the first failure, in milliseconds; then twice as long each time
const LONGEST_RETRY = 5 * 60_000;

interface Dependencies {
  threads: Threads;
  recorder: Recorder;
  readThread: ReadThread;
  clock: Clock;
  log: Log;
}

/** Reads threads over REST of which the Gateway did not tell everything: one queue, a few at a time, each again until it went well. */
export interface CatchUp {
  /** The thread is behind: it is read as soon as its turn comes, once however often this is asked meanwhile. */
  soon(thread: string): void;
  /** Every discussion is behind. */
  all(): void;
  /** Begins nothing new; resolves when what is being read has come to the end of its page. */
  stop(): Promise<void>;
}

/** Creates the queue; what fails is tried again after a pause that doubles. */
export function createCatchUp({ threads, recorder, readThread, clock, log }: Dependencies): CatchUp {
  const queue = new Set<string>();
  const reading = new Map<string, Promise<void>>();
  const waiting = new Map<string, Disposable>();
  const failures = new Map<string, number>();
  const stopping = new AbortController();

  function retryLater(thread: string): number {
    const delay = Math.min(RETRY * 2 ** (failures.get(thread) ?? 0), LONGEST_RETRY);
    if (stopping.signal.aborted || waiting.has(thread)) return delay;
    waiting.set(
      thread,
      clock.after(delay, () => enqueue(thread)),
    );
    return delay;
  }

  async function read(thread: string): Promise<void> {
    const known = threads.get(thread);
    if (!known) return;
    const mark = threads.setBehind(thread);
    try {
      if (await readThread(known, stopping.signal)) threads.setCaughtUp(thread, mark);
      failures.delete(thread);
    } catch (error) {
      const delay = retryLater(thread);
      failures.set(thread, (failures.get(thread) ?? 0) + 1);
      log.warn(`Could not read thread ${thread} from Discord; trying again in ${delay / 1000} s.`, error);
    }
  }

  function startReading(): void {
    for (const thread of queue) {
      if (reading.size >= AT_ONCE || stopping.signal.aborted) return;
      if (reading.has(thread)) continue;
      queue.delete(thread);
      const ending = read(thread).finally(() => {
        reading.delete(thread);
        startReading();
      });
      reading.set(thread, ending);
    }
  }

  function enqueue(thread: string): void {
    waiting.delete(thread);
    queue.add(thread);
    startReading();
  }

  function soon(thread: string): void {
    if (!threads.get(thread)) return;
    threads.setBehind(thread);
    waiting.get(thread)?.[Symbol.dispose]();
    enqueue(thread);
  }

  recorder.onBehind(retryLater);

  return {
    soon,
    all: () => threads.all().forEach(({ thread }) => soon(thread)),
    async stop() {
      stopping.abort();
      for (const timer of waiting.values()) timer[Symbol.dispose]();
      await Promise.all(reading.values());
    },
  };
}
