import { createTransactions, createKeyedQueues, type KeyedQueues } from '../store/queues.ts';
import { ERASED_TOGETHER, guildOf, guildsKey, keysOfGuild, queueOf, vacuumPendingKey } from './keys.ts';
import { inBatches, type Store } from '../store/store.ts';
import type { Discussion } from './discussion.ts';
import { DAY } from '../clock.ts';
import type { Closing } from './discussion-store.ts';
import type { Attempt } from './expiry.ts';
import type { Memberships } from './memberships.ts';

/** The guilds with anything in the store. */
export interface GuildStore {
  all(): Promise<readonly string[]>;
  /** Records when the guild removed the bot (milliseconds since 1970); the first such moment counts until the bot is back. */
  left(guild: string, at: number): Promise<void>;
  /** Records that the bot is in the guild. */
  present(guild: string): Promise<void>;
}

/** A store that keeps a list of the guilds with anything in it. */
export interface ListedStore {
  readonly store: Store;
  /** Every guild with anything in the store. */
  all(): Promise<readonly string[]>;
  /** Takes a guild off the list if nothing of it is left. */
  unlistIfEmpty(guild: string): Promise<void>;
}

/** Makes a store list its guilds: page, expiry and recovery find everything through that list. */
export function listGuilds(store: Store): ListedStore {
  const queues = createKeyedQueues(createTransactions({ store, isHot: () => false }));
  const known = new Set<string>();

  async function register(guilds: readonly string[]): Promise<void> {
    await queues.run(queueOf.guilds(), async (tx) => {
      const listed = (await tx.get(guildsKey)) ?? [];
      const added = guilds.filter((guild) => !listed.includes(guild));
      if (added.length > 0) tx.set(guildsKey, [...listed, ...added]);
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
    unlistIfEmpty: (guild) =>
      queues.run(queueOf.guilds(), async (tx) => {
        known.delete(guild); // a write from now on lists it again, after this job
        for await (const _entry of store.iterate(keysOfGuild(guild).all)) return;
        tx.set(
          guildsKey,
          ((await tx.get(guildsKey)) ?? []).filter((listed) => listed !== guild),
        );
      }),
  };
}

/** Guilds that removed the bot, and the erasure of what was kept of them. */
export interface DepartedGuilds extends GuildStore {
  /** Erases guilds that removed the bot at least `days` days ago, except for what keeps members' words off the page. */
  expireLeft(now: number, days: number, attempt: Attempt): Promise<void>;
}

interface DepartedGuildsParts {
  readonly listed: ListedStore;
  readonly queues: KeyedQueues;
  readonly memberships: Memberships;
  readonly closing: Closing;
  /** Drops a guild from this process's cache. */
  readonly forgetGuild: (guild: string) => void;
}

/** Creates the erasure of guilds; after an interruption it starts again with the guild. */
export function createDepartedGuilds({
  listed,
  queues,
  memberships,
  closing,
  forgetGuild,
}: DepartedGuildsParts): DepartedGuilds {
  const { store } = listed;
  const leftAt = (guild: string) => store.get(keysOfGuild(guild).left);
  const inTurn = (guild: string, work: () => Promise<void>) => queues.run(queueOf.guild(guild), work);

  async function eraseMembers(guild: string): Promise<void> {
    const { members } = keysOfGuild(guild);
    for await (const [key] of store.iterate(members))
      await memberships.keepWithdrawals({ guild, user: key.slice(members.length) });
  }

  /** Erases settings, the log and all else but members, unless the guild takes the bot back meanwhile. */
  async function eraseRest(guild: string): Promise<void> {
    const { all, members, left } = keysOfGuild(guild);
    for await (const entries of inBatches(store.iterate(all), ERASED_TOGETHER)) {
      const keys = entries.map(([key]) => key).filter((key) => key !== left && !key.startsWith(members));
      await inTurn(guild, async () => {
        if ((await leftAt(guild)) === undefined) return;
        await store.setMany(keys.map((key) => ({ key, value: undefined })));
        forgetGuild(guild);
      });
    }
  }

  async function erase(guild: string): Promise<void> {
    const { discussions, left } = keysOfGuild(guild);
    await eraseMembers(guild); // first: each closing looks through those who are left
    for await (const [, { thread }] of store.iterate<Discussion>(discussions)) await closing.close({ guild, thread });
    await eraseRest(guild);
    await store.setMany([
      { key: vacuumPendingKey, value: true },
      { key: left, value: undefined },
    ]);
    await listed.unlistIfEmpty(guild);
  }

  return {
    all: listed.all,
    left: (guild, at) =>
      inTurn(guild, async () => {
        if ((await leftAt(guild)) === undefined) await store.setMany([{ key: keysOfGuild(guild).left, value: at }]);
      }),
    present: (guild) =>
      inTurn(guild, async () => {
        if ((await leftAt(guild)) !== undefined)
          await store.setMany([{ key: keysOfGuild(guild).left, value: undefined }]);
      }),
    async expireLeft(now, days, attempt) {
      for (const guild of await listed.all()) {
        const since = await leftAt(guild);
        if (since !== undefined && since + days * DAY <= now) await attempt(() => erase(guild));
      }
    },
  };
}
