import type { KnownRecord, Reaction, WrittenReply } from './comment.ts';
import type { MemberHide } from './membership.ts';
import { isDeleted, isHiddenAlone, isPublished } from './visibility.ts';
import {
  type NewState,
  type ReadBack,
  type Recommendation,
  type SectionPost,
  type Summary,
  decidersOf,
  withCursor,
  withPolicy,
  withoutRecommendation,
  withPosting,
  withPosts,
  withReports,
  NO_REPORTS,
  withReach,
  withReading,
  withRecommendation,
  withState,
  withSummary,
  withTold,
  type Discussion,
  type ThreadRef,
} from './discussion.ts';
import { hideFrom, hideMark, showMark, type CodeOf, type DecisionMarks } from './decision-marks.ts';
import {
  afterCounting,
  afterDeletion,
  afterHiding,
  afterReply,
  afterUnhiding,
  authorOf,
  placementOfReply,
} from './comment-rules.ts';
import { sourcesOf, withoutSource } from './summary.ts';
import { withReply } from './consent-request.ts';
import { replaceRecord, setWaiting } from './thread-writer.ts';
import type { Transaction } from '../store/queues.ts';
import type { Mark } from './kept-marks.ts';
import { keysOfGuild, keysOfThread, type ThreadKeys } from './keys.ts';
import type { Memberships } from './memberships.ts';
import { afterShowing, withOutcome, withReport, type PostedReport, type ReportOutcome } from './report.ts';

/**
 * Something that happened in a discussion's thread. Changes are idempotent and may come in any order: a deletion that
 * comes first wins over the late creation, an older edit never replaces a newer one.
 */
export type Change =
  /** A reply without reactions leaves a known comment's reactions alone: only `reactions.counted` removes them. */
  | { readonly type: 'reply.written'; readonly reply: WrittenReply }
  | { readonly type: 'replies.deleted'; readonly ids: readonly string[] }
  | { readonly type: 'reactions.counted'; readonly id: string; readonly reactions: readonly Reaction[] }
  | { readonly type: 'posts.added'; readonly posts: readonly SectionPost[] }
  /** The thread was locked or unlocked, its channel became fit or unfit for the page, or its guild was renamed. */
  | ({ readonly type: 'state.changed' } & NewState)
  /** A moderator, or its author, hid a comment: its words go. `author` counts where nothing is known of it yet. */
  | { readonly type: 'comment.hidden'; readonly id: string; readonly author: string; readonly hide: MemberHide }
  /** Undoes that; the words must be read from Discord again and applied as a reply. */
  | { readonly type: 'comment.unhidden'; readonly id: string }
  /** A moderator recommended a published comment (at most 20: the oldest goes), or changed its note. */
  | { readonly type: 'comment.recommended'; readonly recommendation: Recommendation }
  | { readonly type: 'comment.unrecommended'; readonly id: string }
  /** The author of a recommended comment is about to be told so. */
  | { readonly type: 'author.told'; readonly id: string }
  /** The summary above the comments; null removes it. */
  | { readonly type: 'summary.changed'; readonly summary: Summary | null }
  /** The name of a moderator whose decision stands in the discussion: kept if they agreed to be shown. */
  | { readonly type: 'moderator.named'; readonly user: string; readonly name: string }
  /** A summary is about to be posted, after the snowflake `since`; null once its message is known or gone. */
  | { readonly type: 'summary.posting'; readonly since: string | null }
  /** A report was posted in the moderators' channel. */
  | { readonly type: 'report.posted'; readonly report: PostedReport }
  /** A moderator acted on it; the first one counts. */
  | { readonly type: 'report.decided'; readonly message: string; readonly outcome: ReportOutcome }
  /** Its message shows all changes up to `stale`. */
  | { readonly type: 'report.shown'; readonly report: Pick<PostedReport, 'message' | 'stale'> }
  /** The bot cannot see the thread any more (since when, in milliseconds; the first such moment counts), or can again (null). */
  | { readonly type: 'reach.changed'; readonly since: number | null }
  /** What is still to be read back; null once all is read, then with Discord's description of an archived thread. */
  | { readonly type: 'reading.changed'; readonly readBack: ReadBack | null; readonly asArchived: string | null }
  /** Everything up to this message has been applied; never moves back. */
  | { readonly type: 'cursor.moved'; readonly cursor: string };

/** What applies changes. */
export interface ApplyingParts {
  readonly memberships: Memberships;
  readonly decisions: DecisionMarks;
  readonly codeOf: CodeOf;
}

interface Work extends ApplyingParts {
  readonly ref: ThreadRef;
  readonly keys: ThreadKeys;
  readonly tx: Transaction;
  readonly renamed: Set<string>;
  /** Authors of replies that went. */
  readonly losing: Set<string>;
  /** Marks to be kept in the file once the changes are stored. */
  readonly later: Mark[];
}

