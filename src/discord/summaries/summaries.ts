import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ThreadRef, Discussion, Summary, SummarySentence } from '../../discussions/discussion.ts';
import { type SummaryDraft, textOf } from '../../discussions/summary.ts';
import { UserError } from '../runtime/user-error.ts';
import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../clock.ts';
import { scoreOf, type CommentRecord } from '../../discussions/comment.ts';
import { isPublished, whyUnusable } from '../../discussions/visibility.ts';
import type { DiscussionStore } from '../../discussions/discussion-store.ts';
import { lastSnowflakeAt } from '../../snowflake.ts';
import type { DraftInput } from '../../summaries/draft.ts';
import type { Drafter } from '../../summaries/drafter.ts';
import type { SummaryPosts } from './summary-posts.ts';
import type { Note, Sign } from '../moderation/moderators.ts';

/** Drafts by an id that fits into buttons. They live in memory: after a restart another one is made. */
export interface Drafts {
  keep(draft: SummaryDraft): string;
  replace(id: string, draft: SummaryDraft): void;
  /** The draft of a thread; undefined when it is not there, or another thread's. */
  find(id: string, ref: ThreadRef): SummaryDraft | undefined;
  /** The same. Throws `UserError` when it is not there. */
  get(id: string, ref: ThreadRef): SummaryDraft;
  drop(id: string): void;
  /** All there are, by id. */
  all(): readonly (readonly [id: string, draft: SummaryDraft])[];
}

const MOST_DRAFTS = 200;

/** Keeps the latest 200 drafts. */
export function createDrafts(): Drafts {
  const drafts = new LRUCache<string, SummaryDraft>({ max: MOST_DRAFTS });
  function find(id: string, { thread }: ThreadRef): SummaryDraft | undefined {
    const draft = drafts.get(id);
    return draft?.thread === thread ? draft : undefined;
  }

  return {
    find,
    keep(draft) {
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

/** The summary above the comments, made by command; who may is not asked here. */
export interface Summaries {
  /** Sentences that would make a summary, each quoting its comment; none of too few comments. */
  draft(discussion: Discussion): Promise<readonly SummarySentence[]>;
  /** The draft as far as its comments are still on the page; words of a moderator's own stay. */
  refreshed(discussion: ThreadRef, draft: SummaryDraft): Promise<SummaryDraft>;
  /** Posts and pins the draft in the place of the summary there is; answers the message's id. Throws `UserError` with what is in the way. */
  publish(discussion: Discussion, draft: SummaryDraft, by: string): Promise<string>;
  /** Pins a member's message, which is the summary then. Throws `UserError` when it is not on the page. */
  pin(discussion: Discussion, id: string, by: string): Promise<void>;
  remove(discussion: Discussion, by: string): Promise<void>;
}

interface Dependencies {
  store: DiscussionStore;
  drafter: Drafter;
  posts: SummaryPosts;
  sign: Sign;
  note: Note;
  clock: Clock;
}

const AT_ONCE = 1_000; // records read in one call

/** Drafts from published comments alone, and posts as the bot. */
export function createSummaries({ store, drafter, posts, sign, note, clock }: Dependencies): Summaries {
  async function publishedComments(discussion: Discussion): Promise<DraftInput[]> {
    const recommended = new Set(discussion.recommended.map(({ comment }) => comment));
    const ids = await store.publishedBetween(discussion, discussion.thread, lastSnowflakeAt(clock.now()));
    const inputs: DraftInput[] = [];
    for (let start = 0; start < ids.length; start += AT_ONCE) {
      for (const record of await store.records(discussion, ids.slice(start, start + AT_ONCE))) {
        if (!isPublished(record)) continue;
        const { id, author, content, reactions } = record.comment;
        inputs.push({ id, author, content, score: scoreOf(reactions), recommended: recommended.has(id) });
      }
    }
    return inputs;
  }

  async function refreshed(discussion: ThreadRef, draft: SummaryDraft): Promise<SummaryDraft> {
    const records = await store.records(discussion, draft.sources);
    const sources = draft.sources.filter((_, index) => isPublished(records[index]));
    const sentences = draft.sentences.filter(({ comment }) => comment === null || sources.includes(comment));
    return { ...draft, sources, sentences };
  }

  /** Throws for words whose comment has gone since: what a moderator wrote, they alone can mend. */
  async function publishable(discussion: Discussion, draft: SummaryDraft): Promise<SummaryDraft> {
    const fresh = await refreshed(discussion, draft);
    if (draft.isRewritten && fresh.sources.length < draft.sources.length) {
      throw new UserError('discord.summary.sourceGone');
    }
    if (fresh.sentences.length === 0) throw new UserError('discord.summary.nothingLeft');
    return fresh;
  }

  const change = async (discussion: Discussion, summary: Summary | null, by: string): Promise<void> => {
    const signed = summary ? await sign(discussion.guild, by) : [];
    await store.apply(discussion, [{ type: 'summary.changed', summary }, ...signed]);
    await note(discussion.guild, summary ? 'summary.set' : 'summary.removed', { by, thread: discussion.thread });
  };

  /** Mentions of members who were forgotten since the draft was made are in no summary that is stored. */
  async function settleUnless(discussion: Discussion, posted: string): Promise<void> {
    const stored = await store.byThread(discussion);
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
        await change(current, { ...state, by, updatedAt: clock.now() }, by);
        await store.apply(current, [{ type: 'summary.posting', since: null }]);
        await settleUnless(current, textOf({ sentences }));
        return message;
      }),
    pin: (discussion, id, by) =>
      inTurn(discussion, async (current) => {
        const content = wordsOf((await store.records(current, [id]))[0]);
        await posts.pin(current, id);
        if (current.summary && current.summary.message !== id) await posts.discard(current, current.summary.message);
        const sentences = [{ text: content, comment: id }];
        const state = { message: id, sentences, sources: [id], isRewritten: false, isWithdrawn: false };
        await change(current, { ...state, by, updatedAt: clock.now() }, by);
      }),
    remove: (discussion, by) =>
      inTurn(discussion, async (current) => {
        if (!current.summary) throw new UserError('discord.summary.none');
        await posts.takeAway(current, current.summary.message);
        await change(current, null, by);
      }),
  };
}

/** The words of a comment that can be the summary. Throws `UserError` with what keeps it from that. */
function wordsOf(record: CommentRecord | undefined): string {
  if (whyUnusable(record) === 'hidden') throw new UserError('discord.summary.hidden');
  if (!isPublished(record)) throw new UserError('discord.summary.notPublished');
  if (!record.comment.content) throw new UserError('discord.summary.noWords');
  return record.comment.content;
}

/** Whether a summary has these very words already, posted by the bot. */
const isSame = (known: Summary, { sentences, sources }: Pick<Summary, 'sentences' | 'sources'>): boolean =>
  !known.isWithdrawn &&
  !known.sources.includes(known.message) &&
  isDeepStrictEqual([known.sentences, known.sources], [sentences, sources]);
