import type { PublishPolicy } from './visibility.ts';
import type { PostedReport } from './report.ts';
import { isDeepStrictEqual } from 'node:util';
import { compareSnowflakes, laterSnowflake, earlierSnowflake } from '../snowflake.ts';

/** A thread and its guild. */
export interface ThreadRef {
  readonly guild: string;
  readonly thread: string;
}

/** A discussion that is being opened, with what was posted already. */
export interface PendingOpening {
  readonly state: 'opening';
  readonly channel: string;
  /** Random; the nonces of this opening's messages come from it. */
  readonly seed: string;
  /** A snowflake from before it began: nothing up to it belongs to this opening. */
  readonly since: string;
  readonly message: string | null;
  readonly thread: string | null;
}

/** Where an article's discussion is in a guild: being opened, or in a thread. */
export type Place = PendingOpening | { readonly state: 'open'; readonly thread: string };

/** A message of the bot in the thread that shows a section, or part of it. */
export interface SectionPost {
  readonly message: string;
  readonly section: string;
}

/** A comment that a moderator recommended, with an optional note of at most 300 characters; `by` is the moderator's Discord id, empty once that moderator was forgotten. */
export interface Recommendation {
  readonly comment: string;
  readonly note: string | null;
  readonly by: string;
  readonly at: number;
}

/** A sentence of a summary (Discord's markdown) with the comment that it quotes; null for words that quote none. */
export interface SummarySentence {
  readonly text: string;
  readonly comment: string | null;
  /** Where people disagree: two sentences in a row, the first of `some`, the second of `others`. */
  readonly side?: 'some' | 'others';
}

/** The summary above the comments, at most 4,000 characters; `by` is the moderator's Discord id, empty once that moderator was forgotten. */
export interface Summary {
  /** The pinned message: the bot's own, or a member's. */
  readonly message: string;
  readonly sentences: readonly SummarySentence[];
  /** Comments it is made from; when one of them goes, so do its sentences, or the whole summary if it was rewritten by hand. */
  readonly sources: readonly string[];
  /** True when a moderator changed the words: then nobody knows which comment a sentence comes from. */
  readonly isRewritten: boolean;
  /** True while it is off the page: a source went, and no moderator has looked again. */
  readonly isWithdrawn: boolean;
  readonly by: string;
  readonly updatedAt: number;
}

/** Numbers of replies: published, held, and published by section's slug. */
export interface Counts {
  readonly comments: number;
  readonly held: number;
  readonly sections: Readonly<Record<string, number>>;
}

/**
 * What to read from Discord again after a gap: everything older than `before` (null: from the newest) and then, if there
 * is an `until`, from the newest down to that.
 */
export interface ReadBack {
  readonly before: string | null;
  readonly until: string | null;
  /** Becomes the discussion's `asArchived` at the end. */
  readonly asArchived: string | null;
}

/** One article's discussion in one guild. */
export interface Discussion {
  readonly guild: string;
  readonly guildName: string;
  readonly thread: string;
  /** The channel or forum that the thread is in. */
  readonly channel: string;
  /** The article's key. */
  readonly article: string;
  readonly posts: readonly SectionPost[];
  /**
   * The message with which an existing thread became the discussion; absent for a thread opened for the article. Older
   * messages need their author's answer, whatever the policy.
   */
  readonly attachedAt?: string;
  /** The policy that its opening message announces; `ask` for good once a reply came while the guild asked. */
  readonly announced?: PublishPolicy;
  readonly counts: Counts;
  /** The expiry cut-off: held replies up to this snowflake were not answered in time. Absent for none. */
  readonly expiredUntil?: string;
  /** At most 20, newest first. */
  readonly recommended: readonly Recommendation[];
  readonly summary: Summary | null;
  /** A summary is being posted, after this snowflake. Absent while none is. */
  readonly postingSince?: string;
  /** Comments whose authors were told that they are recommended, newest first; absent for none. */
  readonly told?: readonly string[];
  /** Reports of its comments, newest first; absent for none. */
  readonly reports?: readonly PostedReport[];
  /** False while the thread is locked. */
  readonly open: boolean;
  /** Since when it is locked, in milliseconds since 1970, as far as known; absent while it is open. */
  readonly closedAt?: number;
  /** Its comments were opened again, and so do not close by themselves; absent for false. */
  readonly staysOpen?: true;
  /** False while its channel is not for everyone (hidden from @everyone, age-restricted): the page shows nothing of it. */
  readonly shown: boolean;
  /** Since when the bot cannot see it, in milliseconds since 1970; null while it can. */
  readonly unreachableSince: number | null;
  /** Everything up to this message was read; the thread's own id at the start. */
  readonly cursor: string;
  /** What is still to be read from Discord after a gap; absent for nothing. */
  readonly readBack?: ReadBack;
  /** Discord's description of the archived thread when all of it had been read: while it stays the same, nothing changed there. Absent for any other thread. */
  readonly asArchived?: string;
  /** Every comment is in its conversation: always so, but for a discussion of an earlier version that is still being brought into this form. */
  readonly hasConversations?: true;
  /** Random, drawn when the record is built or rebuilt; with `version` it names one state of the discussion. */
  readonly epoch: string;
  readonly version: number;
}