/** What is left to do once the changes are stored. */
export interface Touched {
  /** Members with a new name. */
  readonly renamed: ReadonlySet<string>;
  /** Members with nothing left in the thread. */
  readonly gone: readonly string[];
  /** Marks to be kept in the file. */
  readonly later: readonly Mark[];
}

/** Applies changes in order. Ignores threads that are no discussions. */
export async function applyChanges(
  tx: Transaction,
  { ref, changes, ...parts }: ApplyingParts & { ref: ThreadRef; changes: readonly Change[] },
): Promise<Touched> {
  const keys = keysOfThread(ref);
  const [renamed, losing, later] = [new Set<string>(), new Set<string>(), [] as Mark[]];
  if (!(await tx.get(keys.discussion))) return { renamed, gone: [], later };
  const work = { ...parts, ref, keys, tx, renamed, losing, later };
  await tx.load([
    ...changes.flatMap(idsOf).flatMap((id) => [keys.comment(id), keys.replies(id)]),
    ...changes.flatMap((change) => (change.type === 'reply.written' ? marksOf(parts, ref, change.reply.id) : [])),
  ]);
  for (const change of changes) await apply(work, change);
  const gone: string[] = [];
  for (const user of losing) if (!(await tx.get(keys.wrote(user).directory))) gone.push(user);
  for (const user of gone) tx.set(keysOfGuild(ref.guild).leaving(ref.thread, user), true);
  return { renamed, gone, later };
}

async function apply(work: Work, change: Change): Promise<void> {
  switch (change.type) {
    case 'reply.written':
      return applyReply(work, change.reply);
    case 'replies.deleted':
      for (const id of change.ids) await updateRecord(work, id, afterDeletion);
      return;
    case 'reactions.counted':
      return updateRecord(work, change.id, (known) => afterCounting(known, change.reactions));
    case 'comment.hidden':
      return applyHide(work, change);
    case 'comment.unhidden':
      return applyUnhiding(work, change.id);
    case 'comment.recommended':
      return applyRecommendation(work, change.recommendation);
    case 'comment.unrecommended':
      return updateDiscussion(work, (discussion) => withoutRecommendation(discussion, change.id));
    case 'author.told':
      return updateDiscussion(work, (discussion) => withTold(discussion, change.id));
    case 'summary.changed':
      return applySummary(work, change.summary);
    case 'moderator.named':
      return nameModerator(work, change);
    case 'summary.posting':
      return updateDiscussion(work, (discussion) => withPosting(discussion, change.since));
    case 'posts.added':
      return updateDiscussion(work, (discussion) => withPosts(discussion, change.posts));
    case 'report.posted':
      return updateReports(work, (reports) => withReport(reports, change.report));
    case 'report.decided':
      return updateReports(work, (reports) => withOutcome(reports, change.message, change.outcome));
    case 'report.shown':
      return updateReports(work, (reports) => afterShowing(reports, change.report));
    case 'state.changed':
      return updateDiscussion(work, (discussion) => withState(discussion, change));
    case 'reach.changed':
      return updateDiscussion(work, (discussion) => withReach(discussion, change.since));
    case 'reading.changed':
      return updateDiscussion(work, (discussion) => withReading(discussion, change));
    case 'cursor.moved':
      return updateDiscussion(work, (discussion) => withCursor(discussion, change.cursor));
  }
}

type CommentHidden = Extract<Change, { type: 'comment.hidden' }>;

async function applyReply(work: Work, reply: WrittenReply): Promise<void> {
  const { ref, keys, tx, memberships } = work;
  const [discussion, before] = [await tx.get(keys.discussion), await tx.get(keys.comment(reply.id))];
  if (!discussion || isHiddenAlone(before)) return;
  // A mark may tell that a comment unknown to a restored backup is hidden.
  const hide = before ? null : hideFrom(await decidedOf(work, reply.id));
  if (hide) return applyHide(work, { id: reply.id, author: reply.author, hide });
  const answered = reply.answers === null ? undefined : await tx.get(keys.comment(reply.answers));
  const author = { guild: ref.guild, user: reply.author };
  const placement = placementOfReply(reply, { thread: ref.thread, posts: discussion.posts, answered });
  if (isDeleted(before)) {
    const standing = (await memberships.standings(author, discussion))(reply.id);
    return updateRecord(work, reply.id, (known) => afterReply(known, reply, { placement, standing }));
  }
  // First list the thread, then read the consent: a choice made meanwhile then finds the thread, and waits for this job.
  const { announced, attachedAt, expiredUntil } = discussion;
  const shownAs = { name: reply.authorName, duties: reply.authorDuties };
  const as = { thread: ref.thread, id: reply.id, shownAs, announced, attachedAt, expiredUntil };
  const { standing, awaitsAnswer, isRenamed, policy } = await memberships.join(author, as);
  await updateDiscussion(work, (known) => withPolicy(known, policy));
  if (isRenamed) work.renamed.add(reply.author);
  const content = standing.kind === 'published' ? await memberships.withoutForgottenMentions(ref.guild, reply) : '';
  await updateRecord(work, reply.id, (known) => afterReply(known, { ...reply, content }, { placement, standing }));
  if (awaitsAnswer && standing.kind === 'held' && before?.state !== 'held') {
    setWaiting(tx, keys, withReply((await tx.get(keys.waiting)) ?? [], reply.author, reply.id));
  }
}

