import type { Duties } from './badges.ts';
import type { MemberRef, Membership } from './membership.ts';
import type { ConsentRequest, Waiting } from './consent-request.ts';
import type { AuditEntry } from './audit.ts';
import type { Answers, CommentRecord, Conversation } from './comment.ts';
import type { Discussion, Place, ThreadRef } from './discussion.ts';
import type { GuildSettings } from './settings.ts';
import type { Key } from '../store/store.ts';
import type { TopList, ListKeys } from '../store/lists.ts';

/** A list that the page shows: a thread's comments, or one section's, by time and by score. */
export interface CommentListKeys extends ListKeys {
  readonly top: Key<TopList>;
}

/** Ids of the guilds that have anything in the store. */
export const guildsKey: Key<readonly string[]> = 'guilds';

/** What names this installation. */
export const instanceKey: Key<{ readonly secret: string; readonly schema: number }> = 'instance';

/** What stays of a forgotten member; `when` in milliseconds since 1970. */
export interface ForgottenMark {
  readonly when: number;
  /** A moderator had hidden everything by the member: that outlives the erasure. */
  readonly isHidden?: true;
}

/** The mark of a forgotten member; the word hides which one. */
export const forgottenKey = (word: string): Key<ForgottenMark> => `${FORGOTTEN}${word}`;

/** Begins every mark of a forgotten member. */
export const FORGOTTEN = 'forgotten:';

/** When something was decided; `when` in milliseconds since 1970. */
export interface DecidedMark {
  readonly when: number;
}

/** The mark of a decision; the name hides about which member or comment. */
export const decidedKey = (name: string): Key<DecidedMark> => `${DECIDED}${name}`;

/** Begins every mark of a decision. */
export const DECIDED = 'decided:';

/** How many keys are erased in one write. */
export const ERASED_TOGETHER = 500;

// Some stored names keep old words, such as `unclean` and `spreading`: stores that exist have them.

/** Set while the disk may still hold erased words: a vacuum is due. */
export const vacuumPendingKey: Key<true> = 'unclean';

/** Set while a vacuum is under way. */
export const vacuumRunningKey: Key<true> = 'scrubbing';

/** Set until all that a restored backup brought back is erased again. */
export const restoredKey: Key<true> = 'restored';

/** Begins every key of a guild; the braces make Redis keep them all in one slot. */
const guildPrefix = (guild: string): string => `{${guild}}:`;

/** The guild that a key belongs to; undefined for none. */
export const guildOf = (key: string): string | undefined => /^\{(\d+)\}:/u.exec(key)?.[1];

/** Kinds of work that may be pending for a guild, as their keys name them. */
export const PENDING = {
  closing: 'closing',
  forgetting: 'forgetting',
  leaving: 'tidying',
  propagation: 'spreading',
} as const;

/** Keys of a guild; an article comes last in its key, because its address may contain colons. */
export const keysOfGuild = (guild: string) => {
  const prefix = guildPrefix(guild);
  const pendingWork = `${prefix}unfinished:`;
  return {
    all: prefix,
    /** When the guild removed the bot. */
    left: `${prefix}left` as Key<number>,
    discussions: `${prefix}discussion:`,
    places: `${prefix}place:`,
    pendingWork,
    place: (article: string): Key<Place> => `${prefix}place:${article}`,
    members: `${prefix}member:`,
    comments: `${prefix}comment:`,
    /** Begins the directory of every list that the page shows. */
    lists: `${prefix}pages:`,
    settings: `${prefix}guild` as Key<Partial<GuildSettings>>,
    /** How many lines the log ever had, erased ones included. */
    audited: `${prefix}audited` as Key<number>,
    /** A line of the log, which is a ring: the newest line replaces the oldest. */
    audit: (place: number): Key<AuditEntry> => `${prefix}audit:${place}`,
    member: (user: string): Key<Membership> => `${prefix}member:${user}`,
    name: (user: string): Key<string> => `${prefix}name:${user}`,
    /** Only beside a name. */
    duties: (user: string): Key<Duties> => `${prefix}duties:${user}`,
    /** A random word, drawn anew whenever a shown name or its badge changes or goes, because any page may show that member. */
    named: `${prefix}named` as Key<string>,
    /** Set while a closed thread is being erased. */
    closing: (thread: string): Key<true> => `${pendingWork}${PENDING.closing}:${thread}`,
    /** Set while a member is being forgotten; the value says up to when their decisions as a moderator are erased. */
    forgetting: (user: string): Key<number> => `${pendingWork}${PENDING.forgetting}:${user}`,
    /** Set until the thread is off the list of a member who may have nothing left in it. */
    leaving: (thread: string, user: string): Key<true> => `${pendingWork}${PENDING.leaving}:${thread}:${user}`,
    undos: `${prefix}undo:`,
    /** Set while a member's last withdrawal can be undone; since when. */
    undo: (user: string): Key<number> => `${prefix}undo:${user}`,
    /** Set while a change of a member is being applied to their discussions; counts the changes. */
    propagationMark: (user: string): Key<number> => `${pendingWork}${PENDING.propagation}:${user}`,
  };
};

