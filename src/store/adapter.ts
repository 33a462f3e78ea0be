import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { keyvStorageCapability, type KeyvStorageAdapter, type KeyvStorageEntry } from 'keyv';

/** Keyv's own contract, and the little that a `Store` needs beyond it. */
export type StorageAdapter = KeyvStorageAdapter & {
  /** Every key that begins with `prefix` and has not expired, once, with its stored text; in no promised order. */
  entries(prefix: string): AsyncIterable<readonly [key: string, text: string]>;
  /** Changes whenever this or another process wrote something; cheap enough for every request. */
  revision(): string;
  /** Deletes what has expired, so that its words are gone from the disk too. Only the writing process calls it. */
  sweep(): Promise<void>;
  /** Leaves nothing of what was erased in the log that an engine keeps of its writes; answers false while another process keeps it from that. */
  emptyLog(): Promise<boolean>;
  /** Sweeps, and leaves nothing on the disk of what was ever deleted; costs as much as writing all that is kept. */
  scrub(): Promise<void>;
};

/** The few operations in which engines differ; `expires` is milliseconds since 1970. Any of them may throw. */
export interface Engine {
  read(keys: readonly string[]): readonly (string | undefined)[];
  /** All or nothing. An entry that has expired already is a deletion. */
  write(entries: readonly KeyvStorageEntry<string>[]): void;
  /** At most a page of entries that begin with `prefix` and follow `after`; an empty page is the end. */
  scan(prefix: string, after: string): readonly (readonly [key: string, text: string])[];
  clear(): void;
  revision(): string;
  sweep(): void;
  /** Never waits. */
  emptyLog(): boolean;
  scrub(): void;
  close(): void;
}

/** How many entries an engine reads at once while it iterates. */
export const SCAN_PAGE = 500;

/** Makes Keyv's whole contract of an engine's few operations. */
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
  async function* entries(prefix: string): AsyncGenerator<[string, string], void> {
    for (let page = use().scan(prefix, ''); page.length > 0; page = use().scan(prefix, page.at(-1)?.[0] ?? '')) {
      for (const [key, text] of page) yield [key, text];
      await setImmediate(); // engines answer at once: whoever else waits in this process gets a turn
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
      use().close();
      isClosed = true;
    },
    iterator: () => entries(''),
    entries,
    revision: () => use().revision(),
    sweep: async () => use().sweep(),
    emptyLog: async () => use().emptyLog(),
    scrub: async () => use().scrub(),
  });
  // Keyv's generic signatures speak of decoded values; what passes here is always the text that Keyv encoded.
  return Object.assign(adapter, { capabilities: keyvStorageCapability(adapter) }) as unknown as StorageAdapter;
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`An adapter stores text, not ${typeof value}`);
  return value;
}
