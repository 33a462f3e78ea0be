import { DEFAULT_SETTINGS, type GuildSettingsStore } from '../discussions/settings.ts';
import { createDrafts } from './draft.ts';
import { keysOfGuild } from './keys.ts';
import type { Store } from './store.ts';
import { createWorkQueues, type WorkQueues } from './work-queues.ts';

/** Guilds' settings, one record a guild; with `queues` of its own nothing is remembered, so other processes' changes are seen. */
export function createGuildSettingsStore({
  store,
  queues = createWorkQueues(createDrafts({ store, isHot: () => false })),
}: {
  store: Store;
  queues?: WorkQueues;
}): GuildSettingsStore {
  return {
    settings: (guild) =>
      queues.run(`settings:${guild}`, async (draft) => ({
        ...DEFAULT_SETTINGS,
        ...(await draft.get(keysOfGuild(guild).settings)),
      })),
    change: (guild, settings) =>
      queues.run(`settings:${guild}`, async (draft) => {
        const key = keysOfGuild(guild).settings;
        draft.set(key, { ...(await draft.get(key)), ...settings });
      }),
  };
}
