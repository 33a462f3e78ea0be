import type { PublishPolicy } from './visibility.ts';

/** What a guild chose for itself. */
export interface GuildSettings {
  /** The channel in which its discussions are opened unless somebody picks another one. */
  readonly homeChannel: string | null;
  /** Who may open discussions: whoever may open threads there in Discord, or moderators only. */
  readonly openers: Openers;
  /** The guild's own choice, which beats PUBLISH_POLICY; null for none. */
  readonly policy: PublishPolicy | null;
  /** A role whose members are moderators here although they lack Manage Messages. */
  readonly moderatorRole: string | null;
  /** Where reports go. */
  readonly moderatorChannel: string | null;
  /** The one role that `notify: true` of /article may ping. */
  readonly notifyRole: string | null;
  /** BCP 47 tag of what the bot posts for everyone; null: the guild's own language on Discord. */
  readonly language: string | null;
  /** The invite for readers; null: DISCORD_INVITE. */
  readonly invite: string | null;
  /** Articles published after this time (milliseconds since 1970) are posted by themselves; null: none are. */
  readonly postsArticlesSince: number | null;
  /** Keys of articles published since then that are not posted by themselves any more: they were, or there was no need. */
  readonly postedArticles: readonly string[];
}

/** Who may open a discussion: whom Discord lets, or moderators alone. */
export const OPENERS = ['discord', 'moderators'] as const;
export type Openers = (typeof OPENERS)[number];

/** Where guilds' settings are kept; a guild that chose nothing has the defaults. */
export interface GuildSettingsStore {
  settings(guild: string): Promise<GuildSettings>;
  change(guild: string, settings: Partial<GuildSettings>): Promise<void>;
}

/** What counts where a guild chose nothing. */
export const DEFAULT_SETTINGS: GuildSettings = {
  homeChannel: null,
  openers: 'discord',
  policy: null,
  moderatorRole: null,
  moderatorChannel: null,
  notifyRole: null,
  language: null,
  invite: null,
  postsArticlesSince: null,
  postedArticles: [],
};
