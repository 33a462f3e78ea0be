import type { Entry } from '../discussions/comment-effects.ts';
import { compareSnowflakes } from '../discussions/snowflake.ts';
import type { Draft } from './draft.ts';
import type { ListKeys } from './keys.ts';

/** One line a page, oldest first: its label, an id that none of its entries precedes, and how many there are. */
export type Directory = readonly DirectoryLine[];
export type DirectoryLine = readonly [label: string, first: string, entries: number];

/** A page that would grow longer is split. */
export const PAGE_ENTRIES = 256;

/** Puts an entry where its id belongs, or gives it a new score. Work does not grow with the list. */
export async function putEntry(draft: Draft, keys: ListKeys, entry: Entry): Promise<void> {
  const directory = (await draft.get(keys.directory)) ?? [];
  const line = directory[lineOf(directory, entry[0])];
  if (!line) {
    draft.set(keys.directory, [['1', entry[0], 1]]);
    draft.set(keys.page('1'), [entry]);
    return;
  }
  const page = (await draft.get(keys.page(line[0]))) ?? [];
  const { index, isThere } = search(page, entry[0]);
  if (isThere && page[index]?.[1] === entry[1]) return;
  const next = page.toSpliced(index, isThere ? 1 : 0, entry);
  if (next.length > PAGE_ENTRIES) return split(draft, keys, { directory, line, page: next });
  draft.set(keys.page(line[0]), next);
  if (next.length !== page.length && line !== directory.at(-1)) {
    draft.set(keys.directory, directory.with(directory.indexOf(line), counted(line, next)));
  }
}

/** Takes an entry out; a page that is left empty goes too. */
export async function removeEntry(draft: Draft, keys: ListKeys, id: string): Promise<void> {
  const directory = (await draft.get(keys.directory)) ?? [];
  const at = lineOf(directory, id);
  const line = directory[at];
  if (!line) return;
  const page = (await draft.get(keys.page(line[0]))) ?? [];
  const { index, isThere } = search(page, id);
  if (!isThere) return;
  const next = page.toSpliced(index, 1);
  if (next.length > 0) {
    draft.set(keys.page(line[0]), next);
    if (line !== directory.at(-1)) draft.set(keys.directory, directory.with(at, counted(line, next)));
    return;
  }
  draft.delete(keys.page(line[0]));
  if (directory.length === 1) draft.delete(keys.directory);
  else draft.set(keys.directory, directory.toSpliced(at, 1));
}

/** The entries from one id to another, both included, oldest first. */
export async function entriesBetween(
  draft: Draft,
  keys: ListKeys,
  [from, to]: readonly [string, string],
): Promise<Entry[]> {
  const directory = (await draft.get(keys.directory)) ?? [];
  const lines = directory.slice(Math.max(0, lineOf(directory, from)), lineOf(directory, to) + 1);
  const entries = await entriesOf(draft, keys, lines);
  return entries.filter(([id]) => compareSnowflakes(from, id) <= 0 && compareSnowflakes(id, to) <= 0);
}

/** All entries, oldest first. */
export async function allEntries(draft: Draft, keys: ListKeys): Promise<Entry[]> {
  return entriesOf(draft, keys, (await draft.get(keys.directory)) ?? []);
}

/** At most a page of the entries that follow an id ('' for the start), oldest first; none at the end. */
export async function entriesAfter(draft: Draft, keys: ListKeys, id: string): Promise<Entry[]> {
  const directory = (await draft.get(keys.directory)) ?? [];
  const at = Math.max(0, lineOf(directory, id));
  for (const line of directory.slice(at)) {
    const entries = (await entriesOf(draft, keys, [line])).filter((entry) => compareSnowflakes(id, entry[0]) < 0);
    if (entries.length > 0) return entries;
  }
  return [];
}

/** The entries that precede an id (null for all), newest first; a page is read when its turn comes. */
export async function* entriesBefore(draft: Draft, keys: ListKeys, id: string | null): AsyncGenerator<Entry> {
  const directory = (await draft.get(keys.directory)) ?? [];
  const lines = id === null ? directory : directory.slice(0, lineOf(directory, id) + 1);
  for (const line of lines.toReversed()) {
    for (const entry of (await entriesOf(draft, keys, [line])).toReversed()) {
      if (id === null || compareSnowflakes(entry[0], id) < 0) yield entry;
    }
  }
}

/** The oldest and the newest entry; none of an empty list. */
export async function endsOf(draft: Draft, keys: ListKeys): Promise<[Entry, Entry] | []> {
  const directory = (await draft.get(keys.directory)) ?? [];
  const first = (await entriesOf(draft, keys, directory.slice(0, 1))).at(0);
  const last = (await entriesOf(draft, keys, directory.slice(-1))).at(-1);
  return first && last ? [first, last] : [];
}

async function entriesOf(draft: Draft, keys: ListKeys, lines: Directory): Promise<Entry[]> {
  await draft.load(lines.map(([label]) => keys.page(label)));
  const pages = await Promise.all(lines.map(([label]) => draft.get(keys.page(label))));
  return pages.flatMap((page) => page ?? []);
}

/** Which line's page an id belongs to: the last one whose first id does not follow it. -1 for an empty directory. */
export function lineOf(directory: Directory, id: string): number {
  let low = 0;
  let high = directory.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareSnowflakes(directory[middle]?.[1] ?? '', id) <= 0) low = middle + 1;
    else high = middle;
  }
  return directory.length === 0 ? -1 : Math.max(0, low - 1);
}

/** Where an id stands in a page, or would stand. */
export function search(page: readonly Entry[], id: string): { index: number; isThere: boolean } {
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

/** At the end of the list a new page opens with the last entry alone, so that pages of a list that only grows are full. */
function split(draft: Draft, keys: ListKeys, { directory, line, page }: FullPage): void {
  const isLast = line === directory.at(-1);
  const half = isLast ? page.length - 1 : page.length >> 1;
  const older = page.slice(0, half);
  const newer = page.slice(half);
  const label = String(Math.max(...directory.map(([label]) => Number(label))) + 1);
  draft.set(keys.page(line[0]), older);
  draft.set(keys.page(label), newer);
  const lines: Directory = [counted(line, older), [label, newer[0]?.[0] ?? '', newer.length]];
  draft.set(keys.directory, directory.toSpliced(directory.indexOf(line), 1, ...lines));
}

const counted = ([label, first]: DirectoryLine, page: readonly Entry[]): DirectoryLine => [label, first, page.length];
