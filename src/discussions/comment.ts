import type { SeenDuties } from './badges.ts';
import type { MemberHide } from './membership.ts';

/** A reaction's absolute count; `emoji` is the character itself or `:name:` for a custom one. */
export interface Reaction {
  readonly emoji: string;
  readonly count: number;
  /** For a custom emoji that the guild had chosen as positive when the count was read; else absent. */
  readonly isChosen?: true;
}

/** A file that was attached to a message; `size` in bytes. The file itself stays on Discord. */
export interface Attachment {
  readonly name: string;
  readonly type: string | null;
  readonly size: number;
}

/** What a message can hold instead of text; the page names it. */
const EXTRAS = ['sticker', 'poll', 'voice'] as const;
export type Extra = (typeof EXTRAS)[number];

/** Names of roles and channels that the text mentions, by id; members' names are never stored with a comment. */
export type MentionedNames = Readonly<Record<string, string>>;

/** A published reply. Ids are Discord's snowflakes; times are milliseconds since 1970. */
export interface Comment {
  readonly id: string;
  readonly thread: string;
  /** Discord's user id; readers only see an hmac of it. */
  readonly author: string;
  /** Discord's markdown, at most 4,000 characters. */
  readonly content: string;
  /** The id of the member's message that this one answers. */
  readonly parent: string | null;
  /** The slug of the section that this one is about. */
  readonly section: string | null;
  /** The id of the message that heads its conversation, its own if it heads one; never changes. Absent in records of earlier versions. */
  readonly root?: string;
  readonly createdAt: number;
  readonly editedAt: number | null;
  readonly reactions: readonly Reaction[];
  readonly attachments: readonly Attachment[];
  readonly extras: readonly Extra[];
  readonly mentioned: MentionedNames;
}

/** A reply as Discord has it; `answers` is any message of the thread, from which parent and section follow. */
export interface WrittenReply extends Omit<Comment, keyof Placement> {
  readonly answers: string | null;
  /** The author's shown name: nick, else display name, else username. */
  readonly authorName: string;
  /** What the guild's roles make of the author; null when that is not known. */
  readonly authorDuties: SeenDuties | null;
}

/** A message's place in its discussion: the member's message that it answers, the slug of its section, and its conversation. */
export type Placement = Pick<Comment, 'parent' | 'section' | 'root'>;

/** How many comments on the page answer a message, and the head of the conversation that they are in; a mere number in stores of earlier versions. */
export type Answers = number | { readonly count: number; readonly root: string };

/** A conversation without its head: how many answers it has on the page, the ids of the first ones, and how many are about each section. */
export interface Conversation {
  readonly count: number;
  readonly first: readonly string[];
  readonly sections: Readonly<Record<string, number>>;
}

/** What stays of a hidden comment: ids and the decision; `isWholeMember` when all of its author's are hidden, not this one alone. */
export type HiddenRecord = {
  readonly state: 'hidden';
  readonly author: string;
  readonly isWholeMember: boolean;
} & MemberHide &
  Placement;

/** What stays of a published comment: all of it. */
export interface PublishedRecord {
  readonly state: 'published';
  readonly comment: Comment;
}

/** Its author has not agreed, or took it back and may still undo that (`isWithdrawn`): ids only, never words. */
export type HeldRecord = {
  readonly state: 'held';
  readonly author: string;
  readonly isWithdrawn?: true;
} & Placement;

/** What the store knows of one message of a thread; visibility.ts decides which of these it is. */
export type CommentRecord =
  | PublishedRecord
  | HeldRecord
  | HiddenRecord
  /** Deleted, with replies on the page. */
  | ({ readonly state: 'tombstone' } & Placement)
  /** `placement` of a published comment, null for any other message: only the former can become a tombstone. */
  | { readonly state: 'deleted'; readonly placement: Placement | null };

/** A record, or undefined where nothing is known. */
export type KnownRecord = CommentRecord | undefined;

/** Discord's notation of a mention. */
const MENTION = /<@!?(\d{1,20})>/gu;

/** The user ids that a text mentions, each once. */
export const mentionedIn = (text: string): string[] => [
  ...new Set(Array.from(text.matchAll(MENTION), ([, user = '']) => user)),
];

/** The text with mentions of forgotten members replaced by an unknown one, which the page shows as "a member". */
export const withoutMentions = (text: string, isForgotten: (user: string) => boolean): string =>
  text.replaceAll(MENTION, (mention, user: string) => (isForgotten(user) ? '<@0>' : mention));
