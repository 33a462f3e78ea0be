import type { Entry } from './paged-list.ts';
import { compareSnowflakes } from '../snowflake.ts';

/**
 * The best entries of a list, best first, always exactly as far as it goes: `isWhole` when it has all of them.
 * It goes further than is shown, so that the list is read through only once in many losses.
 */
export interface TopList {
  readonly entries: readonly Entry[];
  readonly isWhole: boolean;
}

/** How many entries "top" shows. */
export const TOP_SHOWN = 500;
/** How many it keeps, so that it stays long enough while comments go or lose reactions. */
const TOP_KEPT = 600;

/** The top of an empty list. */
export const EMPTY_TOP: TopList = { entries: [], isWhole: true };

/** Higher scores first, of equal ones the older. */
export const compareByScore = (a: Entry, b: Entry): number => b[1] - a[1] || compareSnowflakes(a[0], b[0]);

/** The top after an entry came or changed its score; the very same list when nothing changes. */
export function topWith(top: TopList, entry: Entry): TopList {
  const known = top.entries.find(([id]) => id === entry[0]);
  if (known && known[1] === entry[1]) return top;
  const rest = known ? topWithout(top, entry[0]) : top;
  const worst = rest.entries.at(-1);
  if (!rest.isWhole && (!worst || compareByScore(entry, worst) > 0)) return rest;
  return shortened([...rest.entries, entry].toSorted(compareByScore), rest.isWhole);
}

/** The top after an entry went; the very same list when it was not in it. */
export function topWithout(top: TopList, id: string): TopList {
  const entries = top.entries.filter((entry) => entry[0] !== id);
  return entries.length === top.entries.length ? top : { entries, isWhole: top.isWhole };
}

/** Whether so many went that the list must be read through for those that follow. */
export const isTooShort = (top: TopList): boolean => !top.isWhole && top.entries.length < TOP_SHOWN;

/** The top of a whole list; tombstones (scores below zero) are never in it. */
export const topOf = (entries: readonly Entry[]): TopList =>
  shortened(entries.filter(([, score]) => score >= 0).toSorted(compareByScore), true);

const shortened = (entries: readonly Entry[], isWhole: boolean): TopList =>
  entries.length <= TOP_KEPT ? { entries, isWhole } : { entries: entries.slice(0, TOP_KEPT), isWhole: false };
