import type { PublishPolicy } from './visibility.ts';
import { isDeepStrictEqual } from 'node:util';
import { compareSnowflakes, laterSnowflake, earlierSnowflake } from '../snowflake.ts';

/** A thread and the guild it is in: what every key of the store begins with. */
export interface ThreadRef {
  readonly guild: string;
  readonly thread: string;
}

/** A discussion that is being opened, with what was already posted. */
export interface PendingOpening {
  readonly state: 'opening';
  readonly channel: string;
  /** Drawn for this opening; the nonces of its messages come from it. */
  readonly seed: string;
  /** A snowflake from before it began: nothing up to it is this opening's. */
  readonly since: string;
  readonly message: string | null;
  readonly thread: string | null;
}

/** What is known of an article's place in a guild. */
export type Place = PendingOpening | { readonly state: 'open'; readonly thread: string };

/** A message of the bot in the thread that shows (part of) a section. */
export interface SectionPost {
  readonly message: string;
  readonly section: string;
}

/** A comment that a moderator picked, with an optional note of at most 300 characters; `by` is the moderator's Discord id, whose name is looked up when it is read; empty once that moderator was forgotten. */
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
}

/** What a moderator pinned above the comments, 4,000 characters at most; `by` is the moderator's Discord id, empty once that moderator was forgotten. */
export interface Summary {
  /** The pinned message: the bot's own, or a member's that was pinned as it stood. */
  readonly message: string;
  readonly sentences: readonly SummarySentence[];
  /** Comments it is made from; when one of them goes, its sentence does, or all of one that was rewritten by hand. */
  readonly sources: readonly string[];
  /** True when a moderator changed the words: then no sentence can be told from the others. */
  readonly isRewritten: boolean;
  /** True while a source is gone and no moderator has looked again: not on the page. */
  readonly isWithdrawn: boolean;
  readonly by: string;
  readonly updatedAt: number;
}

/** How many replies there are: published, held back, and published ones per section's slug. */
export interface Counts {
  readonly comments: number;
  readonly held: number;
  readonly sections: Readonly<Record<string, number>>;
}

/**
 * What is to be read from Discord again after a gap: all that is older than `before` and then, where `until` is given,
 * from the newest down to that. `before` is null at the newest.
 */
export interface ReadBack {
  readonly before: string | null;
  readonly until: string | null;
  /** Becomes the discussion's `asArchived` at the end. */
  readonly asArchived: string | null;
}

/** One article's discussion in one guild: its thread and what is kept of it. */
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
   * The message with which a thread that was there before became the discussion; absent for a thread that was opened for
   * the article. What was written before it waits for its author's answer, whatever the policy.
   */
  readonly attachedAt?: string;
  /** What its opening message says of members who were never asked. `ask` for good once a reply came while the guild asked. */
  readonly announced?: PublishPolicy;
  readonly counts: Counts;
  /** Held replies up to this snowflake are not noted any more: nobody answered for them in time. Absent while all were in time. */
  readonly expiredUntil?: string;
  /** At most 20, newest first. */
  readonly recommended: readonly Recommendation[];
  readonly summary: Summary | null;
  /** A summary is being posted: nothing up to this snowflake is it. Absent while none is. */
  readonly postingSince?: string;
  /** False while the thread is locked. */
  readonly open: boolean;
  /** False while its channel is not for everyone (hidden from @everyone, age-restricted): nothing of it is on the page. */
  readonly shown: boolean;
  /** Since when the bot cannot see it (removed from the guild, or hidden from it), milliseconds since 1970; null while it can. */
  readonly unreachableSince: number | null;
  /** Up to and including this message nothing was missed; the thread's own id at the start. */
  readonly cursor: string;
  /** What is still to be read back from Discord after a gap; absent when nothing is. */
  readonly readBack?: ReadBack;
  /** How Discord described the archived thread when all of it had been read: while it is the same, nothing has changed there. Absent for any other. */
  readonly asArchived?: string;
  /** Drawn when the record is built or rebuilt; with `version` it names one state of the discussion. */
  readonly epoch: string;
  readonly version: number;
}

/** What is known of a discussion when it is opened. */
export type NewDiscussion = Pick<
  Discussion,
  'guild' | 'guildName' | 'thread' | 'channel' | 'article' | 'posts' | 'attachedAt' | 'announced'
>;

/** A discussion as it begins; `epoch` is a random word. */
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
    epoch,
    version: 1,
  };
}

/** The discussion with more of the bot's posts; the very same one when all are known. */
export function withPosts(discussion: Discussion, posts: readonly SectionPost[]): Discussion {
  const known = new Set(discussion.posts.map(({ message }) => message));
  const added = posts.filter(({ message }) => !known.has(message));
  return added.length === 0 ? discussion : { ...discussion, posts: [...discussion.posts, ...added] };
}

/** The discussion after a reply came while its guild had this policy; the very same one unless the guild asks for the first time. */
export const withPolicy = (discussion: Discussion, policy: PublishPolicy): Discussion =>
  policy === discussion.announced || policy !== 'ask' ? discussion : { ...discussion, announced: policy };

