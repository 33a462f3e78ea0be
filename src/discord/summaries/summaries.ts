import { isPublished, whyUnusable } from '../../discussions/visibility.ts';
import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { ThreadRef, Discussion, Summary, SummarySentence } from '../../discussions/discussion.ts';
import type { SummaryDraft } from '../../discussions/summary.ts';
import { UserError } from '../runtime/user-error.ts';
import { isDeepStrictEqual } from 'node:util';
import type { CommentRecord } from '../../discussions/comment.ts';
import { scoreOf } from '../../discussions/ranking.ts';
import { lastSnowflakeAt } from '../../snowflake.ts';
import type { DraftInput } from '../../summaries/draft.ts';
import { stillSays } from '../../summaries/quotation.ts';
import { authorsOf, type SummaryPosts } from './summary-posts.ts';
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
  /** The draft without sentences whose comments have left the page or no longer say them; a moderator's own words stay. */
  refreshed(discussion: ThreadRef, draft: SummaryDraft): Promise<SummaryDraft>;
  /** User ids by the ids of the draft's comments, of those that are published. */
  authorsOf(discussion: ThreadRef, draft: SummaryDraft): Promise<ReadonlyMap<string, string>>;
  /** Does that to every draft of a guild; drops those that a moderator rewrote from comments that are gone. */
  refreshDrafts(guild: string): Promise<void>;
  /** Posts and pins the draft in place of the current summary; resolves with the message's id. Throws `UserError` with what is in the way. */
  publish(discussion: Discussion, draft: SummaryDraft, by: string): Promise<string>;
  /** Pins a member's message as the summary. Throws `UserError` when it is not on the page. */
  pin(discussion: Discussion, id: string, by: string): Promise<void>;
  remove(discussion: Discussion, by: string): Promise<void>;
}

const AT_ONCE = 200; // records read in one turn of the loop, because SQLite answers without giving it up

/** A discussion's published comments as a draft reads them, without keeping events and pages waiting. */
export async function publishedComments(
  { discussions, members, clock }: Pick<BotContext, 'discussions' | 'members' | 'clock'>,
  discussion: Discussion,
): Promise<DraftInput[]> {
  const moderators = new Map<string, boolean>();
  const isModerator = async (user: string): Promise<boolean> => {
    const known = moderators.get(user);
    if (known !== undefined) return known;
    const moderates = await members.moderates({ guild: discussion.guild, user }, discussion.channel);
    moderators.set(user, moderates);
    return moderates;
  };
  const recommended = new Set(discussion.recommended.map(({ comment }) => comment));
  const ids = await discussions.publishedBetween(discussion, discussion.thread, lastSnowflakeAt(clock.now()));
  const inputs: DraftInput[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    await nextTurn();
    for (const record of await discussions.records(discussion, ids.slice(start, start + AT_ONCE))) {
      if (!isPublished(record)) continue;
      const { id, author, parent, content, reactions } = record.comment;
      const worth = { score: scoreOf(reactions), recommended: recommended.has(id) };
      inputs.push({ id, author, parent, isModerator: await isModerator(author), content, ...worth });
    }
  }
  return inputs;
}

/** Creates the summaries: drafted from published comments only, posted by the bot. */
export function createSummaries(context: BotContext, posts: SummaryPosts): Summaries {
  const { discussions, threads, drafter, writeAudit, clock } = context;
  const drafts = createDrafts();

  async function refreshed(discussion: ThreadRef, draft: SummaryDraft): Promise<SummaryDraft> {
    const records = await discussions.records(discussion, draft.sources);
    const published = new Map(records.filter(isPublished).map(({ comment }) => [comment.id, comment.content] as const));
    const sentences = draft.sentences.filter(
      ({ text, comment }) => comment === null || stillSays(published.get(comment) ?? '', text),
    );
    const quoted = new Set(sentences.map(({ comment }) => comment));
    const sources = draft.sources.filter((id) => published.has(id) && (draft.isRewritten || quoted.has(id)));
    return { ...draft, sources, sentences, hasLost: draft.hasLost || sentences.length < draft.sentences.length };
  }

  /**
   * Throws when words have left the draft that the moderator has seen in it, or a rewritten draft's comment the page: only the
   * moderator can correct their own words.
   */
  async function publishable(discussion: Discussion, draft: SummaryDraft): Promise<SummaryDraft> {
    const fresh = await refreshed(discussion, draft);
    if (draft.isRewritten && fresh.sources.length < draft.sources.length) {
      throw new UserError('discord.summary.sourceGone');
    }
    if (fresh.sentences.length === 0) throw new UserError('discord.summary.nothingLeft');
    if (fresh.hasLost) throw new UserError('discord.summary.quotesLost');
    return fresh;
  }

  async function refreshDrafts(guild: string): Promise<void> {
    for (const [id, draft] of drafts.all()) {
      const ref = threads.get(draft.thread);
      if (ref?.guild !== guild) continue;
      const fresh = await refreshed(ref, draft);
      const isWhole = fresh.sources.length === draft.sources.length;
      if (isWhole && fresh.sentences.length === draft.sentences.length) continue;
      if (draft.isRewritten && !isWhole) drafts.drop(id);
      else drafts.replace(id, fresh);
    }
  }

  async function record(discussion: Discussion, summary: Summary | null, by: string): Promise<void> {
    await posts.record(discussion, summary);
    await writeAudit(discussion.guild, summary ? 'summary.set' : 'summary.removed', { by, thread: discussion.thread });
  }

  /** Storing removes mentions of members who were forgotten meanwhile; the posted message must follow. */
  async function settleUnless(discussion: Discussion, posted: readonly SummarySentence[]): Promise<void> {
    const stored = await discussions.byThread(discussion);
    if (stored?.summary && !isDeepStrictEqual(stored.summary.sentences, posted)) await posts.settle(stored);
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
    draft: async (discussion) => drafter.draft(await publishedComments(context, discussion)),
    refreshed,
    authorsOf: (discussion, { sources }) => authorsOf(discussions, discussion, sources),
    publish: (discussion, draft, by) =>
      inTurn(discussion, async (current) => {
        const { sentences, sources, isRewritten } = await publishable(current, draft);
        const known = current.summary;
        if (known && isSame(known, { sentences, sources })) return known.message; // pressed twice
        if (known && known.updatedAt !== draft.replaces) throw new UserError('discord.summary.changedMeanwhile');
        const message = await posts.put(current, { sentences, sources });
        const state = { message, sentences, sources, isRewritten, isWithdrawn: false };
        await record(current, { ...state, by, updatedAt: clock.now() }, by);
        await discussions.apply(current, [{ type: 'summary.posting', since: null }]);
        await settleUnless(current, sentences);
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
