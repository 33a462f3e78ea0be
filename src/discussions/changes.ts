import type { Reaction, WrittenReply } from './comment.ts';
import type { MemberHide } from './consent.ts';
import type { ReadBack, Recommendation, SectionPost, Summary } from './discussion.ts';

/**
 * Something that happened in a discussion's thread. Applying one is idempotent, in whatever order they come:
 * a deletion that comes first wins over the late creation, an older edit never replaces a newer one.
 */
export type Change =
  /** Reactions of a comment that is known are only replaced by some, never by none: that a count fell to zero, `reactions.counted` says. */
  | { readonly type: 'reply.written'; readonly reply: WrittenReply }
  | { readonly type: 'replies.deleted'; readonly ids: readonly string[] }
  | { readonly type: 'reactions.counted'; readonly id: string; readonly reactions: readonly Reaction[] }
  | { readonly type: 'posts.added'; readonly posts: readonly SectionPost[] }
  /** The thread was locked or unlocked, or its channel became fit or unfit for the page, or a guild was renamed. */
  | { readonly type: 'state.changed'; readonly open?: boolean; readonly shown?: boolean; readonly guildName?: string }
  /** A moderator, or its author, took a comment off the page; its words go. The author's id is needed where nothing is known of it yet. */
  | { readonly type: 'comment.hidden'; readonly id: string; readonly author: string; readonly hide: MemberHide }
  /** Undoes that; the words are read from Discord again and applied as a reply. */
  | { readonly type: 'comment.unhidden'; readonly id: string }
  /** Picked for readers (at most 20: the oldest goes); the same comment again replaces its note. Only a published comment can be. */
  | { readonly type: 'comment.recommended'; readonly recommendation: Recommendation }
  | { readonly type: 'comment.unrecommended'; readonly id: string }
  /** The summary above the comments; null takes it away. */
  | { readonly type: 'summary.changed'; readonly summary: Summary | null }
  /** How a moderator is called who decided something that stands in the discussion: kept if they agreed to be shown. */
  | { readonly type: 'moderator.named'; readonly user: string; readonly name: string }
  /** A message with a summary is about to be posted: nothing up to `since` is it; null once it is known or gone. */
  | { readonly type: 'summary.posting'; readonly since: string | null }
  /** The thread cannot be seen any more (milliseconds since 1970; the first such moment stands until null), or can again. */
  | { readonly type: 'reach.changed'; readonly since: number | null }
  /** What is still to be read back; null once all is read, with what Discord said then of an archived thread. */
  | { readonly type: 'reading.changed'; readonly readBack: ReadBack | null; readonly asArchived: string | null }
  /** All up to this message has been applied; never moves back. */
  | { readonly type: 'cursor.moved'; readonly cursor: string };
