import type { CommentRecord } from '../discussions/comment.ts';
import type { MemberHide, MemberRef, Membership } from '../discussions/consent.ts';
import type { Discussion } from '../discussions/discussion.ts';
import type { AuditStore } from './audit-log.ts';
import { keysOfGuild, keysOfThread } from './keys.ts';
import type { Memberships } from './memberships.ts';
import type { Store } from './store.ts';
import type { ThreadWork } from './thread-work.ts';

/** What a member left on others' comments as a moderator. */
export interface Traces {
  /** Takes the member's id off recommendations, summaries, hides and the log; what they decided stands, by nobody. */
  erase(member: MemberRef): Promise<void>;
}

/** Who a decision is by once that moderator was forgotten. */
const NOBODY = '';

/** Creates the erasure of a moderator's traces; it reads through all that the guild has. */
export function createTraces({
  store,
  work,
  memberships,
  audit,
}: {
  store: Store;
  work: ThreadWork;
  memberships: Memberships;
  audit: AuditStore;
}): Traces {
  async function eraseFromDiscussions({ guild, user }: MemberRef): Promise<void> {
    for await (const [, { thread }] of store.iterate<Discussion>(keysOfGuild(guild).discussions)) {
      await work.run({ guild, thread }, async (draft) => {
        const key = keysOfThread({ guild, thread }).discussion;
        const discussion = await draft.get(key);
        if (discussion) draft.set(key, withoutModerator(discussion, user));
      });
    }
  }

  async function eraseFromComments({ guild, user }: MemberRef): Promise<void> {
    const prefix = keysOfGuild(guild).comments;
    for await (const [key, record] of store.iterate<CommentRecord>(prefix)) {
      if (record.state !== 'hidden' || record.by !== user) continue;
      const [thread = '', id = ''] = key.slice(prefix.length).split(':');
      await work.run({ guild, thread }, async (draft) => {
        const comment = keysOfThread({ guild, thread }).comment(id);
        const known = await draft.get(comment);
        if (known?.state === 'hidden' && known.by === user) draft.set(comment, { ...known, by: NOBODY });
      });
    }
  }

  async function eraseFromMembers({ guild, user }: MemberRef): Promise<void> {
    const prefix = keysOfGuild(guild).members;
    const isTheirs = (hide: MemberHide | null): hide is MemberHide => hide?.by === user;
    for await (const [key, { hidden }] of store.iterate<Membership>(prefix)) {
      if (!isTheirs(hidden)) continue;
      await memberships.change({ guild, user: key.slice(prefix.length) }, (known) =>
        isTheirs(known.hidden) ? { ...known, hidden: { ...known.hidden, by: NOBODY } } : known,
      );
    }
  }

  return {
    async erase(member) {
      await eraseFromMembers(member);
      await eraseFromComments(member);
      await eraseFromDiscussions(member);
      await audit.forget(member);
    },
  };
}

/** Every version is raised: any discussion may have shown the name, in a mention or by a recommendation. */
function withoutModerator(discussion: Discussion, user: string): Discussion {
  const { recommended, summary, version } = discussion;
  return {
    ...discussion,
    recommended: recommended.map((one) => (one.by === user ? { ...one, by: NOBODY } : one)),
    summary: summary?.by === user ? { ...summary, by: NOBODY } : summary,
    version: version + 1,
  };
}
