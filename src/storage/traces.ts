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
  /** Takes the member's id off what they decided up to a time: recommendations, summaries, hides, the log. It stands, by nobody. */
  erase(member: MemberRef, at: number): Promise<void>;
  /** When each who decided something in a guild first did, by user id, as far as discussions, members and the log tell. */
  moderators(guild: string): Promise<ReadonlyMap<string, number>>;
}

interface TracesParts {
  readonly store: Store;
  readonly work: ThreadWork;
  readonly memberships: Memberships;
  readonly audit: AuditStore;
}

/** Whose decision it is, and when it was made. */
type Decision = Pick<MemberHide, 'by' | 'at'>;
type IsTheirs = (decision: Decision) => boolean;

/** Who a decision is by once that moderator was forgotten. */
const NOBODY = '';

/** Creates the erasure of a moderator's traces; it reads through all that the guild has. */
export function createTraces({ store, work, memberships, audit }: TracesParts): Traces {
  async function eraseFromDiscussions(guild: string, isTheirs: IsTheirs): Promise<void> {
    for await (const [, { thread }] of store.iterate<Discussion>(keysOfGuild(guild).discussions)) {
      await work.run({ guild, thread }, async (draft) => {
        const key = keysOfThread({ guild, thread }).discussion;
        const discussion = await draft.get(key);
        if (discussion) draft.set(key, withoutModerator(discussion, isTheirs));
      });
    }
  }

  async function eraseFromComments(guild: string, isTheirs: IsTheirs): Promise<void> {
    const prefix = keysOfGuild(guild).comments;
    for await (const [key, record] of store.iterate<CommentRecord>(prefix)) {
      if (record.state !== 'hidden' || !isTheirs(record)) continue;
      const [thread = '', id = ''] = key.slice(prefix.length).split(':');
      await work.run({ guild, thread }, async (draft) => {
        const comment = keysOfThread({ guild, thread }).comment(id);
        const known = await draft.get(comment);
        if (known?.state === 'hidden' && isTheirs(known)) draft.set(comment, { ...known, by: NOBODY });
      });
    }
  }

  async function eraseFromMembers(guild: string, isTheirs: IsTheirs): Promise<void> {
    const prefix = keysOfGuild(guild).members;
    for await (const [key, { hidden }] of store.iterate<Membership>(prefix)) {
      if (!hidden || !isTheirs(hidden)) continue;
      await memberships.amend({ guild, user: key.slice(prefix.length) }, (known) =>
        known.hidden && isTheirs(known.hidden) ? { ...known, hidden: { ...known.hidden, by: NOBODY } } : known,
      );
    }
  }

  return {
    async erase({ guild, user }, at) {
      const isTheirs: IsTheirs = (decision) => decision.by === user && decision.at <= at;
      await eraseFromMembers(guild, isTheirs);
      await eraseFromComments(guild, isTheirs);
      await eraseFromDiscussions(guild, isTheirs);
      await audit.forget({ guild, user }, at);
    },
    async moderators(guild) {
      const { discussions, members } = keysOfGuild(guild);
      const decisions: Decision[] = [];
      for await (const [, discussion] of store.iterate<Discussion>(discussions))
        decisions.push(...decisionsIn(discussion));
      for await (const [, { hidden }] of store.iterate<Membership>(members)) if (hidden) decisions.push(hidden);
      for (const { by, at } of await audit.all(guild)) if (by !== null) decisions.push({ by, at });
      const newestFirst = decisions.filter(({ by }) => by !== NOBODY).toSorted((a, b) => b.at - a.at);
      return new Map(newestFirst.map(({ by, at }) => [by, at]));
    },
  };
}

const decisionsIn = ({ recommended, summary }: Discussion): readonly Decision[] =>
  summary ? [...recommended, { by: summary.by, at: summary.updatedAt }] : recommended;

/** Every version is raised: any discussion may have shown the name, in a mention or by a recommendation. */
function withoutModerator(discussion: Discussion, isTheirs: IsTheirs): Discussion {
  const { recommended, summary, version } = discussion;
  return {
    ...discussion,
    recommended: recommended.map((one) => (isTheirs(one) ? { ...one, by: NOBODY } : one)),
    summary: summary && isTheirs({ by: summary.by, at: summary.updatedAt }) ? { ...summary, by: NOBODY } : summary,
    version: version + 1,
  };
}
