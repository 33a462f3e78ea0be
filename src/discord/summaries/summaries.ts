import { isPublished, whyUnusable } from '../../discussions/visibility.ts';
import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ThreadRef, Discussion, Summary, SummarySentence } from '../../discussions/discussion.ts';
import { type SummaryDraft, textOf } from '../../discussions/summary.ts';
import { UserError } from '../runtime/user-error.ts';
import { isDeepStrictEqual } from 'node:util';
import type { CommentRecord } from '../../discussions/comment.ts';
import { scoreOf } from '../../discussions/ranking.ts';
import { lastSnowflakeAt } from '../../snowflake.ts';
import type { DraftInput } from '../../summaries/draft.ts';
import type { SummaryPosts } from './summary-posts.ts';
import type { BotContext } from '../runtime/context.ts';

/** Drafts by an id that fits into buttons. They live in memory and are lost at a restart. */
export interface Drafts {
  /** Stores a draft under a new id. */
  add(draft: SummaryDraft): string;
  replace(id: string, draft: SummaryDraft): void;
  /** The thread's draft with this id; undefined when there is none. */
  find(id: string, ref: ThreadRef): SummaryDraft | undefined;
  /** The same. Throws `UserError` when there is none. */
  get(id: string, ref: ThreadRef): SummaryDraft;
  drop(id: string): void;
  all(): readonly (readonly [id: string, draft: SummaryDraft])[];
}

const MOST_DRAFTS = 200;

/** Creates an empty list of drafts; it keeps the latest 200. */
function createDrafts(): Drafts {
  const drafts = new LRUCache<string, SummaryDraft>({ max: MOST_DRAFTS });
  function find(id: string, { thread }: ThreadRef): SummaryDraft | undefined {
    const draft = drafts.get(id);
    return draft?.thread === thread ? draft : undefined;
  }

  return {
    find,
    add(draft) {
      const id = randomBytes(9).toString('base64url');
      drafts.set(id, draft);
      return id;
    },
    replace: (id, draft) => void drafts.set(id, draft),
    get(id, ref) {
      const draft = find(id, ref);
      if (!draft) throw new UserError('discord.summary.draftGone');
      return draft;
    },
    drop: (id) => void drafts.delete(id),
    all: () => [...drafts.entries()],
  };
}

/** Summaries made by command; callers check who may. */
export interface Summaries {
  readonly drafts: Drafts;
  /** Suggests sentences for a summary, each quoting its comment; none when there are too few comments. */
  draft(discussion: Discussion): Promise<readonly SummarySentence[]>;
  /** The draft without sentences whose comments have left the page; a moderator's own words stay. */
  refreshed(discussion: ThreadRef, draft: SummaryDraft): Promise<SummaryDraft>;
  /** Does that to every draft of a guild; drops those that a moderator rewrote from comments that are gone. */
  refreshDrafts(guild: string): Promise<void>;
  /** Posts and pins the draft in place of the current summary; resolves with the message's id. Throws `UserError` with what is in the way. */
  publish(discussion: Discussion, draft: SummaryDraft, by: string): Promise<string>;
  /** Pins a member's message as the summary. Throws `UserError` when it is not on the page. */
  pin(discussion: Discussion, id: string, by: string): Promise<void>;
  remove(discussion: Discussion, by: string): Promise<void>;
}

const AT_ONCE = 1_000; // records read in one call

