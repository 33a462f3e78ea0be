import { countsAfter, type Entry, entryOf } from '../discussions/comment-effects.ts';
import { authorOf, type Known, placementOf, settled } from '../discussions/comment-rules.ts';
import type { Discussion } from '../discussions/discussion.ts';
import { withoutRecommendation } from '../discussions/discussion-rules.ts';
import { DAY, DAYS_OF_TRACES } from '../discussions/retention.ts';
import { withoutSource } from '../discussions/summary-rules.ts';
import { type Waiting, withoutReply } from '../discussions/waiting.ts';
import type { Draft } from './draft.ts';
import { type CommentListKeys, type ThreadKeys, uncleanKey } from './keys.ts';
import { allEntries, endsOf, putEntry, removeEntry } from './paged-list.ts';
import { EMPTY_TOP, isTooShort, topOf, topWith, topWithout } from './top-list.ts';

/** How long it is known that a message was deleted, so that a late event does not bring it back, in milliseconds. */
const DELETION_KNOWN = DAYS_OF_TRACES * DAY;

/** One record taking another's place; `after` undefined: nothing is to be known any more. */
export interface Replacement {
  readonly id: string;
  readonly before: Known;
  readonly after: Known;
}

/**
 * Writes a record and all that follows from it: the lists of the page, the counts, its author's list, and the count of
 * answers of what it answers, which may make that one a tombstone or take its tombstone away.
 */
export async function replaceRecord(draft: Draft, keys: ThreadKeys, { id, before, after }: Replacement): Promise<void> {
  const next = settled(after, (await draft.get(keys.replies(id))) ?? 0);
  if (next === before) return;
  if (next) draft.set(keys.comment(id), next, next.state === 'deleted' ? DELETION_KNOWN : undefined);
  else draft.delete(keys.comment(id));
  if (before?.state === 'published' && next?.state !== 'published') draft.set(uncleanKey, true);
  const replacement = { id, before, after: next };
  await updateLists(draft, keys, replacement);
  await updateAuthor(draft, keys, replacement);
  await updateHeld(draft, keys, replacement);
  await updateDiscussion(draft, keys, replacement);
  const [answeredBefore, answeredAfter] = [answeredBy(id, before), answeredBy(id, next)];
  if (answeredBefore === answeredAfter) return;
  if (answeredAfter !== null) await countAnswer(draft, keys, { id: answeredAfter, by: 1 });
  if (answeredBefore !== null) await countAnswer(draft, keys, { id: answeredBefore, by: -1 });
}

const answeredBy = (id: string, record: Known): string | null =>
  entryOf(id, record) ? placementOf(record).parent : null;

async function countAnswer(draft: Draft, keys: ThreadKeys, { id, by }: { id: string; by: number }): Promise<void> {
  const count = ((await draft.get(keys.replies(id))) ?? 0) + by;
  if (count > 0) draft.set(keys.replies(id), count);
  else draft.delete(keys.replies(id));
  const answered = await draft.get(keys.comment(id));
  if (answered) await replaceRecord(draft, keys, { id, before: answered, after: answered });
}

async function updateLists(draft: Draft, keys: ThreadKeys, { id, before, after }: Replacement): Promise<void> {
  const [entryBefore, entryAfter] = [entryOf(id, before), entryOf(id, after)];
  const [sectionBefore, sectionAfter] = [placementOf(before).section, placementOf(after).section];
  if (entryBefore?.[1] === entryAfter?.[1] && (!entryAfter || sectionBefore === sectionAfter)) return;
  await updateList(draft, keys.list(null), { id, entry: entryAfter });
  if (sectionBefore !== null && entryBefore && sectionBefore !== sectionAfter) {
    await updateList(draft, keys.list(sectionBefore), { id, entry: null });
  }
  if (sectionAfter !== null) await updateList(draft, keys.list(sectionAfter), { id, entry: entryAfter });
}

async function updateList(
  draft: Draft,
  keys: CommentListKeys,
  { id, entry }: { id: string; entry: Entry | null },
): Promise<void> {
  if (entry) await putEntry(draft, keys, entry);
  else await removeEntry(draft, keys, id);
  const top = (await draft.get(keys.top)) ?? EMPTY_TOP;
  const next = entry && entry[1] >= 0 ? topWith(top, entry) : topWithout(top, id);
  if (next === top) return;
  if (next.isWhole && next.entries.length === 0) draft.delete(keys.top);
  else draft.set(keys.top, isTooShort(next) ? topOf(await allEntries(draft, keys)) : next);
}

async function updateAuthor(draft: Draft, keys: ThreadKeys, { id, before, after }: Replacement): Promise<void> {
  const [authorBefore, authorAfter] = [authorOf(before), authorOf(after)];
  if (authorBefore === authorAfter) return;
  if (authorBefore !== null) await removeEntry(draft, keys.wrote(authorBefore), id);
  if (authorAfter !== null) await putEntry(draft, keys.wrote(authorAfter), [id, 0]);
}

/** Ids of what is held stand in a list of their own, and its author among those who wait. */
async function updateHeld(draft: Draft, keys: ThreadKeys, { id, before, after }: Replacement): Promise<void> {
  const [isBefore, isAfter] = [before?.state === 'discordOnly', after?.state === 'discordOnly'];
  if (isBefore === isAfter) return;
  if (isAfter) return putEntry(draft, keys.held, [id, 0]);
  await removeEntry(draft, keys.held, id);
  const [user, waiting] = [authorOf(before), await draft.get(keys.waiting)];
  if (user === null || !waiting?.some((member) => member.user === user)) return;
  const [first, last] = await endsOf(draft, keys.wrote(user));
  setWaiting(draft, keys, withoutReply(waiting, user, first && last && { first: first[0], last: last[0] }));
}

/** Writes who waits in a thread; nobody is no key. */
export function setWaiting(draft: Draft, keys: ThreadKeys, waiting: Waiting): void {
  if (waiting.length > 0) draft.set(keys.waiting, waiting);
  else draft.delete(keys.waiting);
}

async function updateDiscussion(draft: Draft, keys: ThreadKeys, { id, before, after }: Replacement): Promise<void> {
  const discussion = await draft.get(keys.discussion);
  if (!discussion) return;
  const counts = countsAfter(discussion.counts, before, after);
  const isSeen = entryOf(id, before) ?? entryOf(id, after) ?? counts.discordOnly !== discussion.counts.discordOnly;
  if (!isSeen) return;
  const next = { ...discussion, counts, version: discussion.version + 1 };
  draft.set(keys.discussion, after?.state === 'published' ? next : withoutComment(next, id));
}

function withoutComment(discussion: Discussion, id: string): Discussion {
  const { summary, ...rest } = withoutRecommendation(discussion, id);
  return { ...rest, summary: summary && withoutSource(summary, id), version: discussion.version };
}