/** What is known of a discussion when it is opened. */
export type NewDiscussion = Pick<
  Discussion,
  'guild' | 'guildName' | 'thread' | 'channel' | 'article' | 'posts' | 'attachedAt' | 'announced'
>;

/** A new discussion; `epoch` is a random word. */
export function newDiscussion(opened: NewDiscussion, epoch: string): Discussion {
  return {
    ...opened,
    counts: { comments: 0, held: 0, sections: {} },
    recommended: [],
    summary: null,
    open: true,
    shown: true,
    unreachableSince: null,
    cursor: opened.thread,
    hasConversations: true,
    epoch,
    version: 1,
  };
}

/** The discussion with more of the bot's posts; the same object when all are known. */
export function withPosts(discussion: Discussion, posts: readonly SectionPost[]): Discussion {
  const known = new Set(discussion.posts.map(({ message }) => message));
  const added = posts.filter(({ message }) => !known.has(message));
  return added.length === 0 ? discussion : { ...discussion, posts: [...discussion.posts, ...added] };
}

/** The discussion after a reply came under a policy; the same object unless the policy became `ask`. */
export const withPolicy = (discussion: Discussion, policy: PublishPolicy): Discussion =>
  policy === discussion.announced || policy !== 'ask' ? discussion : { ...discussion, announced: policy };

/** The discussion with a later expiry cut-off. */
export const withExpiry = (discussion: Discussion, until: string): Discussion => ({
  ...discussion,
  expiredUntil: laterSnowflake(discussion.expiredUntil ?? '0', until),
});

/** The discussion with its cursor at a message; the same object when the cursor would move back. */
export function withCursor(discussion: Discussion, cursor: string): Discussion {
  return compareSnowflakes(cursor, discussion.cursor) > 0 ? { ...discussion, cursor } : discussion;
}

/** The discussion with what is still to be read back, or with the description of a thread that was read whole. */
export function withReading(
  { readBack: _readBack, asArchived: _asArchived, ...discussion }: Discussion,
  { readBack, asArchived }: { readBack: ReadBack | null; asArchived: string | null },
): Discussion {
  return { ...discussion, ...(readBack && { readBack }), ...(asArchived !== null && { asArchived }) };
}

/**
 * The discussion after it was locked, unlocked, hidden, shown or its guild renamed; the same object when nothing changes.
 * A hidden one is shown only after it was read back: the page would show what was deleted meanwhile.
 */
export function withState(known: Discussion, state: NewState): Discussion {
  const discussion = withClosing(known, state);
  const { open = discussion.open, shown, guildName } = state;
  const next = {
    open,
    shown: (shown ?? discussion.shown) && (discussion.shown || !discussion.readBack),
    guildName: guildName ?? discussion.guildName,
  };
  const isSame =
    next.open === discussion.open && next.shown === discussion.shown && next.guildName === discussion.guildName;
  return isSame ? discussion : { ...discussion, ...next, version: discussion.version + 1 };
}

/** What is known of a thread's state; `at` is when it was locked, in milliseconds since 1970. */
export interface NewState extends Partial<Pick<Discussion, 'open' | 'shown' | 'guildName' | 'staysOpen'>> {
  readonly at?: number;
}

