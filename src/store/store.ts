import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { keyvStorageCapability, type KeyvStorageAdapter, type KeyvStorageEntry, Keyv } from 'keyv';
import type { Clock } from '../clock.ts';

declare const valueType: unique symbol;

/** A key of the store that knows what its value is. */
export type Key<Value> = string & { readonly [valueType]?: Value };

/** A value to be set, or with `value` undefined a key to be deleted; `ttl` in milliseconds. */
export interface Write<Value = unknown> {
  readonly key: Key<Value>;
  readonly value: Value | undefined;
  readonly ttl?: number | undefined;
}

/** A strict store: a call that fails or takes too long rejects with a `StoreError`, so nothing found always means that nothing is there. */
export interface Store {
  get<Value>(key: Key<Value>): Promise<Value | undefined>;
  /** In the order of the keys. */
  getMany<Value>(keys: readonly Key<Value>[]): Promise<(Value | undefined)[]>;
  /** Sets and deletes, all or nothing; of two writes to one key the later counts. */
  setMany(writes: readonly Write[]): Promise<void>;
  /** Sets a key that is not there yet; of several processes that try it, one succeeds. */
  add<Value>(key: Key<Value>, value: Value): Promise<void>;
  /** Rejects while nothing can be written, as on a full disk; cheap enough for every health check. */
  assertWritable(): Promise<void>;
  /** Every key that begins with `prefix`, with its value, in no promised order. */
  iterate<Value>(prefix: string): AsyncIterable<readonly [key: string, value: Value]>;
  /** Changes whenever this or another process writes; cheap enough for every request. */
  revision(): string;
  /** Changes when the connection to the store was lost: what a writer read before may have changed meanwhile. */
  session(): number;
  /** Deletes expired keys; for the writing process only. */
  sweep(): Promise<void>;
  /** Empties the engine's log of writes, which may hold erased words; retries while another process reads from it. Never rejects: `onError` hears of a failure, and the next sweep tries again. */
  emptyLog(): Promise<void>;
  /** Sweeps, and leaves no deleted byte on the disk: slow, for erasures. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

/** Groups items, so that many can be written in one call. */
export async function* inBatches<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[], void> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** A call to the store failed; `cause` says why. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** A failure as a sentence for the operator; of failures that followed from each other, the first. */
export function sentenceOf(error: unknown): string {
  if (error instanceof SuppressedError) return sentenceOf(error.suppressed);
  if (!(error instanceof Error)) return String(error);
  return error instanceof StoreError && error.cause !== undefined
    ? `${error.message}: ${sentenceOf(error.cause)}`
    : error.message;
}

/** How long a call may take before it counts as failed, in milliseconds. */
const TIME_LIMIT = 10_000;

/** Clearing the disk may take so many times longer than other calls: it grows with the store. */
const SCRUB_LIMITS = 60;

/** How soon a log in use by another process is emptied again, in milliseconds. */
const LOG_PAUSE = 1_000;

/** For so many milliseconds the last write's result saves a probe, which would write to the disk and empty readers' caches. */
const PROVEN = 10_000;
const FAILED = 5_000;

/** Written as a probe, with the time: SQLite would not write the same value again. */
const probeKey: Key<number> = 'probe';

/** What a store is made of; `onError` hears what an adapter reports between calls, such as a lost connection. */
export interface StoreOptions {
  readonly adapter: StorageAdapter;
  readonly clock: Clock;
  readonly timeLimit?: number;
  readonly onError?: (error: unknown) => void;
}

/**
 * Makes Keyv strict. With an error listener, Keyv answers a failed read with "nothing there"; without one, an adapter's
 * own error event ends the process. So Keyv gets no listener, and the adapter gets ours.
 */
export function createStore({
  adapter,
  clock,
  timeLimit = TIME_LIMIT,
  onError = () => undefined,
}: StoreOptions): Store {
  // checkExpired off: adapters never return what has expired, and a read must not delete.
  const keyv = new Keyv({ store: adapter, checkExpired: false, serialization: JSON });
  adapter.removeAllListeners('error');
  adapter.on('error', onError);
  const attempt = <Result>(what: string, call: () => Promise<Result>): Promise<Result> =>
    within(call, { what, clock, timeLimit });

  const getMany = async <Value>(keys: readonly Key<Value>[]): Promise<(Value | undefined)[]> =>
    keys.length === 0 ? [] : attempt(`read ${named(keys)}`, () => keyv.getMany<Value>([...keys]));

  let isClosed = false;
  let again: Disposable | undefined;
  async function emptyLog(): Promise<void> {
    again?.[Symbol.dispose]();
    const isHeldUp = await attempt('empty its log', async () => !(await adapter.emptyLog())).catch(onError);
    if (!isHeldUp || isClosed) return;
    again?.[Symbol.dispose]();
    again = clock.after(LOG_PAUSE, () => void emptyLog());
  }

  let lastWrite: { readonly at: number; readonly failure?: unknown } = { at: -Infinity };
  async function setMany(writes: readonly Write[]): Promise<void> {
    const last = [...new Map(writes.map((write) => [write.key, write])).values()];
    if (last.length === 0) return;
    try {
      await attempt(`write ${named(last.map(({ key }) => key))}`, async () => {
        const written = await keyv.setManyRaw(last.map((write) => entryFromWrite(write, clock)));
        if (written.includes(false)) throw new Error('It was not accepted');
      });
      lastWrite = { at: clock.now() };
    } catch (failure) {
      lastWrite = { at: clock.now(), failure };
      throw failure;
    }
  }

  let probing: Promise<void> | null = null;
  async function assertWritable(): Promise<void> {
    const { at, failure } = lastWrite;
    const age = Math.abs(clock.now() - at);
    if (failure && age < FAILED) throw notWritable(failure);
    if (!failure && age < PROVEN) return;
    probing ??= setMany([{ key: probeKey, value: clock.now() }]).finally(() => (probing = null));
    await probing.catch((error: unknown) => {
      throw notWritable(error);
    });
  }

  return {
    get: <Value>(key: Key<Value>) => attempt(`read ${kindOf(key)}`, () => keyv.get<Value>(key)),
    getMany,
    setMany,
    add: (key, value) =>
      attempt(`write ${kindOf(key)}`, async () => adapter.add(key, textOf(await keyv.encode({ value })))),
    assertWritable,
    async *iterate<Value>(prefix: string) {
      const entries = adapter.entries(prefix)[Symbol.asyncIterator]();
      const next = () => attempt(`read what begins with ${kindOf(prefix)}`, () => entries.next());
      for (let result = await next(); !result.done; result = await next()) {
        const [key, text] = result.value;
        const decoded = await attempt(`read ${kindOf(key)}`, () => keyv.decode<Value>(text));
        if (decoded?.value !== undefined) yield [key, decoded.value] as const;
      }
    },
    revision: () => adapter.revision(),
    session: () => adapter.session(),
    sweep: () => attempt('delete what has expired', () => adapter.sweep()),
    emptyLog,
    scrub: () =>
      within(() => adapter.scrub(), {
        what: 'clear the disk of what was deleted',
        clock,
        timeLimit: timeLimit * SCRUB_LIMITS,
      }),
    close() {
      isClosed = true;
      again?.[Symbol.dispose]();
      return attempt('close', () => keyv.disconnect());
    },
  };
}

const notWritable = (failure: unknown): StoreError =>
  new StoreError('Nothing can be written to the store', { cause: failure instanceof Error ? failure.cause : failure });

/** Keyv has no batch that both sets and deletes: adapters delete an entry that has expired. */
function entryFromWrite({ key, value, ttl }: Write, clock: Clock): Parameters<Keyv['setManyRaw']>[0][number] {
  if (value === undefined) return { key, value: { value: null, expires: 1 } };
  return { key, value: ttl === undefined ? { value } : { value, expires: clock.now() + ttl } };
}

/** A key without ids: errors are logged, and logs outlive an erasure. */
const kindOf = (key = ''): string => key.replace(/^((?:\{\d+\}:)?[^:]*:).+$/su, '$1…');

const named = (keys: readonly string[]): string =>
  keys.length === 1 ? kindOf(keys[0]) : `${keys.length} keys (${kindOf(keys[0])}, …)`;

interface Limit {
  readonly what: string;
  readonly clock: Clock;
  readonly timeLimit: number;
}

async function within<Result>(call: () => Promise<Result>, { what, clock, timeLimit }: Limit): Promise<Result> {
  const late = Promise.withResolvers<never>();
  using _timer = clock.after(timeLimit, () => late.reject(new Error(`It took longer than ${timeLimit} ms`)));
  try {
    return await Promise.race([call(), late.promise]);
  } catch (cause) {
    throw new StoreError(`The store could not ${what}`, { cause });
  }
}

/** Keyv's own contract, and what a `Store` needs beyond it. */
export type StorageAdapter = KeyvStorageAdapter & {
  /** Sets a key that is not there yet; does nothing where it is. */
  add(key: string, text: string): Promise<void>;
  /** Every live key that begins with `prefix`, once, with its stored text, in no promised order. */
  entries(prefix: string): AsyncIterable<readonly [key: string, text: string]>;
  /** Changes whenever this or another process writes; cheap enough for every request. */
  revision(): string;
  /** Counts the connections to a server; always the same for a file. */
  session(): number;
  /** Deletes expired keys from the disk. Only the writing process calls it. */
  sweep(): Promise<void>;
  /** Empties the engine's log of writes; answers false while another process reads from it. */
  emptyLog(): Promise<boolean>;
  /** Sweeps, and leaves no deleted byte on the disk; costs as much as writing everything anew. */
  scrub(): Promise<void>;
};

/** A result now or later. */
type Awaitable<Result> = Result | Promise<Result>;

/** The operations in which engines differ; `expires` is milliseconds since 1970. Any of them may throw or reject. */
export interface Engine {
  read(keys: readonly string[]): Awaitable<readonly (string | undefined)[]>;
  /** All or nothing. An entry that has expired already is a deletion; no key comes twice. */
  write(entries: readonly KeyvStorageEntry<string>[]): Awaitable<void>;
  /** Sets a key that is not there yet; does nothing where it is. */
  add(key: string, text: string): Awaitable<void>;
  /** At most a page of entries that begin with `prefix` and follow `after`; an empty page is the end. */
  scan(prefix: string, after: string): Awaitable<readonly (readonly [key: string, text: string])[]>;
  clear(): Awaitable<void>;
  revision(): string;
  /** Only for engines with a server. */
  session?(): number;
  sweep(): Awaitable<void>;
  /** Never waits for another process. */
  emptyLog(): Awaitable<boolean>;
  scrub(): Awaitable<void>;
  close(): Awaitable<void>;
}

/** How many entries an engine reads at once while it iterates. */
export const SCAN_PAGE = 500;

/** Makes a Keyv adapter of an engine. */
export function adapterFromEngine(engine: Engine): StorageAdapter {
  let isClosed = false;
  const use = (): Engine => {
    if (isClosed) throw new Error('It is closed');
    return engine;
  };
  const read = async (keys: readonly string[]) => use().read(keys);
  const write = async (entries: readonly KeyvStorageEntry<string>[]) => use().write(entries);
  const remove = (keys: readonly string[]) => write(keys.map((key) => ({ key, value: '', expires: 0 })));
  const exist = async (keys: readonly string[]) => (await read(keys)).map((text) => text !== undefined);
  async function* entries(prefix: string): AsyncGenerator<readonly [string, string], void> {
    let page = await use().scan(prefix, '');
    while (page.length > 0) {
      yield* page;
      await setImmediate(); // an engine may answer at once: let other work in this process run
      page = await use().scan(prefix, page.at(-1)?.[0] ?? '');
    }
  }
  const adapter = Object.assign(new EventEmitter(), {
    get: async (key: string) => (await read([key]))[0],
    getMany: async (keys: string[]) => [...(await read(keys))],
    has: async (key: string) => (await exist([key]))[0] ?? false,
    hasMany: exist,
    set: async (key: string, value: unknown, expires?: number) => {
      await write([{ key, value: textOf(value), ...(expires !== undefined && { expires }) }]);
      return true;
    },
    setMany: async (values: KeyvStorageEntry<unknown>[]) => {
      await write(values.map((entry) => ({ ...entry, value: textOf(entry.value) })));
      return values.map(() => true);
    },
    delete: async (key: string) => {
      const [existed = false] = await exist([key]);
      await remove([key]);
      return existed;
    },
    deleteMany: async (keys: string[]) => {
      const existed = await exist(keys);
      await remove(keys);
      return existed;
    },
    clear: async () => use().clear(),
    disconnect: async () => {
      await use().close();
      isClosed = true;
    },
    iterator: () => entries(''),
    add: async (key: string, text: string) => use().add(key, text),
    entries,
    revision: () => use().revision(),
    session: () => engine.session?.() ?? 0,
    sweep: async () => use().sweep(),
    emptyLog: async () => use().emptyLog(),
    scrub: async () => use().scrub(),
  });
  // Keyv's generic signatures are about decoded values; what passes here is always text that Keyv encoded.
  return Object.assign(adapter, { capabilities: keyvStorageCapability(adapter) }) as unknown as StorageAdapter;
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`An adapter stores text, not ${typeof value}`);
  return value;
}
