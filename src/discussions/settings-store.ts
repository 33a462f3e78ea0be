import { DEFAULT_SETTINGS, type GuildSettingsStore } from './settings.ts';
import { createTransactions, createKeyedQueues, type KeyedQueues } from '../store/queues.ts';
import { keysOfGuild, queueOf } from './keys.ts';
import type { Store } from '../store/store.ts';

/** Creates the settings store. Without `queues` nothing is cached, so that it sees other processes' changes. */
export function createGuildSettingsStore({
  store,
  queues = createKeyedQueues(createTransactions({ store, isHot: () => false })),
}: {
  store: Store;
  queues?: KeyedQueues;
}): GuildSettingsStore {
  return {
    settings: (guild) =>
      queues.run(queueOf.settings(guild), async (tx) => ({
        ...DEFAULT_SETTINGS,
        ...(await tx.get(keysOfGuild(guild).settings)),
      })),
    change: (guild, settings) =>
      queues.run(queueOf.settings(guild), async (tx) => {
        const key = keysOfGuild(guild).settings;
        tx.set(key, { ...(await tx.get(key)), ...settings });
      }),
  };
}