function withClosing(discussion: Discussion, { open = discussion.open, at, staysOpen }: NewState): Discussion {
  const { closedAt: _closedAt, ...rest } = discussion;
  if (open === discussion.open) return staysOpen && !discussion.staysOpen ? { ...discussion, staysOpen } : discussion;
  return open ? { ...rest, open: false, staysOpen: true } : { ...rest, ...(at !== undefined && { closedAt: at }) };
}

/** How many comments are recommended at most. */
export const MOST_RECOMMENDED = 20;

/** The discussion with a recommendation, newest first; the same object when nothing changes. */
export function withRecommendation(discussion: Discussion, recommendation: Recommendation): Discussion {
  const others = discussion.recommended.filter(({ comment }) => comment !== recommendation.comment);
  const recommended = [recommendation, ...others].toSorted((a, b) => b.at - a.at).slice(0, MOST_RECOMMENDED);
  return changed(discussion, { recommended });
}

const MOST_TOLD = 100;

/** The discussion after a comment's author was told that it is recommended. */
export const withTold = (discussion: Discussion, comment: string): Discussion => ({
  ...discussion,
  told: [comment, ...(discussion.told ?? [])].slice(0, MOST_TOLD),
});

/** The discussion without the recommendation of a comment; the same object when there is none. */
export const withoutRecommendation = (discussion: Discussion, comment: string): Discussion =>
  changed(discussion, { recommended: discussion.recommended.filter((other) => other.comment !== comment) });

/** Ids of the moderators behind its recommendations and its summary. */
export const decidersOf = ({
  recommended,
  summary,
}: Pick<Discussion, 'recommended' | 'summary'>): ReadonlySet<string> =>
  new Set([...recommended.map(({ by }) => by), summary?.by ?? ''].filter((by) => by !== ''));

/** The discussion with another summary, or none; the same object when nothing changes. */
export const withSummary = (discussion: Discussion, summary: Summary | null): Discussion =>
  changed(discussion, { summary });

/** The discussion while a summary is being posted, or for null afterwards. */
export function withPosting({ postingSince: _before, ...discussion }: Discussion, since: string | null): Discussion {
  return since === null ? discussion : { ...discussion, postingSince: since };
}

/** The discussion with other reports; the same object when nothing changes. */
export const withReports = (discussion: Discussion, reports: readonly PostedReport[]): Discussion =>
  reports === (discussion.reports ?? NO_REPORTS) ? discussion : { ...discussion, reports };

/** The reports of a discussion that has none. */
export const NO_REPORTS: readonly PostedReport[] = [];

/** The discussion with the time since when the bot cannot see it; the first such time counts until null. */
export function withReach(discussion: Discussion, since: number | null): Discussion {
  const unreachableSince = since === null ? null : (discussion.unreachableSince ?? since);
  return unreachableSince === discussion.unreachableSince ? discussion : { ...discussion, unreachableSince };
}

/** The discussion with a higher version: something that its page shows changed elsewhere. */
export const withNextVersion = (discussion: Discussion): Discussion => ({
  ...discussion,
  version: discussion.version + 1,
});

const changed = (discussion: Discussion, fields: Partial<Pick<Discussion, 'recommended' | 'summary'>>): Discussion => {
  const next = { ...discussion, ...fields };
  return isDeepStrictEqual(next, discussion) ? discussion : withNextVersion(next);
};

/**
 * What to read back after a gap, when the latest messages were read down to `reached` (null: all were). An interrupted
 * reading goes on where it was, so that it ends however often the bot stops.
 */
export function readBackAfterGap(
  interrupted: ReadBack | undefined,
  { reached, asArchived }: { reached: string | null; asArchived: string | null },
): ReadBack | null {
  if (reached === null) return null;
  const before = earlierSnowflake(interrupted?.before ?? reached, reached);
  return { before, until: before === reached ? null : before, asArchived };
}

/** What is left to read back after one more page, down to `reached` (null: nothing older is left); null for nothing. */
export function readBackAfterPage(readBack: ReadBack, reached: string | null): ReadBack | null {
  const { before, until } = readBack;
  const isSecondHalf = until !== null && (before === null || compareSnowflakes(before, until) > 0);
  if (isSecondHalf && (reached === null || compareSnowflakes(reached, until) <= 0)) return null;
  return reached === null && until === null ? null : { ...readBack, before: reached };
}
