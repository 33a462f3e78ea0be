import type { KnownRecord } from './comment.ts';
import { isPublished } from './visibility.ts';
import { countsAfter, entryOf, authorOf, placementOf, settled } from './comment-rules.ts';
import { type Entry, allEntries, endsOf, putEntry, removeEntry } from '../store/paged-list.ts';
import { type Discussion, withoutRecommendation } from './discussion.ts';
import { DAY, DAYS_OF_TRACES } from './retention.ts';
import { withoutSource } from './summary.ts';
import { type Waiting, withoutReply } from './consent-request.ts';
import type { Transaction } from '../store/transaction.ts';
import { type CommentListKeys, type ThreadKeys, vacuumPendingKey } from './keys.ts';
import { EMPTY_TOP, isTooShort, topOf, topWith, topWithout } from '../store/top-list.ts';

/** How long it is known that a message was deleted, so that a late event does not bring it back, in milliseconds. */
const DELETION_KNOWN = DAYS_OF_TRACES * DAY;

/** One record taking another's place; `after` undefined: nothing is to be known any more. */
export interface Replacement {
  readonly id: string;
  readonly before: KnownRecord;
  readonly after: KnownRecord;
}

/**
 * Writes a record and all that follows from it: the lists of the page, the counts, its author's list, and the count of
 * answers of what it answers, which may make that one a tombstone or take its tombstone away.
 */
export async function replaceRecord(
  tx: Transaction,
  keys: ThreadKeys,
  { id, before, after }: Replacement,
): Promise<void> {
  const next = settled(after, (await tx.get(keys.replies(id))) ?? 0);
  if (next === before) return;
  if (next) tx.set(keys.comment(id), next, next.state === 'deleted' ? DELETION_KNOWN : undefined);
  else tx.delete(keys.comment(id));
  if (isPublished(before) && !isPublished(next)) tx.set(vacuumPendingKey, true);
  const replacement = { id, before, after: next };
  await updateLists(tx, keys, replacement);
  await updateAuthor(tx, keys, replacement);
  await updateHeld(tx, keys, replacement);
  await updateDiscussion(tx, keys, replacement);
  const [answeredBefore, answeredAfter] = [answeredBy(id, before), answeredBy(id, next)];
  if (answeredBefore === answeredAfter) return;
  if (answeredAfter !== null) await countAnswer(tx, keys, { id: answeredAfter, by: 1 });
  if (answeredBefore !== null) await countAnswer(tx, keys, { id: answeredBefore, by: -1 });
}

const answeredBy = (id: string, record: KnownRecord): string | null =>
  entryOf(id, record) ? placementOf(record).parent : null;

async function countAnswer(tx: Transaction, keys: ThreadKeys, { id, by }: { id: string; by: number }): Promise<void> {
  const count = ((await tx.get(keys.replies(id))) ?? 0) + by;
  if (count > 0) tx.set(keys.replies(id), count);
  else tx.delete(keys.replies(id));
  const answered = await tx.get(keys.comment(id));
  if (answered) await replaceRecord(tx, keys, { id, before: answered, after: answered });
}

async function updateLists(tx: Transaction, keys: ThreadKeys, { id, before, after }: Replacement): Promise<void> {
  const [entryBefore, entryAfter] = [entryOf(id, before), entryOf(id, after)];
  const [sectionBefore, sectionAfter] = [placementOf(before).section, placementOf(after).section];
  if (entryBefore?.[1] === entryAfter?.[1] && (!entryAfter || sectionBefore === sectionAfter)) return;
  await updateList(tx, keys.list(null), { id, entry: entryAfter });
  if (sectionBefore !== null && entryBefore && sectionBefore !== sectionAfter) {
    await updateList(tx, keys.list(sectionBefore), { id, entry: null });
  }
  if (sectionAfter !== null) await updateList(tx, keys.list(sectionAfter), { id, entry: entryAfter });
}

async function updateList(
  tx: Transaction,
  keys: CommentListKeys,
  { id, entry }: { id: string; entry: Entry | null },
): Promise<void> {
  if (entry) await putEntry(tx, keys, entry);
  else await removeEntry(tx, keys, id);
  const top = (await tx.get(keys.top)) ?? EMPTY_TOP;
  const next = entry && entry[1] >= 0 ? topWith(top, entry) : topWithout(top, id);
  if (next === top) return;
  if (next.isWhole && next.entries.length === 0) tx.delete(keys.top);
  else tx.set(keys.top, isTooShort(next) ? topOf(await allEntries(tx, keys)) : next);
}

async function updateAuthor(tx: Transaction, keys: ThreadKeys, { id, before, after }: Replacement): Promise<void> {
  const [authorBefore, authorAfter] = [authorOf(before), authorOf(after)];
  if (authorBefore === authorAfter) return;
  if (authorBefore !== null) await removeEntry(tx, keys.wrote(authorBefore), id);
  if (authorAfter !== null) await putEntry(tx, keys.wrote(authorAfter), [id, 0]);
}

/** Ids of what is held stand in a list of their own, and its author among those who wait. */
async function updateHeld(tx: Transaction, keys: ThreadKeys, { id, before, after }: Replacement): Promise<void> {
  const [isBefore, isAfter] = [before?.state === 'held', after?.state === 'held'];
  if (isBefore === isAfter) return;
  if (isAfter) return putEntry(tx, keys.held, [id, 0]);
  await removeEntry(tx, keys.held, id);
  const [user, waiting] = [authorOf(before), await tx.get(keys.waiting)];
  if (user === null || !waiting?.some((member) => member.user === user)) return;
  const [first, last] = await endsOf(tx, keys.wrote(user));
  setWaiting(tx, keys, withoutReply(waiting, user, first && last && { first: first[0], last: last[0] }));
}

/** Writes who waits in a thread; nobody is no key. */
export function setWaiting(tx: Transaction, keys: ThreadKeys, waiting: Waiting): void {
  if (waiting.length > 0) tx.set(keys.waiting, waiting);
  else tx.delete(keys.waiting);
}

async function updateDiscussion(tx: Transaction, keys: ThreadKeys, { id, before, after }: Replacement): Promise<void> {
  const discussion = await tx.get(keys.discussion);
  if (!discussion) return;
  const counts = countsAfter(discussion.counts, before, after);
  const isSeen = entryOf(id, before) ?? entryOf(id, after) ?? counts.held !== discussion.counts.held;
  if (!isSeen) return;
  const next = { ...discussion, counts, version: discussion.version + 1 };
  tx.set(keys.discussion, isPublished(after) ? next : withoutComment(next, id));
}

function withoutComment(discussion: Discussion, id: string): Discussion {
  const { summary, ...rest } = withoutRecommendation(discussion, id);
  return { ...rest, summary: summary && withoutSource(summary, id), version: discussion.version };
}
