import type { GuildStore } from '../discussions/ports.ts';
import type { Discussion } from '../discussions/discussion.ts';
import { DAY } from '../discussions/retention.ts';
import type { Closing } from './closing.ts';
import type { Attempt } from './each-by-itself.ts';
import type { ListedStore } from './guild-list.ts';
import { keysOfGuild, uncleanKey } from './keys.ts';
import type { Memberships } from './memberships.ts';
import type { WorkQueues } from './work-queues.ts';

/** Guilds that removed the bot, and what becomes of what was kept of them. */
export interface Farewells extends GuildStore {
  /** Erases guilds that removed the bot so many days ago; of members stays what keeps their words off the page. */
  expireLeft(now: number, days: number, attempt: Attempt): Promise<void>;
}

interface FarewellParts {
  readonly listed: ListedStore;
  readonly queues: WorkQueues;
  readonly memberships: Memberships;
  readonly closing: Closing;
  /** Drops what is remembered of a guild in this process. */
  readonly forgetGuild: (guild: string) => void;
}

/** How many keys are erased in one write. */
const ERASED_TOGETHER = 500;

/** Creates the erasure of guilds; it goes on from the start of the guild when it was cut off. */
export function createFarewells({ listed, queues, memberships, closing, forgetGuild }: FarewellParts): Farewells {
  const { store } = listed;
  const leftAt = (guild: string) => store.get(keysOfGuild(guild).left);
  const inTurn = (guild: string, work: () => Promise<void>) => queues.run(`guild:${guild}`, work);

  async function eraseMembers(guild: string): Promise<void> {
    const { members } = keysOfGuild(guild);
    for await (const [key] of store.iterate(members))
      await memberships.farewell({ guild, user: key.slice(members.length) });
  }

  /** Settings, log, and whatever else is left but members: unless the guild takes the bot back meanwhile. */
  async function eraseRest(guild: string): Promise<void> {
    const { all, members, left } = keysOfGuild(guild);
    let some: string[] = [];
    const remove = () =>
      inTurn(guild, async () => {
        if ((await leftAt(guild)) === undefined) return;
        await store.setMany(some.map((key) => ({ key, value: undefined })));
        forgetGuild(guild);
      });
    for await (const [key] of store.iterate(all)) {
      if (key === left || key.startsWith(members)) continue;
      some.push(key);
      if (some.length < ERASED_TOGETHER) continue;
      await remove();
      some = [];
    }
    await remove();
  }

  async function erase(guild: string): Promise<void> {
    const { discussions, left } = keysOfGuild(guild);
    await eraseMembers(guild); // first: each closing looks through those who are left
    for await (const [, { thread }] of store.iterate<Discussion>(discussions)) await closing.close({ guild, thread });
    await eraseRest(guild);
    await store.setMany([
      { key: uncleanKey, value: true },
      { key: left, value: undefined },
    ]);
    await listed.tidy(guild);
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
