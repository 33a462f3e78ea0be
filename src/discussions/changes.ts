import type { Reaction, WrittenReply } from './comment.ts';
import type { SectionPost } from './discussion.ts';

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
  /** All up to this message has been applied; never moves back. */
  | { readonly type: 'cursor.moved'; readonly cursor: string };

/** What a member said about their words going public. */
export const CONSENT_CHOICES = ['publish', 'keep'] as const;
export type ConsentChoice = (typeof CONSENT_CHOICES)[number];

/** Whether members who were never asked are published: `opt-out` yes, with a notice and a button; `ask` no. */
export const PUBLISH_POLICIES = ['ask', 'opt-out'] as const;
export type PublishPolicy = (typeof PUBLISH_POLICIES)[number];
