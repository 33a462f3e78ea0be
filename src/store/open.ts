import { systemClock } from '../clock.ts';
import { type StorageAdapter, createStore, type Store, type StoreOptions } from './store.ts';
import { createMemoryAdapter } from './memory-adapter.ts';
import { createSqliteAdapter, refuseEmptyFile } from './sqlite-adapter.ts';
import { createPostgresAdapter, type PostgresOptions } from './postgres-adapter.ts';
import { lockForWriting } from './writer-lock.ts';

/** How a store is opened; the defaults are for a reader. */
export interface OpenOptions extends Partial<Omit<StoreOptions, 'adapter'>> {
  /** Refuses a store that another process writes to, and locks out other writers until it is closed. */
  readonly isWriter?: boolean;
}

/** Makes the adapter of one scheme; `rest` is what follows the scheme's colon. */
type CreateAdapter = (rest: string, options: PostgresOptions) => StorageAdapter | Promise<StorageAdapter>;

/** Every kind of store. To add one, see docs/developers.md: an adapter, a line here, its scheme in src/config.ts, its lock and marks. */
const ADAPTERS: ReadonlyMap<string, CreateAdapter> = new Map<string, CreateAdapter>([
  ['sqlite', (path, options) => refuseEmptyFile(path).then(() => createSqliteAdapter(path, options))],
  ['memory', (_rest, options) => createMemoryAdapter(options)],
  ['postgres', (rest, options) => createPostgresAdapter(`postgres:${rest}`, options)],
  ['postgresql', (rest, options) => createPostgresAdapter(`postgres:${rest}`, options)],
]);

/** Opens the store that STORE_URL names. Throws an error of one sentence for the operator. */
export async function openStore(
  url: string,
  { clock = systemClock, isWriter = false, onError, ...options }: OpenOptions = {},
): Promise<Store> {
  const [scheme = '', rest = ''] = url.split(/:(.*)/su);
  const createAdapter = ADAPTERS.get(scheme);
  if (!createAdapter) {
    throw new Error(
      `STORE_URL is ${quoted(url)}, which is not a known kind of store: use sqlite:<file>, postgres://… or memory:`,
    );
  }
  if (scheme === 'sqlite' && ['', ':memory:'].includes(rest))
    throw new Error('STORE_URL names no file: use sqlite:<file> or memory:');
  using held = new DisposableStack();
  if (isWriter) held.use(await lockForWriting(url)); // first: while the lock's owner erases the file, opening it would create it again
  try {
    const heard = onError ? { onError } : {};
    const adapter = await createAdapter(rest, { clock, isWriter, ...heard });
    const store = createStore({ ...options, ...heard, clock, adapter });
    const lock = held.move();
    return { ...store, close: () => store.close().finally(() => lock.dispose()) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The store of STORE_URL ${quoted(url)} cannot be opened: ${reason}`, { cause });
  }
}

/** A STORE_URL for people to read: without the password in it. */
const quoted = (url: string): string => JSON.stringify(url.replace(/(:\/\/[^:@/]*):[^@/]*@/u, '$1:…@'));
