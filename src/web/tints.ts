import type { ShownComment } from '../discussions/reading.ts';

/** The number of colours for initials in comments.css. */
const TINTS = 12;

/** A name's own colour, from 0; the sandbox's page has the same rule, so that everybody looks alike in both. */
export const tintOf = (name: string): number =>
  Array.from(name).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % TINTS;

/** Colours by author: each the name's own, or the next one that is free, so that up to twelve people on a page all differ. */
export function tintsOf(comments: readonly ShownComment[]): ReadonlyMap<string, number> {
  const tints = new Map<string, number>();
  const taken = new Set<number>();
  for (const { comment, authorName } of comments) {
    if (!comment || tints.has(comment.author)) continue;
    if (taken.size === TINTS) taken.clear();
    let tint = tintOf(authorName ?? '');
    while (taken.has(tint)) tint = (tint + 1) % TINTS;
    taken.add(tint);
    tints.set(comment.author, tint);
  }
  return tints;
}