/** The discussion after held replies up to a snowflake expired; no page shows it. */
export const withExpiry = (discussion: Discussion, until: string): Discussion => ({
  ...discussion,
  expiredUntil: laterSnowflake(discussion.expiredUntil ?? '0', until),
});

/** The discussion with its cursor at a message; the very same one when the cursor would move back. */
export function withCursor(discussion: Discussion, cursor: string): Discussion {
  return compareSnowflakes(cursor, discussion.cursor) > 0 ? { ...discussion, cursor } : discussion;
}

/** The discussion with what is still to be read back, or as all of it was read; no page shows it. */
export function withReading(
  { readBack: _readBack, asArchived: _asArchived, ...discussion }: Discussion,
  { readBack, asArchived }: { readBack: ReadBack | null; asArchived: string | null },
): Discussion {
  return { ...discussion, ...(readBack && { readBack }), ...(asArchived !== null && { asArchived }) };
}

/**
 * The discussion after it was locked, unlocked, hidden, shown or its guild renamed; the very same one when nothing
 * differs. A hidden one is not shown before it is read back: what was deleted meanwhile would be on the page again.
 */
export function withState(
  discussion: Discussion,
  { open, shown, guildName }: Partial<Pick<Discussion, 'open' | 'shown' | 'guildName'>>,
): Discussion {
  const next = {
    open: open ?? discussion.open,
    shown: (shown ?? discussion.shown) && (discussion.shown || !discussion.readBack),
    guildName: guildName ?? discussion.guildName,
  };
  const isSame =
    next.open === discussion.open && next.shown === discussion.shown && next.guildName === discussion.guildName;
  return isSame ? discussion : { ...discussion, ...next, version: discussion.version + 1 };
}

/** So many comments are recommended at most. */
export const MOST_RECOMMENDED = 20;

/** The discussion with a comment recommended, newest first; the very same one when it is already so. */
export function withRecommendation(discussion: Discussion, recommendation: Recommendation): Discussion {
  const others = discussion.recommended.filter(({ comment }) => comment !== recommendation.comment);
  const recommended = [recommendation, ...others].toSorted((a, b) => b.at - a.at).slice(0, MOST_RECOMMENDED);
  return changed(discussion, { recommended });
}

/** The discussion without the recommendation of a comment; the very same one when there is none. */
export const withoutRecommendation = (discussion: Discussion, comment: string): Discussion =>
  changed(discussion, { recommended: discussion.recommended.filter((other) => other.comment !== comment) });

/** Ids of the moderators by whom its recommendations and its summary are. */
export const decidersOf = ({
  recommended,
  summary,
}: Pick<Discussion, 'recommended' | 'summary'>): ReadonlySet<string> =>
  new Set([...recommended.map(({ by }) => by), summary?.by ?? ''].filter((by) => by !== ''));

/** The discussion with another summary, or none; the very same one when it is already so. */
export const withSummary = (discussion: Discussion, summary: Summary | null): Discussion =>
  changed(discussion, { summary });

/** The discussion while a summary is being posted, or when that is over for null; no page shows it. */
export function withPosting({ postingSince: _before, ...discussion }: Discussion, since: string | null): Discussion {
  return since === null ? discussion : { ...discussion, postingSince: since };
}

/** The discussion since when it cannot be seen: the first such moment stands until it can be seen again. */
export function withReach(discussion: Discussion, since: number | null): Discussion {
  const unreachableSince = since === null ? null : (discussion.unreachableSince ?? since);
  return unreachableSince === discussion.unreachableSince ? discussion : { ...discussion, unreachableSince };
}

/** The discussion with a higher version, because something that it shows has changed elsewhere. */
export const withNextVersion = (discussion: Discussion): Discussion => ({
  ...discussion,
  version: discussion.version + 1,
});

const changed = (discussion: Discussion, fields: Partial<Pick<Discussion, 'recommended' | 'summary'>>): Discussion => {
  const next = { ...discussion, ...fields };
  return isDeepStrictEqual(next, discussion) ? discussion : withNextVersion(next);
};

/**
 * What is to be read back after a gap, when the latest messages were read down to `reached` (null: all of them were). An
 * unfinished reading goes on where it was, so that it comes to an end however often the bot is stopped.
 */
export function readBackAfterGap(
  unfinished: ReadBack | undefined,
  { reached, asArchived }: { reached: string | null; asArchived: string | null },
): ReadBack | null {
  if (reached === null) return null;
  const before = earlierSnowflake(unfinished?.before ?? reached, reached);
  return { before, until: before === reached ? null : before, asArchived };
}

/** What is still to be read back when a page more was read, down to `reached` (null: nothing older is left); null for nothing. */
export function readBackAfterPage(readBack: ReadBack, reached: string | null): ReadBack | null {
  const { before, until } = readBack;
  const isSecondHalf = until !== null && (before === null || compareSnowflakes(before, until) > 0);
  if (isSecondHalf && (reached === null || compareSnowflakes(reached, until) <= 0)) return null;
  return reached === null && until === null ? null : { ...readBack, before: reached };
}
