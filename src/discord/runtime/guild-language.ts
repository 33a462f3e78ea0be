import type { Client } from 'discord.js';
import type { GuildSettingsStore } from '../../discussions/settings.ts';
import { translator, type Translate } from '../../language/translate.ts';

/** The language of what everyone in a guild reads. */
export interface GuildLanguage {
  /** The one that the guild chose with /belowline setup, else its own on Discord. */
  of(guild: string): Promise<Translate>;
}

/** Asks for it anew each time: a guild may choose another one. */
export function createGuildLanguage({
  client,
  settings,
}: {
  client: Client;
  settings: GuildSettingsStore;
}): GuildLanguage {
  return {
    async of(guild) {
      const { language } = await settings.settings(guild);
      const preferred = client.guilds.cache.get(guild)?.preferredLocale;
      return translator(language ?? preferred);
    },
  };
}
