import { hostname } from 'node:os';
import type { Clock } from '../clock.ts';
import type { Key, Store } from './store.ts';

/** Which process writes to the store; the caches of a writer know nothing of another one's writes. */
interface Lease {
  readonly host: string;
  readonly pid: number;
  /** Until when it holds unless it is renewed, in milliseconds since 1970. */
  readonly until: number;
}

const writerKey: Key<Lease> = 'writer';
const TERM = 30_000;
const RENEWAL = 10_000;

/** Another process writes to this store; the message is one sentence that says which. */
class LeaseError extends Error {
  override readonly name = 'LeaseError';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A lease of a process that ended without giving it back does not hold: on this machine that can be seen, elsewhere its term ends. */
const holds = (lease: Lease | undefined, now: number): lease is Lease =>
  lease !== undefined &&
  lease.until > now &&
  (lease.host !== hostname() || (lease.pid !== process.pid && isAlive(lease.pid)));

const isOurs = (lease: Lease | undefined): boolean => lease?.host === hostname() && lease.pid === process.pid;

interface LeaseParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
  /** Another process took over, because this one slept: it must write nothing any more. */
  readonly onLost: (error: LeaseError) => void;
}

/** Makes this process the store's only writer until it is disposed. Throws `LeaseError` when there is another one. */
export async function takeWriterLease({ store, clock, onError, onLost }: LeaseParts): Promise<AsyncDisposable> {
  const known = await store.get(writerKey);
  if (holds(known, clock.now())) {
    throw new LeaseError(
      `Another process writes to this store (process ${known.pid} on ${known.host}): stop it first.`,
    );
  }
  const write = (value: Lease | undefined): Promise<void> => store.setMany([{ key: writerKey, value }]);
  const renew = (): Promise<void> => write({ host: hostname(), pid: process.pid, until: clock.now() + TERM });
  await renew();
  let timer = clock.after(RENEWAL, again);
  async function renewIfOurs(): Promise<void> {
    const now = await store.get(writerKey);
    if (isOurs(now)) return renew();
    timer[Symbol.dispose]();
    const which = now ? `: process ${now.pid} on ${now.host}` : ', and has ended';
    onLost(new LeaseError(`Another process took over this store while this one slept${which}. Start this one again.`));
  }
  function again(): void {
    timer = clock.after(RENEWAL, again);
    renewIfOurs().catch(onError);
  }
  return {
    async [Symbol.asyncDispose]() {
      timer[Symbol.dispose]();
      if (isOurs(await store.get(writerKey))) await write(undefined);
    },
  };
}
