import type { Entry } from '../discussions/comment-effects.ts';
import type { ListKeys } from './keys.ts';
import { type Directory, lineOf, search } from './paged-list.ts';
import type { Store } from './store.ts';

/** A paged list as it was at one moment. */
export interface ListSnapshot {
  readonly directory: Directory;
  readonly total: number;
  /** The entries of the directory's lines from `first` up to, not including, `end`. */
  pages(first: number, end: number): Promise<readonly (readonly Entry[])[]>;
  /** How many entries the pages before a line have. */
  before(line: number): number;
  /** The entries from one position up to, not including, another. */
  slice(start: number, end: number): Promise<readonly Entry[]>;
}

/** How often a list is read again when the writer split a page in between. */
const MOST_ATTEMPTS = 5;

/** The writer changed the list between two reads. */
class ListMoved extends Error {}

/** Reads a list while its writer may change it: what does not fit together is read again. */
export async function readList<Result>(
  store: Store,
  keys: ListKeys,
  read: (list: ListSnapshot) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read(await takeSnapshot(store, keys));
    } catch (error) {
      if (!(error instanceof ListMoved) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

async function takeSnapshot(store: Store, keys: ListKeys): Promise<ListSnapshot> {
  const directory = (await store.get(keys.directory)) ?? [];
  const pages = async (first: number, end: number) => {
    const lines = directory.slice(first, end);
    const read = await store.getMany(lines.map(([label]) => keys.page(label)));
    return read.map((page, index) => {
      // The last page counts itself; every other one must be what its line says.
      if (!page || (first + index < directory.length - 1 && page.length !== lines[index]?.[2])) throw new ListMoved();
      return page;
    });
  };
  const starts = [0];
  for (const [, , entries] of directory.slice(0, -1)) starts.push((starts.at(-1) ?? 0) + entries);
  const before = (line: number) => starts[line] ?? 0;
  const [last = []] = await pages(Math.max(0, directory.length - 1), directory.length);
  return {
    directory,
    total: before(Math.max(0, directory.length - 1)) + last.length,
    pages,
    before,
    async slice(start, end) {
      if (start >= end) return [];
      const first = Math.max(
        0,
        starts.findLastIndex((position) => position <= start),
      );
      const next = starts.findIndex((position) => position >= end);
      const entries = (await pages(first, next === -1 ? directory.length : next)).flat();
      return entries.slice(start - before(first), end - before(first));
    },
  };
}

/** Where an id stands in a list, counted from the oldest, or would stand. */
export async function positionIn(list: ListSnapshot, id: string): Promise<{ index: number; isThere: boolean }> {
  const line = Math.max(0, lineOf(list.directory, id));
  const [page = []] = await list.pages(line, line + 1);
  const { index, isThere } = search(page, id);
  return { index: list.before(line) + index, isThere };
}
