import type { Clock } from '../../clock.ts';
import type { Change } from '../../discussions/changes.ts';
import type { DiscussionStore } from '../../discussions/discussion-store.ts';
import { createTasks } from '../runtime/tasks.ts';
import type { Log } from '../runtime/log.ts';
import type { Threads } from '../session/threads.ts';

/** Finds the changes that an event makes. */
export type LookUp = () => Promise<readonly Change[]>;

/** Writes events of Discord into the store: in order, and losing none. */
export interface Recorder {
  /**
   * Applies changes to a thread's discussion after all earlier ones; resolves when they are stored or given up. A look-up
   * begins at once and keeps its entry: later changes wait for it, and no cursor passes it. Only deletions and changes of
   * the thread's state wait for no look-up. When the store or a look-up fails, the thread falls behind. The cursor of a
   * thread that is behind does not move.
   */
  record(thread: string, changes: readonly Change[] | LookUp): Promise<void>;
  /** Closes the discussion of a thread that is gone. Returns false when the store failed; then the thread is behind. */
  close(thread: string): Promise<boolean>;
  /** An event could not be handled: logs it, marks its thread as behind and tells `onBehind`; for other threads it is only logged. */
  fallBehind(thread: string | undefined, error: unknown): void;
  /** Calls the listener with each thread that falls behind and must be read from Discord again. */
  onBehind(listener: (thread: string) => void): void;
  /** Resolves when everything recorded so far is stored or given up. */
  idle(): Promise<void>;
}

/** How long a look-up may take, in milliseconds; then its thread falls behind. */
export const LONGEST_LOOK_UP = 10_000;

const MOST_TOGETHER = 100; // changes in one write, so that one failure costs little

/** What a recorder needs; it is part of the bot's context, so it cannot take that. */
interface RecorderParts {
  readonly discussions: DiscussionStore;
  readonly threads: Threads;
  readonly clock: Clock;
  readonly log: Log;
}

/** Changes that were recorded together; undefined while they are looked up. */
interface Entry {
  changes: readonly Change[] | undefined;
  readonly ready: Promise<void>;
}

/** What waits to be written for one thread; `done` resolves when all of it is. */
interface Queue {
  readonly waiting: Entry[];
  readonly done: Promise<void>;
}

/** Their order among replies does not matter: a deletion wins, even over a creation that comes after it. */
const WAITS_FOR_NO_LOOK_UP: ReadonlySet<Change['type']> = new Set([
  'replies.deleted',
  'state.changed',
  'reach.changed',
]);

const isUrgent = (changes: readonly Change[]): boolean => changes.every(({ type }) => WAITS_FOR_NO_LOOK_UP.has(type));

/**
 * Creates the recorder. It has its own queues instead of `Tasks`: all that waits for a thread goes into one write, and a
 * look-up holds its place while it runs.
 */
export function createRecorder({ discussions, threads, clock, log }: RecorderParts): Recorder {
  const tasks = createTasks();
  const [ordered, urgent] = [new Map<string, Queue>(), new Map<string, Queue>()];
  const listeners: ((thread: string) => void)[] = [];

  function fallBehind(thread: string | undefined, error: unknown): void {
    if (thread === undefined || !threads.get(thread))
      return log.error('Could not handle an event from Discord.', error);
    log.error(`Could not store an event in thread ${thread}; the thread will be read from Discord again.`, error);
    threads.setBehind(thread);
    for (const listener of listeners) listener(thread);
  }

  /** Checks only now whether the thread is behind: an earlier write may have just failed. */
  async function write(thread: string, changes: readonly Change[]): Promise<void> {
    const known = threads.get(thread);
    if (!known) return;
    const isBehind = threads.isBehind(thread);
    const wanted = changes.filter(({ type }) => !(isBehind && type === 'cursor.moved'));
    try {
      if (wanted.length > 0) await discussions.apply(known, wanted);
    } catch (error) {
      fallBehind(thread, error);
    }
  }

  async function work(queues: Map<string, Queue>, thread: string, waiting: Entry[]): Promise<void> {
    for (let first = waiting[0]; first; first = waiting[0]) {
      await first.ready;
      const together: Change[] = [];
      for (let entry = waiting[0]; entry?.changes && together.length < MOST_TOGETHER; entry = waiting[0]) {
        together.push(...entry.changes);
        waiting.shift();
      }
      await write(thread, together);
    }
    queues.delete(thread);
  }

  function begin(queues: Map<string, Queue>, thread: string): Queue {
    const waiting: Entry[] = [];
    const done = tasks.start(
      () => work(queues, thread, waiting),
      (error) => fallBehind(thread, error),
    );
    const queue = { waiting, done };
    queues.set(thread, queue);
    return queue;
  }

  async function within<Result>(limit: number, work: Promise<Result>): Promise<Result> {
    const late = Promise.withResolvers<never>();
    const message = `Looking up a message took longer than ${limit / 1000} s`;
    using _timer = clock.after(limit, () => late.reject(new Error(message)));
    return await Promise.race([work, late.promise]);
  }

  function lookedUp(thread: string, lookUp: LookUp): Entry {
    const found = async (): Promise<void> => {
      try {
        entry.changes = await within(LONGEST_LOOK_UP, lookUp());
      } catch (error) {
        entry.changes = [];
        fallBehind(thread, error);
      }
    };
    const entry: Entry = { changes: undefined, ready: Promise.resolve().then(found) };
    return entry;
  }

  return {
    async record(thread, changes) {
      if (!threads.get(thread)) return;
      const isLookUp = typeof changes === 'function';
      const queues = !isLookUp && isUrgent(changes) ? urgent : ordered;
      const queue = queues.get(thread) ?? begin(queues, thread);
      queue.waiting.push(isLookUp ? lookedUp(thread, changes) : { changes, ready: Promise.resolve() });
      await queue.done;
    },
    async close(thread) {
      const known = threads.get(thread);
      if (!known) return true;
      try {
        await discussions.close(known);
      } catch (error) {
        fallBehind(thread, error);
        return false;
      }
      threads.remove(thread);
      return true;
    },
    fallBehind,
    onBehind: (listener) => void listeners.push(listener),
    idle: tasks.idle,
  };
}
