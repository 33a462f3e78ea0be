import { afterDecision } from '../discussions/comment-rules.ts';
import type { MemberRef } from '../discussions/consent.ts';
import { decidersOf } from '../discussions/discussion-rules.ts';
import { isAsked } from '../discussions/standing.ts';
import type { ThreadRef } from '../discussions/ports.ts';
import { withoutMember } from '../discussions/waiting.ts';
import { replaceRecord, setWaiting } from './comment-writer.ts';
import { keysOfGuild, keysOfThread } from './keys.ts';
import type { Memberships } from './memberships.ts';
import type { Store } from './store.ts';
import { raiseVersion, type ThreadWork } from './thread-work.ts';
import type { WorkQueues } from './work-queues.ts';
import { writtenPages } from './written-pages.ts';

/** Carries what was decided about a member, or their new name, to the discussions on their list. */
export interface Spreading {
  /** Carries whatever is still to be carried; resumes what an ended process left. */
  run(member: MemberRef): Promise<void>;
  /** Does long work on a member behind whatever is being carried. */
  inTurn(member: MemberRef, work: () => Promise<void>): Promise<void>;
  /** Takes a thread in which nothing of the member's is left off their list: no message, and no decision with their name. */
  tidy(member: MemberRef, thread: string): Promise<void>;
}

interface SpreadingParts {
  readonly store: Store;
  readonly queues: WorkQueues;
  readonly work: ThreadWork;
  readonly memberships: Memberships;
}

/** Creates the walk over a member's discussions; one at a time for each member. */
export function createSpreading({ store, queues, work, memberships }: SpreadingParts): Spreading {
  async function spread(member: MemberRef): Promise<void> {
    const mark = await memberships.spreading(member);
    if (mark === undefined) return;
    const { threads } = await memberships.read(member);
    for (const thread of threads) {
      await visit(member, { guild: member.guild, thread });
      await decide(member, thread);
      await tidy(member, thread);
    }
    await memberships.spread(member, mark);
  }

  const visit = (member: MemberRef, ref: ThreadRef) =>
    work.run(ref, async (draft) => {
      await raiseVersion(draft, ref);
      const waiting = await draft.get(keysOfThread(ref).waiting);
      if (!waiting || isAsked(await memberships.read(member))) return;
      const rest = withoutMember(waiting, member.user);
      if (rest !== waiting) setWaiting(draft, keysOfThread(ref), rest);
    });

  async function decide(member: MemberRef, thread: string): Promise<void> {
    const keys = keysOfThread({ guild: member.guild, thread });
    const pages = writtenPages(work, { member, thread }, async (draft, written) => {
      // Read again for each page: whatever is decided meanwhile counts.
      const standing = await memberships.standings(member, (await draft.get(keys.discussion)) ?? {});
      for (const { id } of written) {
        const before = await draft.get(keys.comment(id));
        await replaceRecord(draft, keys, { id, before, after: afterDecision(before, standing(id)) });
      }
    });
    for await (const _page of pages);
  }

  /** Nothing is left only when the store says so too: in the draft a neighbour may have erased what is not stored yet, and looks itself then. */
  const tidy = (member: MemberRef, thread: string) =>
    work.run({ guild: member.guild, thread }, async (draft) => {
      const keys = keysOfThread({ guild: member.guild, thread });
      const { directory } = keys.wrote(member.user);
      const discussion = await draft.get(keys.discussion);
      const hasDecided = discussion && decidersOf(discussion).has(member.user);
      const isNamed = hasDecided && (await memberships.name(member)) !== undefined;
      const hasWritten = (await draft.get(directory)) !== undefined;
      if (!hasWritten && (await store.get(directory))) return;
      if (!hasWritten && !isNamed) await memberships.leave(member, thread);
      const mark = keysOfGuild(member.guild).tidying(thread, member.user);
      if (await draft.get(mark)) draft.delete(mark);
    });

  // The name of this queue is no thread's and no member's: its jobs wait for both.
  const inTurn = (member: MemberRef, job: () => Promise<void>) =>
    queues.run(`spreading:${member.guild}:${member.user}`, job);

  return { run: (member) => inTurn(member, () => spread(member)), inTurn, tidy };
}
