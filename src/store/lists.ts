import type { Key, Store } from './store.ts';
import { compareSnowflakes } from '../snowflake.ts';
import type { Transaction } from './queues.ts';

/** Where a paged list keeps its directory and its pages. */
export interface ListKeys {
  readonly directory: Key<Directory>;
  page(label: string): Key<readonly Entry[]>;
}

/** An entry of a list: its id, by which the list is ordered, and its score, by which the top list is. */
export type Entry = readonly [id: string, score: number];

/** One line per page, oldest first: its label, a lower bound of its ids, and its length. The last page's length is not kept up to date. */
export type Directory = readonly DirectoryLine[];
export type DirectoryLine = readonly [label: string, first: string, entries: number];

/** The longest page; a longer one is split. */
export const PAGE_ENTRIES = 256;

/** Adds an entry where its id belongs, or changes its score. The work does not grow with the list. */
export async function putEntry(tx: Transaction, keys: ListKeys, entry: Entry): Promise<void> {
  const directory = (await tx.get(keys.directory)) ?? [];
  const line = directory[lineOf(directory, entry[0])];
  if (!line) {
    tx.set(keys.directory, [['1', entry[0], 1]]);
    tx.set(keys.page('1'), [entry]);
    return;
  }
  const page = (await tx.get(keys.page(line[0]))) ?? [];
  const { index, isThere } = search(page, entry[0]);
  if (isThere && page[index]?.[1] === entry[1]) return;
  const next = page.toSpliced(index, isThere ? 1 : 0, entry);
  if (next.length > PAGE_ENTRIES) return split(tx, keys, { directory, line, page: next });
  tx.set(keys.page(line[0]), next);
  if (next.length !== page.length && line !== directory.at(-1)) {
    tx.set(keys.directory, directory.with(directory.indexOf(line), counted(line, next)));
  }
}

/** Removes an entry, and a page that becomes empty. */
export async function removeEntry(tx: Transaction, keys: ListKeys, id: string): Promise<void> {
  const directory = (await tx.get(keys.directory)) ?? [];
  const at = lineOf(directory, id);
  const line = directory[at];
  if (!line) return;
  const page = (await tx.get(keys.page(line[0]))) ?? [];
  const { index, isThere } = search(page, id);
  if (!isThere) return;
  const next = page.toSpliced(index, 1);
  if (next.length > 0) {
    tx.set(keys.page(line[0]), next);
    if (line !== directory.at(-1)) tx.set(keys.directory, directory.with(at, counted(line, next)));
    return;
  }
  tx.delete(keys.page(line[0]));
  if (directory.length === 1) tx.delete(keys.directory);
  else tx.set(keys.directory, directory.toSpliced(at, 1));
}

/** The entries from one id to another, both included, oldest first. */
export async function entriesBetween(
  tx: Transaction,
  keys: ListKeys,
  [from, to]: readonly [string, string],
): Promise<Entry[]> {
  const directory = (await tx.get(keys.directory)) ?? [];
  const lines = directory.slice(Math.max(0, lineOf(directory, from)), lineOf(directory, to) + 1);
  const entries = await entriesOf(tx, keys, lines);
  return entries.filter(([id]) => compareSnowflakes(from, id) <= 0 && compareSnowflakes(id, to) <= 0);
}

/** All entries, oldest first. */
export async function allEntries(tx: Transaction, keys: ListKeys): Promise<Entry[]> {
  return entriesOf(tx, keys, (await tx.get(keys.directory)) ?? []);
}

/** At most a page of the entries that follow an id ('' for the start), oldest first; none at the end. */
export async function entriesAfter(tx: Transaction, keys: ListKeys, id: string): Promise<Entry[]> {
  const directory = (await tx.get(keys.directory)) ?? [];
  const at = Math.max(0, lineOf(directory, id));
  for (const line of directory.slice(at)) {
    const entries = (await entriesOf(tx, keys, [line])).filter((entry) => compareSnowflakes(id, entry[0]) < 0);
    if (entries.length > 0) return entries;
  }
  return [];
}

/** The entries that precede an id (null for all), newest first; reads page by page. */
export async function* entriesBefore(tx: Transaction, keys: ListKeys, id: string | null): AsyncGenerator<Entry> {
  const directory = (await tx.get(keys.directory)) ?? [];
  const lines = id === null ? directory : directory.slice(0, lineOf(directory, id) + 1);
  for (const line of lines.toReversed()) {
    for (const entry of (await entriesOf(tx, keys, [line])).toReversed()) {
      if (id === null || compareSnowflakes(entry[0], id) < 0) yield entry;
    }
  }
}

/** The oldest and the newest entry; none of an empty list. */
export async function endsOf(tx: Transaction, keys: ListKeys): Promise<[Entry, Entry] | []> {
  const directory = (await tx.get(keys.directory)) ?? [];
  const first = (await entriesOf(tx, keys, directory.slice(0, 1))).at(0);
  const last = (await entriesOf(tx, keys, directory.slice(-1))).at(-1);
  return first && last ? [first, last] : [];
}

