import { isDeepStrictEqual } from 'node:util';
import {
  decidersOf,
  withNextVersion,
  type Discussion,
  type Summary,
  type ThreadRef,
  withoutRecommendation,
  withReports,
  NO_REPORTS,
} from './discussion.ts';
import type { Transaction, Job, KeyedQueues } from '../store/queues.ts';
import { keysOfGuild, keysOfThread, queueOf, type CommentListKeys, type ThreadKeys, vacuumPendingKey } from './keys.ts';
import type { KnownRecord } from './comment.ts';
import { isPublished, ID_RETENTION_DAYS } from './visibility.ts';
import { countOf, countsAfter, entryOf, authorOf, placementOf, settled } from './comment-rules.ts';
import { rootOf, type Replacement, updateConversations, withOwnRoot } from './conversations.ts';
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
import { afterReplacement, staleReports, type PostedReport } from './report.ts';
import { withoutSource } from './summary.ts';
import { type Waiting, withoutReply } from './consent-request.ts';

/** Hears of a summary that lost a comment. */
export type SummaryListener = (ref: ThreadRef, left: Summary, before: Summary) => void;

/** Hears of a thread in which members began or stopped waiting for an answer. */
export type WaitingListener = (ref: ThreadRef) => void;

/** Hears of reports whose messages are to follow a change; `isGone` when their discussion is erased. */
export type ReportsListener = (ref: ThreadRef, reports: readonly PostedReport[], isGone: boolean) => void;

/** Hears of moderators without any decision left in a thread. */
export type ModeratorsListener = (ref: ThreadRef, users: readonly string[]) => Promise<void>;

/** Runs jobs in threads' queues. */
export interface ThreadWork {
  run<Result>(ref: ThreadRef, job: Job<Result>): Promise<Result>;
  onSummaryLoss(listener: SummaryListener): void;
  onWaiting(listener: WaitingListener): void;
  onReports(listener: ReportsListener): void;
  onModeratorsGone(listener: ModeratorsListener): void;
}

/** Creates the work on threads; after each job, once it is stored, listeners hear what changed. */
export function createThreadWork({ queues }: { queues: KeyedQueues }): ThreadWork {
  const onLoss: SummaryListener[] = [];
  const onWaiting: WaitingListener[] = [];
  const onReports: ReportsListener[] = [];
  const onModeratorsGone: ModeratorsListener[] = [];
  return {
    async run(ref, job) {
      const { discussion: key, waiting } = keysOfThread(ref);
      const { result, loss, isOther, gone, reports, isClosed } = await queues.run(queueOf.thread(ref), async (tx) => {
        await tx.load([key, waiting]);
        const [before, waited] = [await tx.get(key), await tx.get(waiting)];
        const result = await job(tx);
        const isOther = (await tx.get(waiting)) !== waited;
        const after = await tx.get(key);
        const gone = moderatorsGone(before, after);
        for (const user of gone) tx.set(keysOfGuild(ref.guild).leaving(ref.thread, user), true);
        const isClosed = !after;
        const reports = isClosed ? (before?.reports ?? []) : changedReports(before, after);
        return { result, isOther, loss: lossOf(before, after), gone, reports, isClosed };
      });
      if (loss) for (const listener of onLoss) listener(ref, loss.left, loss.before);
      if (isOther) for (const listener of onWaiting) listener(ref);
      if (reports.length > 0) for (const listener of onReports) listener(ref, reports, isClosed);
      if (gone.length > 0) for (const listener of onModeratorsGone) await listener(ref, gone);
      return result;
    },
    onSummaryLoss: (listener) => void onLoss.push(listener),
    onWaiting: (listener) => void onWaiting.push(listener),
    onReports: (listener) => void onReports.push(listener),
    onModeratorsGone: (listener) => void onModeratorsGone.push(listener),
  };
}

const changedReports = (before: Discussion | undefined, after: Discussion): readonly PostedReport[] =>
  before?.reports === after.reports
    ? []
    : staleReports(after.reports).filter(
        (one) => !before?.reports?.some(({ message, stale }) => message === one.message && stale === one.stale),
      );

interface Loss {
  readonly left: Summary;
  readonly before: Summary;
}

/** A moderator's new summary has another time; one with the same time and other words lost some. */
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

/** Raises the version of a thread's discussion because a name in it changed. */
export async function raiseVersion(tx: Transaction, ref: ThreadRef): Promise<void> {
  const key = keysOfThread(ref).discussion;
  const discussion = await tx.get(key);
  if (discussion) tx.set(key, withNextVersion(discussion));
}

/** How long a deletion is remembered, in milliseconds, so that a late event does not bring the message back. */
const DELETION_KNOWN = ID_RETENTION_DAYS * DAY;
/**
 * Writes a record and all that depends on it: the lists of the page, the counts, its author's list, and the number of
 * replies of its parent, which may become a tombstone or stop being one.
 */
export async function replaceRecord(
  tx: Transaction,
  keys: ThreadKeys,
  { id, before, after }: Replacement,
): Promise<void> {
  const next = await withOwnRoot(tx, keys, { id, record: settled(after, countOf(await tx.get(keys.replies(id)))) });
  if (next === before) return;
  if (next) tx.set(keys.comment(id), next, next.state === 'deleted' ? DELETION_KNOWN : undefined);
  else tx.delete(keys.comment(id));
  if (isPublished(before) && !isPublished(next)) tx.set(vacuumPendingKey, true);
  const replacement = { id, before, after: next };
  await updateLists(tx, keys, replacement);
  await updateConversations(tx, keys, replacement);
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
  const count = countOf(await tx.get(keys.replies(id))) + by;
  if (count > 0) tx.set(keys.replies(id), { count, root: await rootOf(tx, keys, id) });
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

/** Updates the list of held ids, and the members who have yet to answer. */
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

/** Writes the members who have yet to answer in a thread; no key for none. */
export function setWaiting(tx: Transaction, keys: ThreadKeys, waiting: Waiting): void {
  if (waiting.length > 0) tx.set(keys.waiting, waiting);
  else tx.delete(keys.waiting);
}

async function updateDiscussion(tx: Transaction, keys: ThreadKeys, { id, before, after }: Replacement): Promise<void> {
  const known = await tx.get(keys.discussion);
  if (!known) return;
  const reports = afterReplacement(known.reports ?? NO_REPORTS, { id, before, after });
  const discussion = withReports(known, reports);
  if (discussion !== known) tx.set(keys.discussion, discussion);
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
