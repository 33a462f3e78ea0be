/** A message of the bot in the thread that shows (part of) a section. */
export interface SectionPost {
  readonly message: string;
  readonly section: string;
}

/** A comment that a moderator picked. Time in milliseconds since 1970; `by` is a shown name. */
export interface Recommendation {
  readonly comment: string;
  readonly note: string | null;
  readonly by: string;
  readonly at: number;
}

/** What a moderator pinned above the comments; `markdown` is Discord's. */
export interface Summary {
  readonly markdown: string;
  readonly by: string;
  readonly updatedAt: number;
}

/** How many replies there are: published, held back, and published ones per section's slug. */
export interface Counts {
  readonly comments: number;
  readonly discordOnly: number;
  readonly sections: Readonly<Record<string, number>>;
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
  readonly counts: Counts;
  /** At most 20, newest first. */
  readonly recommended: readonly Recommendation[];
  readonly summary: Summary | null;
  /** False while the thread is locked. */
  readonly open: boolean;
  /** False while its channel is not for everyone (hidden from @everyone, age-restricted): nothing of it is on the page. */
  readonly shown: boolean;
  /** Up to and including this message nothing was missed; the thread's own id at the start. */
  readonly cursor: string;
  /** Drawn when the record is built or rebuilt; with `version` it names one state of the discussion. */
  readonly epoch: string;
  readonly version: number;
}

/** What is known of a discussion when it is opened. */
export type NewDiscussion = Pick<Discussion, 'guild' | 'guildName' | 'thread' | 'channel' | 'article' | 'posts'>;
