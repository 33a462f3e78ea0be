/** What a guild chose for itself. */
export interface GuildSettings {
  /** The channel in which its discussions are opened unless somebody picks another one. */
  readonly homeChannel: string | null;
}

/** Where guilds' settings are kept; a guild that chose nothing has the defaults. */
export interface GuildSettingsStore {
  settings(guild: string): Promise<GuildSettings>;
  change(guild: string, settings: Partial<GuildSettings>): Promise<void>;
}

export const DEFAULT_SETTINGS: GuildSettings = { homeChannel: null };
