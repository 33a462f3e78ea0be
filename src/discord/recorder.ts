import type { Change } from '../discussions/changes.ts';
import type { DiscussionStore } from '../discussions/ports.ts';
import { createInFlight } from './in-flight.ts';
import type { Log } from './log.ts';
import type { Threads } from './threads.ts';

/** Writes what happened in Discord into the store, without ever losing it. */
export interface Recorder {
  /** Applies changes to a discussion's thread; when the store fails, the thread is behind and `onBehind` hears of it. */
  record(thread: string, changes: readonly Change[]): Promise<void>;
  /** What happened in this thread could not be handled: it is behind, and `onBehind` hears of it. Only logged for what is no discussion. */
  fallBehind(thread: string | undefined, error: unknown): void;
  /** Called with a thread whose changes could not be stored and must be read from Discord again. */
  onBehind(listener: (thread: string) => void): void;
  /** Resolves when everything that was handed in so far is stored or given up. */
  idle(): Promise<void>;
}

export function createRecorder({
  store,
  threads,
  log,
}: {
  store: DiscussionStore;
  threads: Threads;
  log: Log;
}): Recorder {
  const inFlight = createInFlight();
  const listeners: ((thread: string) => void)[] = [];

  function fallBehind(thread: string | undefined, error: unknown): void {
    if (thread === undefined || !threads.get(thread)) return log.error('Could not handle an event of Discord.', error);
    log.error(`Could not store what happened in thread ${thread}; it will be read from Discord again.`, error);
    threads.setBehind(thread, true);
    for (const listener of listeners) listener(thread);
  }

  return {
    async record(thread, changes) {
      const known = threads.get(thread);
      if (known)
        await inFlight.start(
          () => store.apply(known, changes),
          (error) => fallBehind(thread, error),
        );
    },
    fallBehind,
    onBehind: (listener) => void listeners.push(listener),
    idle: inFlight.idle,
  };
}
