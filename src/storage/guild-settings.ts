import { DEFAULT_SETTINGS, type GuildSettings, type GuildSettingsStore } from '../discussions/settings.ts';
import { guildPrefix } from './keys.ts';
import type { Key, Store } from './store.ts';

const settingsKey = (guild: string): Key<Partial<GuildSettings>> => `${guildPrefix(guild)}guild`;

/** Guilds' settings, one record a guild. */
export function createGuildSettingsStore({ store }: { store: Store }): GuildSettingsStore {
  return {
    settings: async (guild) => ({ ...DEFAULT_SETTINGS, ...(await store.get(settingsKey(guild))) }),
    async change(guild, settings) {
      const known = await store.get(settingsKey(guild));
      await store.setMany([{ key: settingsKey(guild), value: { ...known, ...settings } }]);
    },
  };
}
