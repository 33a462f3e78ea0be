import { isDeepStrictEqual } from 'node:util';
import {
  decidersOf,
  withNextVersion,
  type Discussion,
  type Summary,
  type ThreadRef,
  withoutRecommendation,
} from './discussion.ts';
import type { Transaction, Job, KeyedQueues } from '../store/queues.ts';
import { keysOfGuild, keysOfThread, queueOf, type CommentListKeys, type ThreadKeys, vacuumPendingKey } from './keys.ts';
import type { KnownRecord } from './comment.ts';
import { isPublished } from './visibility.ts';
import { countsAfter, entryOf, authorOf, placementOf, settled } from './comment-rules.ts';
import {
  type Entry,
  allEntries,
  endsOf,
  putEntry,
  removeEntry,
  EMPTY_TOP,
  isTooShort,
  topOf,
  topWith,
  topWithout,
} from '../store/lists.ts';
import { DAY } from '../clock.ts';
import { ID_RETENTION_DAYS } from './visibility.ts';
import { withoutSource } from './summary.ts';
import { type Waiting, withoutReply } from './consent-request.ts';

/** Hears of a summary that lost a comment it was made from. */
export type SummaryListener = (ref: ThreadRef, left: Summary, before: Summary) => void;

/** Hears of a thread in which somebody began to wait for their answer, or waits no more. */
export type WaitingListener = (ref: ThreadRef) => void;

/** Is told of moderators of whose decisions none stands in a thread any more; the work goes on behind it. */
export type ModeratorsListener = (ref: ThreadRef, users: readonly string[]) => Promise<void>;

/** Work on one thread at a time, in that thread's queue. */
export interface ThreadWork {
  run<Result>(ref: ThreadRef, job: Job<Result>): Promise<Result>;
  onSummaryLoss(listener: SummaryListener): void;
  onWaiting(listener: WaitingListener): void;
  onModeratorsGone(listener: ModeratorsListener): void;
}

/** Creates the work on threads; whatever a job does, a summary that lost a comment and who waits now is told once it is stored. */
export function createThreadWork({ queues }: { queues: KeyedQueues }): ThreadWork {
  const onLoss: SummaryListener[] = [];
  const onWaiting: WaitingListener[] = [];
  const onModeratorsGone: ModeratorsListener[] = [];
  return {
    async run(ref, job) {
      const { discussion: key, waiting } = keysOfThread(ref);
      const { result, loss, isOther, gone } = await queues.run(queueOf.thread(ref), async (tx) => {
        await tx.load([key, waiting]);
        const [before, waited] = [await tx.get(key), await tx.get(waiting)];
        const result = await job(tx);
        const isOther = (await tx.get(waiting)) !== waited;
        const after = await tx.get(key);
        const gone = moderatorsGone(before, after);
        for (const user of gone) tx.set(keysOfGuild(ref.guild).leaving(ref.thread, user), true);
        return { result, isOther, loss: lossOf(before, after), gone };
      });
      if (loss) for (const listener of onLoss) listener(ref, loss.left, loss.before);
      if (isOther) for (const listener of onWaiting) listener(ref);
      if (gone.length > 0) for (const listener of onModeratorsGone) await listener(ref, gone);
      return result;
    },
    onSummaryLoss: (listener) => void onLoss.push(listener),
    onWaiting: (listener) => void onWaiting.push(listener),
    onModeratorsGone: (listener) => void onModeratorsGone.push(listener),
  };
}

interface Loss {
  readonly left: Summary;
  readonly before: Summary;
}

/** A moderator's new version has another time; the same version with other words lost some. */
function lossOf(before: Discussion | undefined, after: Discussion | undefined): Loss | null {
  const [old, left] = [before?.summary, after?.summary];
  if (!old || !left || old.message !== left.message || old.updatedAt !== left.updatedAt) return null;
  return isDeepStrictEqual({ ...old, by: left.by }, left) ? null : { left, before: old };
}

function moderatorsGone(before: Discussion | undefined, after: Discussion | undefined): readonly string[] {
  if (!before || before === after) return [];
  const left = after ? decidersOf(after) : new Set();
  return [...decidersOf(before)].filter((user) => !left.has(user));
}

/** Raises the version of a thread's discussion, because a name that it shows has changed. */
export async function raiseVersion(tx: Transaction, ref: ThreadRef): Promise<void> {
  const key = keysOfThread(ref).discussion;
  const discussion = await tx.get(key);
  if (discussion) tx.set(key, withNextVersion(discussion));
}

/** How long it is known that a message was deleted, so that a late event does not bring it back, in milliseconds. */
const DELETION_KNOWN = ID_RETENTION_DAYS * DAY;

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
