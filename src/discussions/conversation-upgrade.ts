import { countOf, placementOf } from './comment-rules.ts';
import { rootOf, updateConversations, withOwnRoot } from './conversations.ts';
import type { Discussion, ThreadRef } from './discussion.ts';
import { keysOfThread, type ThreadKeys } from './keys.ts';
import type { ThreadWork } from './thread-writer.ts';
import { setImmediate } from 'node:timers/promises';
import { entriesAfter } from '../store/lists.ts';
import type { Transaction } from '../store/queues.ts';

/** Puts the comments of discussions of earlier versions into conversations. Goes on where it was when it runs again, and ends early once `isStopped` says so. */
export async function linkConversations({
  work,
  all,
  isStopped,
}: {
  work: ThreadWork;
  all: () => AsyncIterable<Discussion>;
  isStopped: () => boolean;
}): Promise<void> {
  for await (const discussion of all()) {
    if (isStopped()) return;
    if (!discussion.hasConversations) await linkIn(work, discussion, isStopped);
  }
}

async function linkIn(work: ThreadWork, ref: ThreadRef, isStopped: () => boolean): Promise<void> {
  const keys = keysOfThread(ref);
  for (const list of [keys.list(null), keys.held]) {
    for (let after: string | undefined = ''; after !== undefined;) {
      if (isStopped()) return;
      const from: string = after;
      after = await work.run(ref, async (tx) => {
        if (!(await tx.get(keys.discussion))) return undefined; // closed meanwhile
        const ids = (await entriesAfter(tx, list, from)).map(([id]) => id);
        await tx.load(ids.flatMap((id) => [keys.comment(id), keys.replies(id)]));
        for (const id of ids) await link(tx, keys, id);
        return ids.at(-1);
      });
      await setImmediate(); // let other work in this process run, however many pages there are
    }
  }
  await work.run(ref, async (tx) => {
    const discussion = await tx.get(keys.discussion);
    if (discussion) tx.set(keys.discussion, { ...discussion, hasConversations: true, version: discussion.version + 1 });
  });
}

async function link(tx: Transaction, keys: ThreadKeys, id: string): Promise<void> {
  const before = await tx.get(keys.comment(id));
  const after = await withOwnRoot(tx, keys, { id, record: before });
  if (!after || after === before) return;
  tx.set(keys.comment(id), after);
  await updateConversations(tx, keys, { id, before, after });
  const { parent } = placementOf(after);
  const answers = parent === null ? undefined : await tx.get(keys.replies(parent));
  if (parent !== null && typeof answers === 'number')
    tx.set(keys.replies(parent), { count: countOf(answers), root: await rootOf(tx, keys, parent) });
}
