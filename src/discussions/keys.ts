import type { Membership } from './membership.ts';
import type { ConsentRequest, Waiting } from './consent-request.ts';
import type { AuditEntry } from './audit.ts';
import type { CommentRecord } from './comment.ts';
import type { Discussion, Place, ThreadRef } from './discussion.ts';
import type { GuildSettings } from './settings.ts';
import type { Key } from '../store/store.ts';
import type { TopList, ListKeys } from '../store/lists.ts';

/** A list of the page: the pages of a thread's comments, or of one section's, and the best of them. */
export interface CommentListKeys extends ListKeys {
  readonly top: Key<TopList>;
}

/** Ids of the guilds that have anything in the store. */
export const guildsKey: Key<readonly string[]> = 'guilds';

/** What names this installation. */
export const instanceKey: Key<{ readonly secret: string; readonly schema: number }> = 'instance';

/** What stays of a member who was forgotten; `when` in milliseconds since 1970. */
export interface ForgottenMark {
  readonly when: number;
  /** Moderators had hidden everything by them, now and later: that stands, by nobody. */
  readonly isHidden?: true;
}

/** Stands for a member who was forgotten, whose guild and id the word hides. */
export const forgottenKey = (word: string): Key<ForgottenMark> => `${FORGOTTEN}${word}`;

/** What every mark of the forgotten begins with. */
export const FORGOTTEN = 'forgotten:';

/** When something was decided; `when` in milliseconds since 1970. */
export interface DecidedMark {
  readonly when: number;
}

/** Stands for a decision; the name hides about whom, or what. */
export const decidedKey = (name: string): Key<DecidedMark> => `${DECIDED}${name}`;

/** What every mark of a decision begins with. */
export const DECIDED = 'decided:';

/** Stands since words were erased that the disk may still hold. */
export const vacuumPendingKey: Key<true> = 'unclean';

/** Stands while the disk is being cleared of them. */
export const vacuumRunningKey: Key<true> = 'scrubbing';

/** Stands while it is looked up what a restored backup brought back. */
export const restoredKey: Key<true> = 'restored';

/** What every key of a guild begins with: in braces, so that Redis keeps them all in one slot. */
const guildPrefix = (guild: string): string => `{${guild}}:`;

/** The guild that a key is of; undefined for one of no guild. */
export const guildOf = (key: string): string | undefined => /^\{(\d+)\}:/u.exec(key)?.[1];

/** Keys of a guild; the article is the last part, as its address may have colons. */
export const keysOfGuild = (guild: string) => {
  const prefix = guildPrefix(guild);
  return {
    all: prefix,
    /** Since when the bot is not in the guild, which removed it. */
    left: `${prefix}left` as Key<number>,
    discussions: `${prefix}discussion:`,
    places: `${prefix}place:`,
    pendingWork: `${prefix}unfinished:`,
    place: (article: string): Key<Place> => `${prefix}place:${article}`,
    members: `${prefix}member:`,
    comments: `${prefix}comment:`,
    settings: `${prefix}guild` as Key<Partial<GuildSettings>>,
    /** How many lines the log ever had. */
    audited: `${prefix}audited` as Key<number>,
    /** The log's lines in a ring: the newest takes the oldest's place. */
    audit: (place: number): Key<AuditEntry> => `${prefix}audit:${place}`,
    member: (user: string): Key<Membership> => `${prefix}member:${user}`,
    name: (user: string): Key<string> => `${prefix}name:${user}`,
    /** A random word, drawn again whenever a shown name changes or goes: any page may mention that member. */
    named: `${prefix}named` as Key<string>,
    /** Stands while a closed thread is being erased. */
    closing: (thread: string): Key<true> => `${prefix}unfinished:closing:${thread}`,
    /** Stands while what a member wrote is being erased: up to when their decisions as a moderator are. */
    forgetting: (user: string): Key<number> => `${prefix}unfinished:forgetting:${user}`,
    /** Stands until it was looked whether anything of a member is left in a thread. */
    leaving: (thread: string, user: string): Key<true> => `${prefix}unfinished:tidying:${thread}:${user}`,
    /** Stands while a member's choice or new name is being carried to their discussions. */
    propagationMark: (user: string): Key<number> => `${prefix}unfinished:spreading:${user}`,
  };
};

/** Keys of a thread. */
export const keysOfThread = ({ guild, thread }: ThreadRef) => {
  const prefix = guildPrefix(guild);
  return {
    discussion: `${prefix}discussion:${thread}` as Key<Discussion>,
    comment: (id: string): Key<CommentRecord> => `${prefix}comment:${thread}:${id}`,
    replies: (id: string): Key<number> => `${prefix}replies:${thread}:${id}`,
    /** All comments of the thread, or those about one section. */
    list: (section: string | null): CommentListKeys =>
      listKeys(prefix, section === null ? thread : `${thread}/${section}`),
    /** Ids of what is held until its author was asked, so that it is found when its time is over; the scores mean nothing. */
    held: {
      directory: `${prefix}held:${thread}`,
      page: (label: string) => `${prefix}held:${thread}:${label}`,
    } as ListKeys,
    /** The message that asks them. */
    consentRequest: `${prefix}asking:${thread}` as Key<ConsentRequest>,
    /** Whose replies wait for an answer. */
    waiting: `${prefix}waiting:${thread}` as Key<Waiting>,
    /** What a member wrote here, published or not; the scores mean nothing. */
    wrote: (user: string): ListKeys => ({
      directory: `${prefix}wrote:${thread}:${user}`,
      page: (label) => `${prefix}wrote:${thread}:${user}:${label}`,
    }),
    /** What every key that is to be erased with the thread begins with. */
    all: [
      ...['comment', 'replies', 'wrote', 'held', 'index'].map((kind) => `${prefix}${kind}:${thread}:`),
      ...['index', 'pages', 'top'].map((kind) => `${prefix}${kind}:${thread}/`),
    ],
    /** The keys that are to be erased with the thread and have no longer form. */
    whole: ['pages', 'top', 'held', 'waiting', 'asking'].map((kind) => `${prefix}${kind}:${thread}`),
  };
};

/** Keys of a thread, by name. */
export type ThreadKeys = ReturnType<typeof keysOfThread>;

/** The name of the queue in which everything of a thread is changed. */
export const threadQueue = ({ guild, thread }: ThreadRef): string => `thread:${guild}:${thread}`;

const listKeys = (prefix: string, list: string): CommentListKeys => ({
  directory: `${prefix}pages:${list}`,
  page: (label) => `${prefix}index:${list}:${label}`,
  top: `${prefix}top:${list}`,
});
