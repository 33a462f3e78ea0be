import type { Entry } from '../discussions/comment-effects.ts';
import type { PageQuery } from '../discussions/ports.ts';
import type { CommentListKeys } from './keys.ts';
import { type ListSnapshot, positionIn, readList } from './list-snapshot.ts';
import type { Store } from './store.ts';
import { TOP_SHOWN } from './top-list.ts';

/** The entries of one page in the order shown, how many stand before them, and how many there are. */
export interface Range {
  readonly entries: readonly Entry[];
  readonly start: number;
  readonly total: number;
}

/** Finds a page's entries in a fixed number of reads. Undefined when there is no such page. */
export async function readRange(store: Store, keys: CommentListKeys, query: PageQuery): Promise<Range | undefined> {
  const range = query.sort === 'top' ? await readTop(store, keys, query) : await readByTime(store, keys, query);
  return range && (range.entries.length > 0 || isFirstPage(query)) ? range : undefined;
}

const isFirstPage = ({ from }: PageQuery): boolean => 'page' in from && from.page === 1;

async function readTop(store: Store, keys: CommentListKeys, { from, size }: PageQuery): Promise<Range | undefined> {
  const top = ((await store.get(keys.top))?.entries ?? []).slice(0, TOP_SHOWN);
  const anchor = 'after' in from ? from.after : 'before' in from ? from.before : null;
  const index = top.findIndex(([id]) => id === anchor);
  if (anchor !== null && index === -1) return undefined;
  const [start, end] = windowOf(from, { index, isThere: true }, size);
  return { entries: top.slice(start, end), start, total: top.length };
}

async function readByTime(store: Store, keys: CommentListKeys, { sort, from, size }: PageQuery): Promise<Range> {
  return readList(store, keys, async (list) => {
    const isNewest = sort === 'newest';
    const found = await anchorOf(list, from);
    const { total } = list;
    // Positions count from the oldest; seen from the newest, the same anchor has as many after as it had before.
    const anchor = isNewest ? { ...found, index: total - found.index - Number(found.isThere) } : found;
    const [start, end] = windowOf(from, anchor, size).map((position) => Math.min(position, total)) as [number, number];
    const entries = await list.slice(isNewest ? total - end : start, isNewest ? total - start : end);
    return { entries: isNewest ? entries.toReversed() : entries, start, total };
  });
}

interface Anchor {
  /** Where the anchor stands, or would stand: by time, one that was deleted meanwhile still marks its place. */
  readonly index: number;
  readonly isThere: boolean;
}

async function anchorOf(list: ListSnapshot, from: PageQuery['from']): Promise<Anchor> {
  if ('page' in from) return { index: 0, isThere: false };
  return positionIn(list, 'after' in from ? from.after : from.before);
}

function windowOf(from: PageQuery['from'], anchor: Anchor, size: number): readonly [start: number, end: number] {
  if ('page' in from) return [(from.page - 1) * size, from.page * size];
  if ('before' in from) return [Math.max(0, anchor.index - size), anchor.index];
  const start = anchor.index + Number(anchor.isThere);
  return [start, start + size];
}
