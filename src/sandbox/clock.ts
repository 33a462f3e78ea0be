/** The box's own time: the wall clock plus every advance. Milliseconds since 1970. */
export interface VirtualClock {
  now(): number;
  /** Calls `action` once when `delay` milliseconds of the box's time have passed, in real time or by `advance`. */
  after(delay: number, action: () => void): Disposable;
  /** Moves the time forward by `milliseconds` and calls all due actions, earliest first. */
  advance(milliseconds: number): void;
  /** How far the box is ahead of the wall clock, in milliseconds. */
  ahead(): number;
}

interface Timer {
  at: number;
  action: () => void;
  wake: NodeJS.Timeout | undefined;
}

/** The end of the box's time, in milliseconds since 1970: from September 2084 on, Discord's ids have more than 63 bits. */
export const LATEST: number = Date.UTC(2084, 0);

const LONGEST_TIMEOUT = 2 ** 31 - 1; // setTimeout fires at once beyond this

/** Builds a clock that starts `ahead` milliseconds ahead of the wall; its timers do not keep the process alive. */
export function createClock(ahead = 0): VirtualClock {
  let offset = ahead;
  const timers = new Set<Timer>();
  const now = () => Date.now() + offset;

  const fire = (timer: Timer) => {
    if (timers.delete(timer)) timer.action();
  };
  const arm = (timer: Timer) => {
    clearTimeout(timer.wake);
    const left = Math.max(0, timer.at - now());
    timer.wake = setTimeout(() => (left > LONGEST_TIMEOUT ? arm(timer) : fire(timer)), Math.min(left, LONGEST_TIMEOUT));
    timer.wake.unref();
  };

  return {
    now,
    ahead: () => offset,
    after(delay, action) {
      const timer: Timer = { at: now() + delay, action, wake: undefined };
      timers.add(timer);
      arm(timer);
      return {
        [Symbol.dispose]() {
          clearTimeout(timer.wake);
          timers.delete(timer);
        },
      };
    },
    advance(milliseconds) {
      offset += milliseconds;
      const due = [...timers].filter((timer) => timer.at <= now()).toSorted((a, b) => a.at - b.at);
      for (const timer of due) {
        clearTimeout(timer.wake);
        fire(timer);
      }
      for (const timer of timers) arm(timer);
    },
  };
}

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Reads "90s", "15m", "2h" or "8d" as whole milliseconds; undefined for anything else. */
export function durationFromText(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(text.trim());
  if (!match) return undefined;
  const unit = match[2];
  const size = unit === 's' || unit === 'm' || unit === 'h' || unit === 'd' ? UNITS[unit] : 1;
  return Math.round(Number(match[1]) * size);
}
