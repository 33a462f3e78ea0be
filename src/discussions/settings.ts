import type { PublishPolicy } from './visibility.ts';

/** What a guild chose for itself. */
export interface GuildSettings {
  /** The channel for its discussions unless somebody picks another one. */
  readonly homeChannel: string | null;
  /** Who may open discussions. */
  readonly openers: Openers;
  /** The guild's own choice, which beats PUBLISH_POLICY; null for none. */
  readonly policy: PublishPolicy | null;
  /** A role whose members are moderators here although they lack Manage Messages. */
  readonly moderatorRole: string | null;
  /** Roles whose members have the badge "Staff". */
  readonly staffRoles: readonly string[];
  /** Roles whose members have the badge "Author", whatever the article. */
  readonly authorRoles: readonly string[];
  /** Custom emoji that count like a thumbs-up. */
  readonly positiveEmoji: readonly ChosenEmoji[];
  /** The channel for reports. */
  readonly moderatorChannel: string | null;
  /** The one role that `notify: true` of /article may ping. */
  readonly notifyRole: string | null;
  /** BCP 47 tag of the bot's public posts; null: the guild's language on Discord. */
  readonly language: string | null;
  /** The invite for readers; null: DISCORD_INVITE. */
  readonly invite: string | null;
  /** Comments close so many days after the article; null: they do not close by themselves. */
  readonly closesAfterDays: number | null;
  /** Whether the author of a recommended comment is told privately. */
  readonly tellsRecommended: boolean;
  /** Articles published after this time (milliseconds since 1970) are posted automatically; null: none are. */
  readonly postsArticlesSince: number | null;
  /** Keys of articles published since then that need no automatic post any more. */
  readonly postedArticles: readonly string[];
}

/** A custom emoji by Discord's id, with the name that it had when it was chosen. */
export interface ChosenEmoji {
  readonly id: string;
  readonly name: string;
}

/** Who may open discussions: everyone who may open threads in the channel, or moderators only. */
export const OPENERS = ['discord', 'moderators'] as const;
export type Openers = (typeof OPENERS)[number];

/** Guilds' settings; a guild that chose nothing has the defaults. */
export interface GuildSettingsStore {
  settings(guild: string): Promise<GuildSettings>;
  change(guild: string, settings: Partial<GuildSettings>): Promise<void>;
}

/** The settings of a guild that chose nothing. */
export const DEFAULT_SETTINGS: GuildSettings = {
  homeChannel: null,
  openers: 'discord',
  policy: null,
  moderatorRole: null,
  staffRoles: [],
  authorRoles: [],
  positiveEmoji: [],
  moderatorChannel: null,
  notifyRole: null,
  language: null,
  invite: null,
  closesAfterDays: null,
  tellsRecommended: true,
  postsArticlesSince: null,
  postedArticles: [],
};
