import { type CommentRecord, scoreOf } from './comment.ts';
import { placementOf, type Known } from './comment-rules.ts';
import type { Counts } from './discussion.ts';

/** A comment's line in a list of the page: its id and the score by which "top" sorts. */
export type Entry = readonly [id: string, score: number];

/** The score of a tombstone: it stands in its place, and never among the top. */
const TOMBSTONE_SCORE = -1;

/** The comment's line in the lists, or null when it is not on the page. */
export function entryOf(id: string, record: Known): Entry | null {
  if (record?.state === 'published') return [id, scoreOf(record.comment.reactions)];
  return record?.state === 'tombstone' ? [id, TOMBSTONE_SCORE] : null;
}

/** Published comments about a section; own keys only, for a section may be called "Constructor". */
export const sectionCount = ({ sections }: Pick<Counts, 'sections'>, slug: string): number =>
  Object.hasOwn(sections, slug) ? (sections[slug] ?? 0) : 0;

/** What the counts are after one record took another's place. */
export function countsAfter(counts: Counts, before: Known, after: Known): Counts {
  const sections = { ...counts.sections };
  for (const [record, by] of [
    [before, -1],
    [after, 1],
  ] as const) {
    const { section } = placementOf(record);
    if (record?.state === 'published' && section !== null) sections[section] = sectionCount({ sections }, section) + by;
  }
  return {
    comments: counts.comments + change('published', before, after),
    discordOnly: counts.discordOnly + change('discordOnly', before, after),
    sections: Object.fromEntries(Object.entries(sections).filter(([, count]) => count > 0)),
  };
}

const change = (state: CommentRecord['state'], before: Known, after: Known): number =>
  Number(after?.state === state) - Number(before?.state === state);