const marksOf = ({ decisions, codeOf }: ApplyingParts, ref: ThreadRef, id: string) =>
  decisions.keysOf(codeOf({ ...ref, id }));

const decidedOf = ({ decisions, codeOf, tx, ref }: Work, id: string) => decisions.read(tx, codeOf({ ...ref, id }));

async function applyHide(work: Work, { id, author, hide }: Omit<CommentHidden, 'type'>): Promise<void> {
  const user = authorOf(await work.tx.get(work.keys.comment(id))) ?? author;
  const as = { thread: work.ref.thread, id, shownAs: null };
  const { standing } = await work.memberships.join({ guild: work.ref.guild, user }, as);
  // What is ignored cannot come on the page either.
  const before = await work.tx.get(work.keys.comment(id));
  const after = standing.kind === 'ignored' ? before : afterHiding(before, user, hide);
  if (after === before) return;
  await updateRecord(work, id, () => after);
  work.decisions.mark(work.tx, work.codeOf({ ...work.ref, id }), hideMark(hide.at, await decidedOf(work, id)));
}

async function applyUnhiding(work: Work, id: string): Promise<void> {
  const before = await work.tx.get(work.keys.comment(id));
  if (!isHiddenAlone(before)) return;
  await updateRecord(work, id, afterUnhiding);
  const shown = showMark(before.at, await decidedOf(work, id));
  work.later.push(...work.decisions.mark(work.tx, work.codeOf({ ...work.ref, id }), shown));
}

async function applyRecommendation(work: Work, recommendation: Recommendation): Promise<void> {
  const record = await work.tx.get(work.keys.comment(recommendation.comment));
  if (!isPublished(record)) return;
  const { comment: id, note: content } = recommendation;
  const note = content && (await work.memberships.withoutForgottenMentions(work.ref.guild, { id, content }));
  await updateDiscussion(work, (discussion) => withRecommendation(discussion, { ...recommendation, note }));
}

/** Sets the summary without comments that are no longer published. */
async function applySummary(work: Work, summary: Summary | null): Promise<void> {
  let left = summary && (await withoutForgottenMentions(work, summary));
  for (const comment of summary ? sourcesOf(summary) : []) {
    const record = await work.tx.get(work.keys.comment(comment));
    if (left && !isPublished(record)) left = withoutSource(left, comment);
  }
  await updateDiscussion(work, (discussion) => withSummary(discussion, left));
}

async function nameModerator(work: Work, { user, name }: Extract<Change, { type: 'moderator.named' }>): Promise<void> {
  const { ref, keys, tx, memberships, renamed } = work;
  const discussion = await tx.get(keys.discussion);
  if (!discussion || !decidersOf(discussion).has(user)) return;
  if (await memberships.nameModerator({ guild: ref.guild, user }, { thread: ref.thread, name })) renamed.add(user);
}

async function withoutForgottenMentions({ memberships, ref }: Work, summary: Summary): Promise<Summary> {
  const sentences = summary.sentences.map(async (sentence) => {
    const said = { id: sentence.comment ?? summary.message, content: sentence.text };
    return { ...sentence, text: await memberships.withoutForgottenMentions(ref.guild, said) };
  });
  return { ...summary, sentences: await Promise.all(sentences) };
}

async function updateRecord(
  { tx, keys, losing }: Work,
  id: string,
  rule: (known: KnownRecord) => KnownRecord,
): Promise<void> {
  const before = await tx.get(keys.comment(id));
  const author = authorOf(before);
  if (author !== null) losing.add(author);
  await replaceRecord(tx, keys, { id, before, after: rule(before) });
}

async function updateDiscussion({ tx, keys }: Work, update: (discussion: Discussion) => Discussion): Promise<void> {
  const discussion = await tx.get(keys.discussion);
  if (!discussion) return;
  const next = update(discussion);
  if (next !== discussion) tx.set(keys.discussion, next);
}

const updateReports = (work: Work, update: (reports: readonly PostedReport[]) => readonly PostedReport[]) =>
  updateDiscussion(work, (discussion) => withReports(discussion, update(discussion.reports ?? NO_REPORTS)));

function idsOf(change: Change): readonly string[] {
  switch (change.type) {
    case 'reply.written':
      return change.reply.answers === null ? [change.reply.id] : [change.reply.id, change.reply.answers];
    case 'replies.deleted':
      return change.ids;
    case 'reactions.counted':
    case 'comment.hidden':
    case 'comment.unhidden':
      return [change.id];
    case 'comment.recommended':
      return [change.recommendation.comment];
    case 'summary.changed':
      return change.summary ? sourcesOf(change.summary) : [];
    default:
      return [];
  }
}
