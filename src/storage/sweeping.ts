import type { Clock } from '../clock.ts';
import type { Store } from './store.ts';

/** How often what has expired is deleted, in milliseconds. */
const SWEEP_INTERVAL = 60 * 60 * 1000;

/** Lets the writing process delete what has expired once an hour, until it is disposed; `onError` hears of a failure. */
export function startSweeping({
  store,
  clock,
  onError,
}: {
  store: Store;
  clock: Clock;
  onError: (error: unknown) => void;
}): Disposable {
  let timer = clock.after(SWEEP_INTERVAL, sweep);
  function sweep(): void {
    store.sweep().catch(onError);
    timer = clock.after(SWEEP_INTERVAL, sweep);
  }
  return { [Symbol.dispose]: () => timer[Symbol.dispose]() };
}
