import type { Clock } from '../../clock.ts';
import type { Change } from '../../discussions/changes.ts';
import type { DiscussionStore } from '../../discussions/discussion-store.ts';
import { createTasks } from '../runtime/tasks.ts';
import type { Log } from '../runtime/log.ts';
import type { Threads } from '../session/threads.ts';

/** Finds out which changes an event makes. */
export type LookUp = () => Promise<readonly Change[]>;

/** Writes what happened in Discord into the store, without ever losing it. */
export interface Recorder {
  /**
   * Applies changes to a discussion's thread, after those that were handed in before; resolves when they are stored or
   * given up. A look-up begins at once and has its place from then on: what comes later waits for it, and no cursor
   * passes it. Only what takes something away or says how the thread stands waits for no look-up.
   * When the store or a look-up fails, the thread is behind. A cursor does not move while its thread is behind.
   */
  record(thread: string, changes: readonly Change[] | LookUp): Promise<void>;
  /** The thread is gone: closes its discussion and forgets it. When the store fails the thread is behind, and the answer false. */
  close(thread: string): Promise<boolean>;
  /** What happened in a thread could not be handled: it is behind, and `onBehind` hears of it. Only logged for what is no discussion. */
  fallBehind(thread: string | undefined, error: unknown): void;
  /** Called with a thread of which something could not be stored and which must be read from Discord again. */
  onBehind(listener: (thread: string) => void): void;
  /** Resolves when everything that was handed in so far is stored or given up. */
  idle(): Promise<void>;
}

/** How long a look-up may take, in milliseconds; then its thread is read again instead. */
export const LONGEST_LOOK_UP = 10_000;

const MOST_TOGETHER = 100; // changes in one write, so that one failure costs little

interface Dependencies {
  store: DiscussionStore;
  threads: Threads;
  clock: Clock;
  log: Log;
}

/** What was handed in at once; `changes` is undefined while it is looked up. */
interface Place {
  changes: readonly Change[] | undefined;
  readonly ready: Promise<void>;
}

/** What waits to be written of one thread, and when all of it will be. */
interface Turn {
  readonly waiting: Place[];
  readonly done: Promise<void>;
}

/** Applied in whatever order with replies, these leave the same: a deletion that comes first wins over the late creation. */
const WAITS_FOR_NO_LOOK_UP: ReadonlySet<Change['type']> = new Set([
  'replies.deleted',
  'state.changed',
  'reach.changed',
]);

const isUrgent = (changes: readonly Change[]): boolean => changes.every(({ type }) => WAITS_FOR_NO_LOOK_UP.has(type));

/** Writes what waits of one thread together, in the order in which it came. */
export function createRecorder({ store, threads, clock, log }: Dependencies): Recorder {
  const tasks = createTasks();
  const [ordered, urgent] = [new Map<string, Turn>(), new Map<string, Turn>()];
  const listeners: ((thread: string) => void)[] = [];

  function fallBehind(thread: string | undefined, error: unknown): void {
    if (thread === undefined || !threads.get(thread)) return log.error('Could not handle an event of Discord.', error);
    log.error(`Could not store what happened in thread ${thread}; it will be read from Discord again.`, error);
    threads.setBehind(thread);
    for (const listener of listeners) listener(thread);
  }

  /** Whether the thread is behind is asked only now: what was handed in before may have failed since. */
  async function write(thread: string, changes: readonly Change[]): Promise<void> {
    const known = threads.get(thread);
    if (!known) return;
    const isBehind = threads.isBehind(thread);
    const wanted = changes.filter(({ type }) => !(isBehind && type === 'cursor.moved'));
    try {
      if (wanted.length > 0) await store.apply(known, wanted);
    } catch (error) {
      fallBehind(thread, error);
    }
  }

  async function work(turns: Map<string, Turn>, thread: string, waiting: Place[]): Promise<void> {
    for (let first = waiting[0]; first; first = waiting[0]) {
      await first.ready;
      const together: Change[] = [];
      for (let place = waiting[0]; place?.changes && together.length < MOST_TOGETHER; place = waiting[0]) {
        together.push(...place.changes);
        waiting.shift();
      }
      await write(thread, together);
    }
    turns.delete(thread);
  }

  function begin(turns: Map<string, Turn>, thread: string): Turn {
    const waiting: Place[] = [];
    const done = tasks.start(
      () => work(turns, thread, waiting),
      (error) => fallBehind(thread, error),
    );
    const turn = { waiting, done };
    turns.set(thread, turn);
    return turn;
  }

  async function within<Result>(limit: number, work: Promise<Result>): Promise<Result> {
    const late = Promise.withResolvers<never>();
    const message = `Asking Discord or the store about a message took longer than ${limit / 1000} s`;
    using _timer = clock.after(limit, () => late.reject(new Error(message)));
    return await Promise.race([work, late.promise]);
  }

  function lookedUp(thread: string, lookUp: LookUp): Place {
    const found = async (): Promise<void> => {
      try {
        place.changes = await within(LONGEST_LOOK_UP, lookUp());
      } catch (error) {
        place.changes = [];
        fallBehind(thread, error);
      }
    };
    const place: Place = { changes: undefined, ready: Promise.resolve().then(found) };
    return place;
  }

  return {
    async record(thread, changes) {
      if (!threads.get(thread)) return;
      const isLookUp = typeof changes === 'function';
      const turns = !isLookUp && isUrgent(changes) ? urgent : ordered;
      const turn = turns.get(thread) ?? begin(turns, thread);
      turn.waiting.push(isLookUp ? lookedUp(thread, changes) : { changes, ready: Promise.resolve() });
      await turn.done;
    },
    async close(thread) {
      const known = threads.get(thread);
      if (!known) return true;
      try {
        await store.close(known);
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
