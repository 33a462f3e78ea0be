import type { MemberRef } from './membership.ts';
import { compareSnowflakes, lastSnowflakeAt } from '../snowflake.ts';
import type { Closing } from './discussion-store.ts';
import type { Attempt } from './attempt-all.ts';
import type { Forgetting } from './erasure.ts';
import { FORGOTTEN, guildsKey, keysOfGuild, keysOfThread, restoredKey } from './keys.ts';
import type { Memberships } from './memberships.ts';
import { entriesAfter } from '../store/paged-list.ts';
import type { Restoring } from './restored-backup.ts';
import type { Propagation } from './propagation.ts';
import type { Store } from '../store/store.ts';
import type { ThreadWork } from './thread-work.ts';
import type { MemberReferences } from './member-references.ts';

interface Parts {
  readonly store: Store;
  readonly work: ThreadWork;
  readonly memberships: Memberships;
  readonly closing: Closing;
  readonly spreading: Propagation;
  readonly forgetting: Forgetting;
  readonly traces: MemberReferences;
  readonly restoring: Restoring;
}

/** What was begun and not finished. */
export interface Unfinished {
  /** Goes on with closings, choices and forgets that failed in the middle, or whose process ended. */
  resume(attempt: Attempt): Promise<void>;
  /** The same, at the start: and takes off again what a restored backup brought back. Rejects when anything fails. */
  atStart(): Promise<void>;
}

/** Creates it. */
export function createUnfinished(parts: Parts): Unfinished {
  const { store, work, memberships, closing, spreading, forgetting, traces, restoring } = parts;

  function resumeOne(guild: string, [what = '', id = '', user = '']: readonly string[]): Promise<void> {
    if (what === 'tidying') return spreading.tidy({ guild, user }, id);
    if (what === 'closing') return closing.erase({ guild, thread: id });
    if (what === 'forgetting') return forgetting.resume({ guild, user: id });
    return spreading.run({ guild, user: id });
  }

  const guilds = async () => (await store.get(guildsKey)) ?? [];

  async function resume(attempt: Attempt): Promise<void> {
    for (const guild of await guilds()) {
      const prefix = keysOfGuild(guild).unfinished;
      for await (const [key] of store.iterate(prefix)) {
        await attempt(() => resumeOne(guild, key.slice(prefix.length).split(':')));
      }
    }
  }

  /** A mark that outlived a restored backup names nobody: only whoever is in the store can be looked up under it. */
  async function forgetAgain(guild: string, isRestored: boolean): Promise<void> {
    const prefix = keysOfGuild(guild).members;
    const moderators = await traces.moderators(guild);
    const mentioned = isRestored ? await traces.mentioned(guild) : new Set<string>();
    const users = new Set([...moderators.keys(), ...mentioned]);
    for await (const [key] of store.iterate(prefix)) users.add(key.slice(prefix.length));
    for (const user of users) {
      const member = { guild, user };
      const at = await memberships.forgottenAt(member);
      if (at === undefined) continue;
      const isBack = (moderators.get(user) ?? Infinity) <= at || (await hasFromBefore(member, at));
      if (isBack || mentioned.has(user)) await forgetting.forget(member, { at, decided: at });
    }
  }

  async function hasFromBefore({ guild, user }: MemberRef, at: number): Promise<boolean> {
    const { consent, publicAfter, hidden, threads } = await memberships.read({ guild, user });
    const outlived = hidden?.at === at; // a hide outlives the forget, as old as that
    const decisions = [consent, outlived ? null : hidden].flatMap((decision) => decision?.at ?? []);
    const oldest = await Promise.all(
      threads.map((thread) =>
        work.run({ guild, thread }, async (tx) => {
          const [first] = await entriesAfter(tx, keysOfThread({ guild, thread }).wrote(user), '');
          return first?.[0];
        }),
      ),
    );
    const ids = oldest.filter((id) => id !== undefined);
    const hasAnythingSince = [decisions, ids].some((some) => some.length > 0) || !isUpTo(publicAfter, at);
    return decisions.some((decided) => decided <= at) || ids.some((id) => isUpTo(id, at)) || !hasAnythingSince;
  }

  async function isAnybodyForgotten(): Promise<boolean> {
    for await (const _mark of store.iterate(FORGOTTEN)) return true;
    return false;
  }

  return {
    resume,
    async atStart() {
      await resume(async (work) => void (await work()));
      const isRestored = (await store.get(restoredKey)) ?? false;
      if (isRestored) await restoring.run(await guilds());
      if (await isAnybodyForgotten()) for (const guild of await guilds()) await forgetAgain(guild, isRestored);
      if (isRestored) await store.setMany([{ key: restoredKey, value: undefined }]);
      await forgetting.clear();
    },
  };
}

const isUpTo = (id: string, at: number): boolean => compareSnowflakes(id, lastSnowflakeAt(at)) <= 0;
