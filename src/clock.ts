/** The time and its timers; injected everywhere, so that tests and the sandbox can advance it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `action` once after `delay` milliseconds, unless the returned value is disposed before. */
  after(delay: number, action: () => void): Disposable;
}

/** The system's clock; its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, action) {
    const timer = setTimeout(action, delay).unref();
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
};

/** A day in milliseconds. */
export const DAY = 24 * 60 * 60 * 1000;
