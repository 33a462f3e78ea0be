import type { Clock } from '../clock.ts';

/** How often what has expired is deleted, in milliseconds. */
const SWEEP_INTERVAL = 60 * 60 * 1000;

/** Lets the writing process erase once an hour what was kept long enough, until it is disposed, and has come to its end then; `onError` hears of a failure. */
export function startSweeping({
  expire,
  clock,
  onError,
}: {
  expire: (now: number) => Promise<unknown>;
  clock: Clock;
  onError: (error: unknown) => void;
}): AsyncDisposable {
  let isDue = false;
  let work: Promise<void> | null = null;
  let timer = clock.after(SWEEP_INTERVAL, sweep);

  async function workOff(): Promise<void> {
    for (; isDue; await expire(clock.now()).catch(onError)) isDue = false;
    work = null;
  }

  /** What comes due while it is at work is done when that has ended. */
  function sweep(): void {
    timer = clock.after(SWEEP_INTERVAL, sweep);
    isDue = true;
    work ??= workOff();
  }

  return {
    async [Symbol.asyncDispose]() {
      isDue = false;
      timer[Symbol.dispose]();
      await work;
    },
  };
}
