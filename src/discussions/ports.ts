import type { Change } from './changes.ts';
import type { Comment, CommentRecord } from './comment.ts';
import type { Discussion, NewDiscussion, Summary } from './discussion.ts';
import type { PublishPolicy } from './publish-policy.ts';

/** A thread and the guild it is in: what every key of the store begins with. */
export interface ThreadRef {
  readonly guild: string;
  readonly thread: string;
}

/** A discussion that is being opened, with what was already posted. */
export interface OpeningTrace {
  readonly state: 'opening';
  readonly channel: string;
  /** Drawn for this opening; the nonces of its messages come from it. */
  readonly seed: string;
  /** A snowflake from before it began: nothing up to it is this opening's. */
  readonly since: string;
  readonly message: string | null;
  readonly thread: string | null;
}

/** The guilds of which anything is kept. */
export interface GuildStore {
  all(): Promise<readonly string[]>;
  /** The guild removed the bot: the first such moment (milliseconds since 1970) stands until it is back. */
  left(guild: string, at: number): Promise<void>;
  /** The bot is in the guild. */
  present(guild: string): Promise<void>;
}

/** What is known of an article's place in a guild. */
export type Place = OpeningTrace | { readonly state: 'open'; readonly thread: string };

/** The bot's side of the store. Every method rejects when the store fails; each change is one atomic write. */
export interface DiscussionStore {
  /** Every discussion of every guild, for the start. */
  all(): AsyncIterable<Discussion>;
  byThread(ref: ThreadRef): Promise<Discussion | undefined>;
  place(guild: string, article: string): Promise<Place | undefined>;
  setPlace(guild: string, article: string, place: Place | null): Promise<void>;
  /** Places that were being opened when the process ended. */
  unfinished(): AsyncIterable<{ guild: string; article: string; place: OpeningTrace }>;
  /** Records the discussion and its place in one write. */
  open(discussion: NewDiscussion): Promise<Discussion>;
  /** The thread is gone: frees the article at once, then erases all that was kept of the thread. */
  close(ref: ThreadRef): Promise<void>;
  /** Applies changes in order, behind whatever is under way in that thread. A thread that is no discussion is left alone. */
  apply(ref: ThreadRef, changes: readonly Change[]): Promise<void>;
  /** What is known of these messages; undefined where nothing is. */
  records(ref: ThreadRef, ids: readonly string[]): Promise<(CommentRecord | undefined)[]>;
  /** Ids of the published comments from `from` to `to`, both included, oldest first. */
  publishedBetween(ref: ThreadRef, from: string, to: string): Promise<string[]>;
  /** At most so many ids of what is published, or held until its author was asked, and older than `before` (null: the newest); newest first. */
  knownBefore(ref: ThreadRef, before: string | null, most: number): Promise<string[]>;
  /**
   * Called when a comment went that the summary quotes or was made from, with what is left of it, without its sentence
   * or withdrawn, and what it was before. Whatever took the comment away, a change or a decision of its author, is in the store by then.
   */
  onSummaryLoss(listener: (ref: ThreadRef, left: Summary, before: Summary) => void): void;
  /** Called when somebody began to wait in a thread for their answer, or waits there no more, whatever the reason. */
  onWaiting(listener: (ref: ThreadRef) => void): void;
}

/** The orders in which comments can be read; "top" is by reactions. */
export const SORTS = ['oldest', 'newest', 'top'] as const;
export type Sort = (typeof SORTS)[number];

/** How a page of comments is asked for: by number, or after or before a comment. `size` is 1–100. */
export interface PageQuery {
  readonly sort: Sort;
  /** Only comments about this section. */
  readonly section: string | null;
  readonly size: number;
  readonly from: { readonly page: number } | { readonly after: string } | { readonly before: string };
}

/** Whom a comment answers. `published` false: the answered message is not on the page and there is nothing to link to. */
export interface AnsweredComment {
  readonly id: string;
  readonly published: boolean;
  /** Only its place is left on the page, without name and words. */
  readonly deleted: boolean;
  /** Null for "a member", or "a moderator". */
  readonly name: string | null;
  /** Whether its author is known to be staff. */
  readonly staff: boolean;
  /** The answered comment's text (Discord's markdown), empty when it is not published. */
  readonly content: string;
}

/** A comment with all that its place on the page needs. */
export interface ShownComment {
  readonly id: string;
  readonly createdAt: number;
  readonly section: string | null;
  readonly parent: string | null;
  /** Null for a tombstone. */
  readonly comment: Comment | null;
  /** Null for "a member". */
  readonly authorName: string | null;
  /** Published replies to it. */
  readonly replies: number;
  readonly answered: AnsweredComment | null;
}

/** One page. `page` and `pages` count positions at this moment; `first`/`last` tell whether something precedes/follows. */
export interface CommentPage {
  readonly comments: readonly ShownComment[];
  /** Names of authors, of members that comments mention, and of the moderators who recommended or summed up, by user id; who is absent is "a member". */
  readonly names: ReadonlyMap<string, string>;
  readonly page: number;
  readonly pages: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** A guild that chose for itself what counts for members who were never asked. */
export interface OwnPolicy {
  readonly guildName: string;
  readonly policy: PublishPolicy;
}

/** The web's side of the store: published things only. */
export interface DiscussionReader {
  /** Discussions of the article that are shown, in every guild, oldest first. */
  ofArticle(article: string): Promise<Discussion[]>;
  /** Undefined when the page asked for does not exist (past the end, or an anchor that is not there). Page 1 always exists. */
  page(discussion: Discussion, query: PageQuery): Promise<CommentPage | undefined>;
  /** The published comments (or tombstones) with these ids, in the order asked for, absent ones left out. */
  comments(discussion: Discussion, ids: readonly string[]): Promise<Pick<CommentPage, 'comments' | 'names'>>;
  /** How many shown entries stand before the comment, oldest first; undefined when it is not on the page. */
  position(discussion: Discussion, id: string): Promise<number | undefined>;
  /** The invite that a guild chose for readers; null where it chose none. */
  invite(guild: string): Promise<string | null>;
  /** Guilds with a policy of their own, as far as any discussion of theirs is shown. */
  ownPolicies(): Promise<readonly OwnPolicy[]>;
  /** Changes whenever anything in the store may have changed; cheap enough for every request. */
  revision(): string;
}
