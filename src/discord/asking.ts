import type { KeepAsking } from './asking-message.ts';
import type { Clock } from '../clock.ts';
import { isForbidden, isUnknownChannel } from './errors.ts';
import { createInFlight } from './in-flight.ts';
import type { Log } from './log.ts';
import { createSerial } from './serial.ts';
import type { Threads } from './threads.ts';

/** How long replies are gathered before a thread is looked at, in milliseconds. */
const GATHERING = 1_500;

/** Asks members in each thread, with one message at most, whether their replies shall be on the page. */
export interface AskingMessages {
  /** Somebody replied, or answered the question: looks at the thread a moment later. */
  look(thread: string): void;
  /** Looks at nothing any more, and resolves when what is under way has ended; the next reply after a start looks again. */
  stop(): Promise<void>;
}

interface Dependencies {
  readonly keep: KeepAsking;
  readonly threads: Threads;
  readonly clock: Clock;
  readonly log: Log;
}

export function createAskingMessages({ keep, threads, clock, log }: Dependencies): AskingMessages {
  const serial = createSerial();
  const inFlight = createInFlight();
  const timers = new Map<string, Disposable>();
  let isStopping = false;

  async function lookNow(thread: string): Promise<void> {
    timers.delete(thread);
    const known = threads.get(thread);
    const delay = known ? await serial.run(thread, () => keep(known)) : null;
    if (delay !== null) later(thread, delay);
  }

  /** What Discord does not allow is not tried again until somebody else replies. */
  const failed = (thread: string, error: unknown): void => {
    if (!isForbidden(error) && !isUnknownChannel(error)) log.warn(`Could not ask members in thread ${thread}.`, error);
  };

  function later(thread: string, delay: number): void {
    if (isStopping) return;
    timers.get(thread)?.[Symbol.dispose]();
    const start = () =>
      inFlight.start(
        () => lookNow(thread),
        (error) => failed(thread, error),
      );
    timers.set(
      thread,
      clock.after(delay, () => void start()),
    );
  }

  return {
    look: (thread) => later(thread, GATHERING),
    async stop() {
      isStopping = true;
      for (const timer of timers.values()) timer[Symbol.dispose]();
      await inFlight.idle();
    },
  };
}