async function entriesOf(tx: Transaction, keys: ListKeys, lines: Directory): Promise<Entry[]> {
  await tx.load(lines.map(([label]) => keys.page(label)));
  const pages = await Promise.all(lines.map(([label]) => tx.get(keys.page(label))));
  return pages.flatMap((page) => page ?? []);
}

/** Which line's page an id belongs to: the last one whose first id does not follow it. -1 for an empty directory. */
function lineOf(directory: Directory, id: string): number {
  let low = 0;
  let high = directory.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareSnowflakes(directory[middle]?.[1] ?? '', id) <= 0) low = middle + 1;
    else high = middle;
  }
  return directory.length === 0 ? -1 : Math.max(0, low - 1);
}

/** Where an id is in a page, or would be. */
function search(page: readonly Entry[], id: string): { index: number; isThere: boolean } {
  let low = 0;
  let high = page.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareSnowflakes(page[middle]?.[0] ?? '', id) < 0) low = middle + 1;
    else high = middle;
  }
  return { index: low, isThere: page[low]?.[0] === id };
}

interface FullPage {
  readonly directory: Directory;
  readonly line: DirectoryLine;
  readonly page: readonly Entry[];
}

/** Halves a page; the last one gives away its last entry only, so that pages of a list that only grows are full. */
function split(tx: Transaction, keys: ListKeys, { directory, line, page }: FullPage): void {
  const isLast = line === directory.at(-1);
  const half = isLast ? page.length - 1 : page.length >> 1;
  const older = page.slice(0, half);
  const newer = page.slice(half);
  const label = String(Math.max(...directory.map(([label]) => Number(label))) + 1);
  tx.set(keys.page(line[0]), older);
  tx.set(keys.page(label), newer);
  const lines: Directory = [counted(line, older), [label, newer[0]?.[0] ?? '', newer.length]];
  tx.set(keys.directory, directory.toSpliced(directory.indexOf(line), 1, ...lines));
}

const counted = ([label, first]: DirectoryLine, page: readonly Entry[]): DirectoryLine => [label, first, page.length];

/** A paged list at one moment. */
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

/** How often a list is read again when the writer split a page meanwhile. */
const MOST_ATTEMPTS = 5;

/** The writer changed the list between two reads. */
class ListMoved extends Error {}

/** Reads a list while its writer may change it; retries when what was read does not fit together. */
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

/** Where an id is in a list, counted from the oldest, or would be. */
export async function positionIn(list: ListSnapshot, id: string): Promise<{ index: number; isThere: boolean }> {
  const line = Math.max(0, lineOf(list.directory, id));
  const [page = []] = await list.pages(line, line + 1);
  const { index, isThere } = search(page, id);
  return { index: list.before(line) + index, isThere };
}

/**
 * The best entries of a list, best first; `isWhole` when these are all. It is longer than what is shown, so that the
 * whole list is read again only after many of them went.
 */
export interface TopList {
  readonly entries: readonly Entry[];
  readonly isWhole: boolean;
}

/** How many entries "top" shows. */
export const TOP_SHOWN = 500;
/** How many it keeps. */
const TOP_KEPT = 600;

/** The top of an empty list. */
export const EMPTY_TOP: TopList = { entries: [], isWhole: true };

/** Higher scores first, then older ids. */
export const compareByScore = (a: Entry, b: Entry): number => b[1] - a[1] || compareSnowflakes(a[0], b[0]);

/** The top with an entry or its new score; the same object when nothing changes. */
export function topWith(top: TopList, entry: Entry): TopList {
  const known = top.entries.find(([id]) => id === entry[0]);
  if (known && known[1] === entry[1]) return top;
  const rest = known ? topWithout(top, entry[0]) : top;
  const worst = rest.entries.at(-1);
  if (!rest.isWhole && (!worst || compareByScore(entry, worst) > 0)) return rest;
  return shortened([...rest.entries, entry].toSorted(compareByScore), rest.isWhole);
}

/** The top without an entry; the same object when it was not in it. */
export function topWithout(top: TopList, id: string): TopList {
  const entries = top.entries.filter((entry) => entry[0] !== id);
  return entries.length === top.entries.length ? top : { entries, isWhole: top.isWhole };
}

/** Whether so many went that the whole list must be read again. */
export const isTooShort = (top: TopList): boolean => !top.isWhole && top.entries.length < TOP_SHOWN;

/** The top of a whole list; entries with scores below zero are never in it. */
export const topOf = (entries: readonly Entry[]): TopList =>
  shortened(entries.filter(([, score]) => score >= 0).toSorted(compareByScore), true);

const shortened = (entries: readonly Entry[], isWhole: boolean): TopList =>
  entries.length <= TOP_KEPT ? { entries, isWhole } : { entries: entries.slice(0, TOP_KEPT), isWhole: false };
