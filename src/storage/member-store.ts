import type { HeldReplies, MemberRef, MemberStore } from '../discussions/consent.ts';
import { afterChoice, afterMemberHide, closedUntil } from '../discussions/membership-rules.ts';
import { authorOf } from '../discussions/comment-rules.ts';
import type { AuditStore } from './audit-log.ts';
import type { Forgetting } from './forgetting.ts';
import { keysOfThread } from './keys.ts';
import { createMemberExport } from './member-export.ts';
import type { Memberships } from './memberships.ts';
import { allEntries } from './paged-list.ts';
import type { Spreading } from './spreading.ts';
import type { Store } from './store.ts';
import type { ThreadWork } from './thread-work.ts';
import { type Written, writtenPages } from './written-pages.ts';

interface MemberStoreParts {
  readonly store: Store;
  readonly work: ThreadWork;
  readonly memberships: Memberships;
  readonly spreading: Spreading;
  readonly forgetting: Forgetting;
  readonly audit: AuditStore;
}

/** Keeps what members decide and carries it to their comments; each call resolves once all of it is in the store. */
export function createMemberStore(parts: MemberStoreParts): MemberStore {
  const { work, memberships, spreading, forgetting } = parts;

  async function decide(member: MemberRef, rule: Parameters<Memberships['change']>[1]): Promise<void> {
    await memberships.change(member, rule);
    await spreading.run(member);
  }

  async function* written(member: MemberRef): AsyncGenerator<{ thread: string; page: readonly Written[] }> {
    for (const thread of (await memberships.read(member)).threads) {
      for await (const page of writtenPages(work, { member, thread }, async (_draft, some) => some)) {
        yield { thread, page };
      }
    }
  }

  return {
    membership: memberships.read,
    async choose(member, consent) {
      // Who was forgotten since decided it as somebody of whom nothing is known any more.
      await decide(member, (known, forgottenAt = -1) =>
        consent.at <= forgottenAt ? known : afterChoice(known, consent),
      );
      return (await memberships.read(member)).consent?.choice === consent.choice;
    },
    onlyNew: (member, at) => decide(member, (known) => closedUntil(known, at)),
    hideMember: (member, hide) => decide(member, (known) => afterMemberHide(known, hide)),
    async rename(member, name) {
      if (await memberships.rename(member, name)) await spreading.run(member);
    },
    async *held(member) {
      for await (const { thread, page } of written(member)) {
        const ids = page.filter(({ record }) => record?.state === 'discordOnly').map(({ id }) => id);
        if (ids.length > 0) yield { thread, ids } satisfies HeldReplies;
      }
    },
    overdue: (ref) =>
      work.run(ref, async (draft) => {
        const keys = keysOfThread(ref);
        const [discussion = {}, held] = [await draft.get(keys.discussion), await allEntries(draft, keys.held)];
        await draft.load(held.map(([id]) => keys.comment(id)));
        const overdue: string[] = [];
        for (const [id] of held) {
          const user = authorOf(await draft.get(keys.comment(id)));
          if (user === null) continue;
          const standing = await memberships.standings({ guild: ref.guild, user }, discussion);
          if (standing(id).kind === 'public') overdue.push(id);
        }
        return overdue;
      }),
    waiting: (ref) => work.run(ref, async (draft) => (await draft.get(keysOfThread(ref).waiting)) ?? []),
    async publishedCount(member) {
      let count = 0;
      for await (const { page } of written(member)) {
        count += page.filter(({ record }) => record?.state === 'published').length;
      }
      return count;
    },
    export: createMemberExport(parts),
    async forget(member, at, { progress, decidedUntil = at } = {}) {
      await forgetting.forget(member, { at, decided: decidedUntil }, progress);
      await forgetting.clear();
    },
  };
}
