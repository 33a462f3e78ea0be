import type { Membership } from '../discussions/consent.ts';
import type { ThreadRef } from '../discussions/ports.ts';
import { keysOfGuild, keysOfThread, uncleanKey } from './keys.ts';
import type { Memberships } from './memberships.ts';
import type { Store } from './store.ts';
import type { ThreadWork } from './thread-work.ts';

/** Takes a thread's discussion off the page and erases what was kept of it. */
export interface Closing {
  close(ref: ThreadRef): Promise<void>;
  /** The second half of `close`; may be run again when it was interrupted. */
  erase(ref: ThreadRef): Promise<void>;
}

/** How many keys are erased in one write. */
const ERASED_TOGETHER = 500;

/** Creates the closing of discussions. */
export function createClosing({
  store,
  work,
  memberships,
}: {
  store: Store;
  work: ThreadWork;
  memberships: Memberships;
}): Closing {
  async function erase(ref: ThreadRef): Promise<void> {
    const keys = keysOfThread(ref);
    const { members } = keysOfGuild(ref.guild);
    for await (const [key, { threads }] of store.iterate<Membership>(members)) {
      if (threads.includes(ref.thread))
        await memberships.leave({ guild: ref.guild, user: key.slice(members.length) }, ref.thread);
    }
    const remove = (some: readonly string[]) =>
      work.run(ref, async (draft) => {
        for (const key of some) draft.delete(key);
      });
    for (const prefix of keys.all) {
      let some: string[] = [];
      for await (const [key] of store.iterate(prefix)) {
        some.push(key);
        if (some.length < ERASED_TOGETHER) continue;
        await remove(some);
        some = [];
      }
      await remove(some);
    }
    await work.run(ref, async (draft) => {
      for (const key of [...keys.whole, keysOfGuild(ref.guild).closing(ref.thread)]) draft.delete(key);
      draft.set(uncleanKey, true);
    });
  }

  return {
    erase,
    async close(ref) {
      await work.run(ref, async (draft) => {
        const keys = keysOfThread(ref);
        const discussion = await draft.get(keys.discussion);
        if (!discussion) return;
        const guildKeys = keysOfGuild(ref.guild);
        const place = await draft.get(guildKeys.place(discussion.article));
        if (place?.thread === ref.thread) draft.delete(guildKeys.place(discussion.article));
        draft.delete(keys.discussion);
        draft.set(guildKeys.closing(ref.thread), true);
      });
      await erase(ref);
    },
  };
}
