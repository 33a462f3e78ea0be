import { LRUCache } from 'lru-cache';
import { type Key, type Store, StoreError, type Write } from './store.ts';

/** Reads the store as it will be after the commit, and collects writes. Values are never changed in place. */
export interface Transaction {
  get<Value>(key: Key<Value>): Promise<Value | undefined>;
  /** Reads many keys in one call, so that `get` finds them. */
  load(keys: readonly Key<unknown>[]): Promise<void>;
  /** `ttl` in milliseconds. */
  set<Value>(key: Key<Value>, value: Value, ttl?: number): void;
  delete(key: Key<unknown>): void;
}

/** A transaction that can be committed: all of it or nothing. */
export interface OpenTransaction extends Transaction {
  commit(): Promise<void>;
}

/** Transactions that share a cache of what they read and wrote last. Each key must be used in one transaction at a time. */
export interface Transactions {
  create(): OpenTransaction;
  /** Drops some keys from the cache. */
  forget(isForgotten: (key: string) => boolean): void;
}

/** The size of the cache; an array counts once for each element. At about 100 bytes each, 10 MB. */
const REMEMBERED = 100_000;

/** A value as it was last read or written; undefined for none. */
interface Remembered {
  readonly value: unknown;
}

/** Creates transactions on a store; `isHot` picks the keys worth caching. */
export function createTransactions({ store, isHot }: { store: Store; isHot: (key: string) => boolean }): Transactions {
  const memory = new LRUCache<string, Remembered>({ maxSize: REMEMBERED, sizeCalculation: weight });
  const remember = (key: string, value: unknown) => {
    if (isHot(key)) memory.set(key, { value });
  };

  let session = store.session();

  function create(): OpenTransaction {
    if (session !== store.session()) {
      session = store.session();
      memory.clear(); // another process may have written meanwhile
    }
    const begun = session;
    const seen = new Map<string, unknown>();
    const writes = new Map<string, Write>();
    const load = async (keys: readonly Key<unknown>[]) => {
      const unseen = [...new Set(keys)].filter((key) => !seen.has(key));
      for (const key of unseen) {
        const remembered = memory.get(key);
        if (remembered) seen.set(key, remembered.value);
      }
      const missing = unseen.filter((key) => !seen.has(key));
      if (missing.length === 0) return;
      const values = await store.getMany(missing);
      for (const [index, key] of missing.entries()) {
        seen.set(key, values[index]);
        remember(key, values[index]);
      }
    };
    return {
      load,
      async get<Value>(key: Key<Value>) {
        if (!seen.has(key)) await load([key]);
        // The key says what was written under it.
        return seen.get(key) as Value | undefined;
      },
      set(key, value, ttl) {
        seen.set(key, value);
        writes.set(key, { key, value, ttl });
      },
      delete(key) {
        seen.set(key, undefined);
        writes.set(key, { key, value: undefined });
      },
      async commit() {
        if (writes.size === 0) return;
        if (begun !== store.session()) throw new StoreError('The connection to the store was lost before the commit');
        try {
          await store.setMany([...writes.values()]);
        } catch (cause) {
          // Perhaps it was written and only the answer is missing: the cache could be wrong.
          for (const key of writes.keys()) memory.delete(key);
          throw cause;
        }
        for (const { key, value } of writes.values()) remember(key, value);
      },
    };
  }

  return {
    create,
    forget(isForgotten) {
      for (const key of memory.keys()) if (isForgotten(key)) memory.delete(key);
    },
  };
}

function weight({ value }: Remembered): number {
  if (typeof value !== 'object' || value === null) return 1;
  const arrays = Array.isArray(value) ? [value] : Object.values(value).filter((part) => Array.isArray(part));
  return arrays.reduce((sum, array) => sum + array.length, 1);
}

/** Work on a transaction; runs again on a new one when a neighbour in the queue failed. */
export type Job<Result> = (tx: Transaction) => Promise<Result>;

/** Queues by name. Jobs of one queue run one after the other; those that wait meanwhile share one commit. */
export interface KeyedQueues {
  /** Resolves with the job's result once its writes are stored; rejects when the job or the store fails. */
  run<Result>(queue: string, job: Job<Result>): Promise<Result>;
}

/** How many jobs share a commit at most. */
const MOST_TOGETHER = 100;

interface Waiting {
  run(tx: Transaction): Promise<() => void>;
  fail(error: unknown): void;
}

/** Creates queues; a queue exists only while a job waits in it. */
export function createKeyedQueues(transactions: Pick<Transactions, 'create'>): KeyedQueues {
  const queues = new Map<string, Waiting[]>();

  async function work(name: string, waiting: Waiting[]): Promise<void> {
    while (waiting.length > 0) {
      const together = waiting.splice(0, MOST_TOGETHER);
      try {
        await runTogether(transactions, together);
      } catch (error) {
        if (together.length === 1) together[0]?.fail(error);
        else for (const job of together) await runAlone(transactions, job);
      }
    }
    queues.delete(name);
  }

  return {
    run: (name, job) =>
      new Promise((resolve, reject) => {
        const run: Waiting['run'] = async (tx) => {
          const result = await job(tx);
          return () => resolve(result);
        };
        const waiting = queues.get(name) ?? [];
        waiting.push({ run, fail: reject });
        if (queues.has(name)) return;
        queues.set(name, waiting);
        void work(name, waiting);
      }),
  };
}

async function runAlone(transactions: Pick<Transactions, 'create'>, job: Waiting): Promise<void> {
  try {
    await runTogether(transactions, [job]);
  } catch (error) {
    job.fail(error);
  }
}

async function runTogether(transactions: Pick<Transactions, 'create'>, jobs: readonly Waiting[]): Promise<void> {
  const tx = transactions.create();
  const acknowledgements = [];
  for (const job of jobs) acknowledgements.push(await job.run(tx));
  await tx.commit();
  for (const acknowledge of acknowledgements) acknowledge();
}
