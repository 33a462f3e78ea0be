import { type Clock, systemClock } from '../clock.ts';
import type { StorageAdapter } from './adapter.ts';
import { createMemoryAdapter } from './memory-adapter.ts';
import { createSqliteAdapter } from './sqlite-adapter.ts';
import { createStore, type Store, type StoreOptions } from './store.ts';

/** How a store is opened; the defaults are for the running program. */
export type OpenOptions = Partial<Omit<StoreOptions, 'adapter'>>;

/** Makes the adapter of one scheme; `rest` is what follows the scheme's colon. */
type CreateAdapter = (rest: string, options: { clock: Clock }) => StorageAdapter;

/** One line for each kind of store. */
const ADAPTERS: ReadonlyMap<string, CreateAdapter> = new Map<string, CreateAdapter>([
  ['sqlite', createSqliteAdapter],
  ['memory', (_rest, options) => createMemoryAdapter(options)],
]);

/** Opens the store that STORE_URL names. Throws an error of one sentence, fit to be shown to whoever set it. */
export async function openStore(url: string, { clock = systemClock, ...options }: OpenOptions = {}): Promise<Store> {
  const [scheme = '', rest = ''] = url.split(/:(.*)/su);
  const createAdapter = ADAPTERS.get(scheme);
  if (!createAdapter) {
    throw new Error(
      `STORE_URL is ${JSON.stringify(url)}, which is no store that is known: use sqlite:<file> or memory:`,
    );
  }
  if (scheme === 'sqlite' && ['', ':memory:'].includes(rest))
    // a store in memory has no place for what must outlive it
    throw new Error('STORE_URL names no file: use sqlite:<file> or memory:');
  try {
    return createStore({ ...options, clock, adapter: createAdapter(rest, { clock }) });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The store of STORE_URL ${JSON.stringify(url)} cannot be opened: ${reason}`, { cause });
  }
}
