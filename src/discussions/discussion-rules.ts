import type { Discussion, NewDiscussion, SectionPost, Summary } from './discussion.ts';
import { compareSnowflakes } from './snowflake.ts';

/** A discussion as it begins; `epoch` is a random word. */
export function newDiscussion(opened: NewDiscussion, epoch: string): Discussion {
  return {
    ...opened,
    counts: { comments: 0, discordOnly: 0, sections: {} },
    recommended: [],
    summary: null,
    open: true,
    shown: true,
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

/** The discussion with its cursor at a message; the very same one when the cursor would move back. */
export function withCursor(discussion: Discussion, cursor: string): Discussion {
  return compareSnowflakes(cursor, discussion.cursor) > 0 ? { ...discussion, cursor } : discussion;
}

/** The discussion after it was locked, unlocked, hidden, shown or its guild renamed; the very same one when nothing differs. */
export function withState(
  discussion: Discussion,
  { open, shown, guildName }: Partial<Pick<Discussion, 'open' | 'shown' | 'guildName'>>,
): Discussion {
  const next = {
    open: open ?? discussion.open,
    shown: shown ?? discussion.shown,
    guildName: guildName ?? discussion.guildName,
  };
  const isSame =
    next.open === discussion.open && next.shown === discussion.shown && next.guildName === discussion.guildName;
  return isSame ? discussion : { ...discussion, ...next, version: discussion.version + 1 };
}

/** What of a summary stands on the page, in Discord's markdown; null when nothing does. */
export const summaryMarkdown = ({ sentences, isWithdrawn }: Summary): string | null =>
  isWithdrawn || sentences.length === 0 ? null : sentences.map(({ text }) => text).join(' ');
