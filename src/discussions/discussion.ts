import type { PublishPolicy } from './publish-policy.ts';

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
  readonly discordOnly: number;
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