/** Keys of a thread. */
export const keysOfThread = ({ guild, thread }: ThreadRef) => {
  const prefix = guildPrefix(guild);
  return {
    discussion: `${prefix}discussion:${thread}` as Key<Discussion>,
    comment: (id: string): Key<CommentRecord> => `${prefix}comment:${thread}:${id}`,
    replies: (id: string): Key<Answers> => `${prefix}replies:${thread}:${id}`,
    /** All comments of the thread, or those about one section. */
    list: (section: string | null): CommentListKeys =>
      listKeys(prefix, section === null ? thread : `${thread}/${section}`),
    /** A conversation, by the id of its head. */
    conversation: (root: string): Key<Conversation> => `${prefix}head:${thread}:${root}`,
    /** Ids of a conversation's answers on the page; the scores mean nothing. */
    answers: (root: string): ListKeys => ({
      directory: `${prefix}conv:${thread}:${root}`,
      page: (label) => `${prefix}conv:${thread}:${root}:${label}`,
    }),
    /** Ids of the heads of all conversations with anything on the page, or of those with anything about one section; the scores mean nothing. */
    heads: (section: string | null): ListKeys => {
      const list = section === null ? thread : `${thread}/${section}`;
      return { directory: `${prefix}heads:${list}`, page: (label) => `${prefix}heads:${list}:${label}` };
    },
    /** Ids of held replies, by which expired ones are found; the scores mean nothing. */
    held: {
      directory: `${prefix}held:${thread}`,
      page: (label: string) => `${prefix}held:${thread}:${label}`,
    } as ListKeys,
    /** The bot's message that asks for consent. */
    consentRequest: `${prefix}asking:${thread}` as Key<ConsentRequest>,
    /** Members who have yet to answer it. */
    waiting: `${prefix}waiting:${thread}` as Key<Waiting>,
    /** Ids of a member's messages, published or not; the scores mean nothing. */
    wrote: (user: string): ListKeys => ({
      directory: `${prefix}wrote:${thread}:${user}`,
      page: (label) => `${prefix}wrote:${thread}:${user}:${label}`,
    }),
    /** Prefixes of the keys that go with the thread. */
    prefixes: [
      ...['comment', 'replies', 'wrote', 'held', 'index', 'head', 'heads', 'conv'].map(
        (kind) => `${prefix}${kind}:${thread}:`,
      ),
      ...['index', 'pages', 'top', 'heads'].map((kind) => `${prefix}${kind}:${thread}/`),
    ],
    /** The other keys that go with the thread. */
    others: ['pages', 'top', 'heads', 'held', 'waiting', 'asking'].map((kind) => `${prefix}${kind}:${thread}`),
  };
};

/** Keys of a thread, by name. */
export type ThreadKeys = ReturnType<typeof keysOfThread>;

const listKeys = (prefix: string, list: string): CommentListKeys => ({
  directory: `${prefix}pages:${list}`,
  page: (label) => `${prefix}index:${list}:${label}`,
  top: `${prefix}top:${list}`,
});

/**
 * Kinds of queues in lock order: a job may wait for jobs of kinds further down, never for its own kind or one further
 * up, so that no two jobs wait for each other. A job's writes may wait for `guilds`. The bot's own queues
 * (src/discord/runtime/tasks.ts) come before all of these. Tests refuse a job that breaks the order.
 */
export const LOCK_ORDER = ['propagation', 'thread', 'member', 'settings', 'audit', 'guild', 'guilds'] as const;

/** Names of queues; each key of the store is written in one of them only. */
export const queueOf = {
  /** Long work on a member: a change applied to their discussions, or an erasure. */
  propagation: ({ guild, user }: MemberRef): string => `propagation:${guild}:${user}`,
  thread: ({ guild, thread }: ThreadRef): string => `thread:${guild}:${thread}`,
  /** What is kept of a member besides their messages. */
  member: ({ guild, user }: MemberRef): string => `member:${guild}:${user}`,
  settings: (guild: string): string => `settings:${guild}`,
  audit: (guild: string): string => `audit:${guild}`,
  /** Whether the bot is in the guild. */
  guild: (guild: string): string => `guild:${guild}`,
  /** The list of all guilds. */
  guilds: (): string => 'guilds',
} satisfies Record<(typeof LOCK_ORDER)[number], (...of: never[]) => string>;
