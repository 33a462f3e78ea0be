import { isDeepStrictEqual } from 'node:util';
import type { Discussion, NewDiscussion, ReadBack, Recommendation, SectionPost, Summary } from './discussion.ts';
import type { PublishPolicy } from './publish-policy.ts';
import { compareSnowflakes, laterSnowflake } from './snowflake.ts';

/** A discussion as it begins; `epoch` is a random word. */
export function newDiscussion(opened: NewDiscussion, epoch: string): Discussion {
  return {
    ...opened,
    counts: { comments: 0, discordOnly: 0, sections: {} },
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
