import type { Clock } from '../clock.ts';

/** How often what has expired is deleted, in milliseconds. */
const SWEEP_INTERVAL = 60 * 60 * 1000;

/** Lets the writing process erase once an hour what was kept long enough, until it is disposed; `onError` hears of a failure. */
export function startSweeping({
  expire,
  clock,
  onError,
}: {
  expire: (now: number) => Promise<unknown>;
  clock: Clock;
  onError: (error: unknown) => void;
}): Disposable {
  let timer = clock.after(SWEEP_INTERVAL, sweep);
  function sweep(): void {
    expire(clock.now()).catch(onError);
    timer = clock.after(SWEEP_INTERVAL, sweep);
  }
  return { [Symbol.dispose]: () => timer[Symbol.dispose]() };
}
