import { setImmediate } from 'node:timers/promises';
import type { MemberRef } from '../discussions/consent.ts';
import type { Known } from '../discussions/comment-rules.ts';
import type { ThreadRef } from '../discussions/ports.ts';
import type { Draft } from './draft.ts';
import { keysOfThread } from './keys.ts';
import { entriesAfter } from './paged-list.ts';
import type { ThreadWork } from './thread-work.ts';

/** A message of a member and what is known of it. */
export interface Written {
  readonly id: string;
  readonly record: Known;
}

/** Does something with some of a member's messages in a thread; `draft` is written when it is done. */
export type PageWork<Result> = (draft: Draft, written: readonly Written[]) => Promise<Result>;

/** What a member wrote in a thread, page by page, oldest first; each page is worked on in the thread's queue. */
export async function* writtenPages<Result>(
  work: ThreadWork,
  { member, thread }: { member: MemberRef; thread: string },
  onPage: PageWork<Result>,
): AsyncGenerator<Result, void> {
  const ref: ThreadRef = { guild: member.guild, thread };
  for (let after: string | undefined = ''; after !== undefined;) {
    const from: string = after;
    const page: { result: Result; last: string } | undefined = await work.run(ref, async (draft) => {
      const written = await readWritten(draft, { ref, user: member.user, after: from });
      const last = written.at(-1);
      return last && { result: await onPage(draft, written), last: last.id };
    });
    if (page) yield page.result;
    await setImmediate(); // however much it is, whoever else waits in this process gets a turn
    after = page?.last;
  }
}

async function readWritten(
  draft: Draft,
  { ref, user, after }: { ref: ThreadRef; user: string; after: string },
): Promise<Written[]> {
  const keys = keysOfThread(ref);
  const ids = (await entriesAfter(draft, keys.wrote(user), after)).map(([id]) => id);
  await draft.load(ids.flatMap((id) => [keys.comment(id), keys.replies(id)]));
  return Promise.all(ids.map(async (id) => ({ id, record: await draft.get(keys.comment(id)) })));
}