/** Creates the summaries: drafted from published comments only, posted by the bot. */
export function createSummaries(
  { discussions, threads, drafter, writeAudit, clock }: BotContext,
  posts: SummaryPosts,
): Summaries {
  const drafts = createDrafts();

  async function publishedComments(discussion: Discussion): Promise<DraftInput[]> {
    const recommended = new Set(discussion.recommended.map(({ comment }) => comment));
    const ids = await discussions.publishedBetween(discussion, discussion.thread, lastSnowflakeAt(clock.now()));
    const inputs: DraftInput[] = [];
    for (let start = 0; start < ids.length; start += AT_ONCE) {
      for (const record of await discussions.records(discussion, ids.slice(start, start + AT_ONCE))) {
        if (!isPublished(record)) continue;
        const { id, author, content, reactions } = record.comment;
        inputs.push({ id, author, content, score: scoreOf(reactions), recommended: recommended.has(id) });
      }
    }
    return inputs;
  }

  async function refreshed(discussion: ThreadRef, draft: SummaryDraft): Promise<SummaryDraft> {
    const records = await discussions.records(discussion, draft.sources);
    const sources = draft.sources.filter((_, index) => isPublished(records[index]));
    const sentences = draft.sentences.filter(({ comment }) => comment === null || sources.includes(comment));
    return { ...draft, sources, sentences };
  }

  /** Throws when a rewritten draft's comment has left the page: only the moderator can correct their own words. */
  async function publishable(discussion: Discussion, draft: SummaryDraft): Promise<SummaryDraft> {
    const fresh = await refreshed(discussion, draft);
    if (draft.isRewritten && fresh.sources.length < draft.sources.length) {
      throw new UserError('discord.summary.sourceGone');
    }
    if (fresh.sentences.length === 0) throw new UserError('discord.summary.nothingLeft');
    return fresh;
  }

  async function refreshDrafts(guild: string): Promise<void> {
    for (const [id, draft] of drafts.all()) {
      const ref = threads.get(draft.thread);
      if (ref?.guild !== guild) continue;
      const fresh = await refreshed(ref, draft);
      if (fresh.sources.length === draft.sources.length) continue;
      if (draft.isRewritten) drafts.drop(id);
      else drafts.replace(id, fresh);
    }
  }

  async function record(discussion: Discussion, summary: Summary | null, by: string): Promise<void> {
    await posts.record(discussion, summary);
    await writeAudit(discussion.guild, summary ? 'summary.set' : 'summary.removed', { by, thread: discussion.thread });
  }

  /** Storing removes mentions of members who were forgotten meanwhile; the posted message must follow. */
  async function settleUnless(discussion: Discussion, posted: string): Promise<void> {
    const stored = await discussions.byThread(discussion);
    if (stored?.summary && textOf(stored.summary) !== posted) await posts.settle(stored);
  }

  async function inTurn<Result>(
    discussion: Discussion,
    work: (current: Discussion) => Promise<Result>,
  ): Promise<Result> {
    const outcome = await posts.inTurn(discussion, async (current) => ({ result: await work(current) }));
    if (!outcome) throw new UserError('discord.notADiscussion');
    return outcome.result;
  }

  return {
    drafts,
    refreshDrafts,
    draft: async (discussion) => drafter.draft(await publishedComments(discussion)),
    refreshed,
    publish: (discussion, draft, by) =>
      inTurn(discussion, async (current) => {
        const { sentences, sources, isRewritten } = await publishable(current, draft);
        const known = current.summary;
        if (known && isSame(known, { sentences, sources })) return known.message; // pressed twice
        if (known && known.updatedAt !== draft.replaces) throw new UserError('discord.summary.changedMeanwhile');
        const message = await posts.put(current, { text: textOf({ sentences }), sources });
        const state = { message, sentences, sources, isRewritten, isWithdrawn: false };
        await record(current, { ...state, by, updatedAt: clock.now() }, by);
        await discussions.apply(current, [{ type: 'summary.posting', since: null }]);
        await settleUnless(current, textOf({ sentences }));
        return message;
      }),
    pin: (discussion, id, by) =>
      inTurn(discussion, async (current) => {
        const content = wordsOf((await discussions.records(current, [id]))[0]);
        await posts.pin(current, id);
        const sentences = [{ text: content, comment: id }];
        const state = { message: id, sentences, sources: [id], isRewritten: false, isWithdrawn: false };
        await record(current, { ...state, by, updatedAt: clock.now() }, by);
      }),
    remove: (discussion, by) =>
      inTurn(discussion, async (current) => {
        if (!current.summary) throw new UserError('discord.summary.none');
        await posts.unpin(current, current.summary);
        await record(current, null, by);
      }),
  };
}

/** The words of a comment for the summary. Throws `UserError` with the reason why it cannot be one. */
function wordsOf(record: CommentRecord | undefined): string {
  if (whyUnusable(record) === 'hidden') throw new UserError('discord.summary.hidden');
  if (!isPublished(record)) throw new UserError('discord.summary.notPublished');
  if (!record.comment.content) throw new UserError('discord.summary.noWords');
  return record.comment.content;
}

/** Whether the bot has posted a summary with these very words. */
const isSame = (known: Summary, { sentences, sources }: Pick<Summary, 'sentences' | 'sources'>): boolean =>
  !known.isWithdrawn &&
  !known.sources.includes(known.message) &&
  isDeepStrictEqual([known.sentences, known.sources], [sentences, sources]);
