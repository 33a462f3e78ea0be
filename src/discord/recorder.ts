import type { Change } from '../discussions/changes.ts';
import type { DiscussionStore } from '../discussions/ports.ts';
import { createInFlight } from './in-flight.ts';
import type { Log } from './log.ts';
import type { Threads } from './threads.ts';

/** Writes what happened in Discord into the store, without ever losing it. */
export interface Recorder {
  /**
   * Applies changes to a discussion's thread, after those that were handed in before; resolves when they are stored or
   * given up. When the store fails, the thread is behind. A cursor does not move while its thread is behind.
   */
  record(thread: string, changes: readonly Change[]): Promise<void>;
  /** The thread is gone: closes its discussion and forgets it. When the store fails the thread is behind, and the answer false. */
  close(thread: string): Promise<boolean>;
  /** What happened in a thread could not be handled: it is behind, and `onBehind` hears of it. Only logged for what is no discussion. */
  fallBehind(thread: string | undefined, error: unknown): void;
  /** Called with a thread of which something could not be stored and which must be read from Discord again. */
  onBehind(listener: (thread: string) => void): void;
  /** Resolves when everything that was handed in so far is stored or given up. */
  idle(): Promise<void>;
}

const MOST_TOGETHER = 100; // changes in one write, so that one failure costs little

interface Dependencies {
  store: DiscussionStore;
  threads: Threads;
  log: Log;
}

/** What waits to be written of one thread, and when all of it will be. */
interface Turn {
  readonly waiting: Change[];
  readonly done: Promise<void>;
}

/** Writes what waits of one thread together, in the order in which it came. */
export function createRecorder({ store, threads, log }: Dependencies): Recorder {
  const inFlight = createInFlight();
  const turns = new Map<string, Turn>();
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

  async function work(thread: string, waiting: Change[]): Promise<void> {
    while (waiting.length > 0) await write(thread, waiting.splice(0, MOST_TOGETHER));
    turns.delete(thread);
  }

  function begin(thread: string): Turn {
    const waiting: Change[] = [];
    const done = inFlight.start(
      () => work(thread, waiting),
      (error) => fallBehind(thread, error),
    );
    const turn = { waiting, done };
    turns.set(thread, turn);
    return turn;
  }

  return {
    async record(thread, changes) {
      if (!threads.get(thread)) return;
      const turn = turns.get(thread) ?? begin(thread);
      turn.waiting.push(...changes);
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
    idle: inFlight.idle,
  };
}
