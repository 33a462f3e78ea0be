import { createDrafts } from './draft.ts';
import { guildOf, guildsKey, keysOfGuild } from './keys.ts';
import type { Store } from './store.ts';
import { createWorkQueues } from './work-queues.ts';

/** A store that lists each guild of which anything is written to it, and what can be done with that list. */
export interface ListedStore {
  readonly store: Store;
  /** Every guild of which anything is in the store. */
  all(): Promise<readonly string[]>;
  /** Takes a guild off the list if nothing of it is in the store any more. */
  tidy(guild: string): Promise<void>;
}

/** Makes a store keep the list of its guilds: whoever is looked for, or has a time to end, is found by it. */
export function listGuilds(store: Store): ListedStore {
  const queues = createWorkQueues(createDrafts({ store, isHot: () => false }));
  const known = new Set<string>();

  async function register(guilds: readonly string[]): Promise<void> {
    await queues.run('guilds', async (draft) => {
      const listed = (await draft.get(guildsKey)) ?? [];
      const added = guilds.filter((guild) => !listed.includes(guild));
      if (added.length > 0) draft.set(guildsKey, [...listed, ...added]);
    });
    for (const guild of guilds) known.add(guild);
  }

  return {
    store: {
      ...store,
      async setMany(writes) {
        const guilds = new Set(writes.flatMap(({ key, value }) => (value === undefined ? [] : (guildOf(key) ?? []))));
        const added = [...guilds].filter((guild) => !known.has(guild));
        if (added.length > 0) await register(added);
        await store.setMany(writes);
      },
    },
    all: async () => (await store.get(guildsKey)) ?? [],
    tidy: (guild) =>
      queues.run('guilds', async (draft) => {
        known.delete(guild); // whatever is written from now on lists it again, behind this
        for await (const _entry of store.iterate(keysOfGuild(guild).all)) return;
        draft.set(
          guildsKey,
          ((await draft.get(guildsKey)) ?? []).filter((listed) => listed !== guild),
        );
      }),
  };
}
