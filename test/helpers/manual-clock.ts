import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until a test turns it. */
export interface ManualClock extends Clock {
  /** Moves on by `milliseconds` and runs what falls due on the way, in order. */
  advance(milliseconds: number): void;
}

/** A clock that begins at `start` (milliseconds since 1970). */
export function createManualClock(start: number): ManualClock {
  let now = start;
  let waiting: { at: number; action: () => void }[] = [];
  return {
    now: () => now,
    after(delay, action) {
      const timer = { at: now + delay, action };
      waiting.push(timer);
      return { [Symbol.dispose]: () => void (waiting = waiting.filter((other) => other !== timer)) };
    },
    advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const next = waiting.filter(({ at }) => at <= end).toSorted((one, other) => one.at - other.at)[0];
        if (!next) break;
        waiting = waiting.filter((other) => other !== next);
        now = Math.max(now, next.at);
        next.action();
      }
      now = end;
    },
  };
}
