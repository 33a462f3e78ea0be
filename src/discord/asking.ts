import type { KeepAsking } from './asking-message.ts';
import type { Clock } from '../clock.ts';
import { isForbidden } from './errors.ts';
import { createInFlight } from './in-flight.ts';
import type { Log } from './log.ts';
import { createSerial } from './serial.ts';
import type { Threads } from './threads.ts';

/** How long replies are gathered before a thread is looked at, in milliseconds. */
const GATHERING = 1_500;

/** Asks members in each thread, with one message at most, whether their replies shall be on the page. */
export interface AskingMessages {
  /** Somebody replied just now: looks at the thread a moment later, and asks who is to be asked. */
  look(thread: string): void;
  /** Somebody waits, or waits no more: a moment later the message that is there is put right, or goes; none is posted. */
  tidy(thread: string): void;
  /** Looks at nothing any more, and resolves when what is under way has ended; the next reply after a start looks again. */
  stop(): Promise<void>;
}

interface Dependencies {
  readonly keep: KeepAsking;
  readonly threads: Threads;
  readonly clock: Clock;
  readonly log: Log;
}

/** A look that is to come. */
interface Pending {
  readonly timer: Disposable;
  readonly due: number;
  readonly mayPost: boolean;
}

/** Looks at each thread in turn, and again when the message may move. */
export function createAskingMessages({ keep, threads, clock, log }: Dependencies): AskingMessages {
  const serial = createSerial();
  const inFlight = createInFlight();
  const pending = new Map<string, Pending>();
  const refused = new Set<string>();
  let isStopping = false;

  async function lookNow(thread: string): Promise<void> {
    const mayPost = pending.get(thread)?.mayPost ?? false;
    pending.delete(thread);
    const known = threads.get(thread);
    const delay = known ? await serial.run(thread, () => keep(known, mayPost)) : null;
    refused.delete(thread);
    if (delay !== null) later(thread, { delay, mayPost });
  }

  /** Discord's refusal lasts until somebody mends the bot's rights: it is said once. */
  function failed(thread: string, error: unknown): void {
    if (isForbidden(error) && refused.has(thread)) return;
    if (isForbidden(error)) refused.add(thread);
    log.warn(`Could not ask members in thread ${thread}.`, error);
  }

  /** What is to come sooner stays; whoever wants to post, it may. */
  function later(thread: string, wanted: { delay: number; mayPost: boolean }): void {
    if (isStopping) return;
    const before = pending.get(thread);
    const mayPost = wanted.mayPost || (before?.mayPost ?? false);
    const due = clock.now() + wanted.delay;
    if (before && before.due <= due) return void pending.set(thread, { ...before, mayPost });
    before?.timer[Symbol.dispose]();
    const start = () =>
      inFlight.start(
        () => lookNow(thread),
        (error) => failed(thread, error),
      );
    pending.set(thread, { timer: clock.after(wanted.delay, () => void start()), due, mayPost });
  }

  return {
    look: (thread) => later(thread, { delay: GATHERING, mayPost: true }),
    tidy: (thread) => later(thread, { delay: GATHERING, mayPost: false }),
    async stop() {
      isStopping = true;
      for (const { timer } of pending.values()) timer[Symbol.dispose]();
      await inFlight.idle();
    },
  };
}
