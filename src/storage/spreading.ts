import { afterWithdrawal } from '../discussions/comment-rules.ts';
import type { HeldReplies } from '../discussions/consent.ts';
import type { ThreadRef } from '../discussions/ports.ts';
import { replaceRecord } from './comment-writer.ts';
import type { Draft } from './draft.ts';
import { keysOfThread, threadQueue } from './keys.ts';
import type { MemberRef, Members } from './members.ts';
import { entriesAfter } from './paged-list.ts';
import type { WorkQueues } from './work-queues.ts';

/** Carries what a member chose, or their new name, to the discussions on their list. */
export interface Spreading {
  /** Carries whatever is still to be carried; resumes what an ended process left. */
  run(member: MemberRef): Promise<void>;
  /** Ids of what the member wrote and is not published, a page of their list at a time. */
  held(member: MemberRef): AsyncIterable<HeldReplies>;
}

interface Page {
  /** Undefined when the list is at its end. */
  readonly last: string | undefined;
  readonly ids: readonly string[];
}

/** Creates the walk over a member's discussions; one at a time for each member. */
export function createSpreading({ queues, members }: { queues: WorkQueues; members: Members }): Spreading {
  async function spread(member: MemberRef): Promise<void> {
    const mark = await members.spreading(member);
    if (mark === undefined) return;
    const { threads } = await members.read(member);
    for (const thread of threads) {
      const ref = { guild: member.guild, thread };
      await queues.run(threadQueue(ref), (draft) => raiseVersion(draft, ref));
      await withdraw(member, ref);
    }
    await members.spread(member, mark);
  }

  async function withdraw(member: MemberRef, ref: ThreadRef): Promise<void> {
    for (let last: string | undefined = ''; last !== undefined;) {
      const after: string = last;
      last = await queues.run(threadQueue(ref), async (draft) => {
        if ((await members.read(member)).consent !== 'keep') return undefined;
        return withdrawPage(draft, { ref, user: member.user, after });
      });
    }
  }

  return {
    // The name of this queue is no thread's and no member's: its jobs wait for both.
    run: (member) => queues.run(`spreading:${member.guild}:${member.user}`, () => spread(member)),
    async *held(member) {
      for (const thread of (await members.read(member)).threads) {
        const ref = { guild: member.guild, thread };
        for (let page: Page = { last: '', ids: [] }; page.last !== undefined;) {
          const after = page.last;
          page = await queues.run(threadQueue(ref), (draft) => heldPage(draft, { ref, user: member.user, after }));
          if (page.ids.length > 0) yield { thread, ids: page.ids };
        }
      }
    },
  };
}

interface Stretch {
  readonly ref: ThreadRef;
  readonly user: string;
  /** The id that the page follows. */
  readonly after: string;
}

async function writtenPage(draft: Draft, { ref, user, after }: Stretch): Promise<readonly string[]> {
  const keys = keysOfThread(ref);
  const ids = (await entriesAfter(draft, keys.wrote(user), after)).map(([id]) => id);
  await draft.load(ids.flatMap((id) => [keys.comment(id), keys.replies(id)]));
  return ids;
}

async function withdrawPage(draft: Draft, stretch: Stretch): Promise<string | undefined> {
  const keys = keysOfThread(stretch.ref);
  const ids = await writtenPage(draft, stretch);
  for (const id of ids) {
    const before = await draft.get(keys.comment(id));
    const after = afterWithdrawal(before);
    if (after) await replaceRecord(draft, keys, { id, before, after });
  }
  return ids.at(-1);
}

async function heldPage(draft: Draft, stretch: Stretch): Promise<Page> {
  const keys = keysOfThread(stretch.ref);
  const ids = await writtenPage(draft, stretch);
  const records = await Promise.all(ids.map((id) => draft.get(keys.comment(id))));
  return { last: ids.at(-1), ids: ids.filter((_, index) => records[index]?.state === 'discordOnly') };
}

async function raiseVersion(draft: Draft, ref: ThreadRef): Promise<void> {
  const keys = keysOfThread(ref);
  const discussion = await draft.get(keys.discussion);
  if (discussion) draft.set(keys.discussion, { ...discussion, version: discussion.version + 1 });
}
