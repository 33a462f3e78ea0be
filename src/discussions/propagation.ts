import type { KnownRecord } from './comment.ts';
import { afterDecision } from './comment-rules.ts';
import type { MemberRef } from './membership.ts';
import { decidersOf, type ThreadRef } from './discussion.ts';
import { awaitsAnswer } from './visibility.ts';
import { withoutMember } from './consent-request.ts';
import { replaceRecord, setWaiting, raiseVersion, type ThreadWork } from './thread-writer.ts';
import { keysOfGuild, keysOfThread, queueOf } from './keys.ts';
import type { Memberships } from './memberships.ts';
import type { Store } from '../store/store.ts';
import type { KeyedQueues, Transaction } from '../store/queues.ts';
import { setImmediate } from 'node:timers/promises';
import { entriesAfter } from '../store/lists.ts';

/** Applies a member's change, a decision or a new name, to the discussions on their list. */
export interface Propagation {
  /** Applies pending member changes to their discussions; resumable after a crash. */
  run(member: MemberRef): Promise<void>;
  /** Runs long work on a member after changes under way. */
  inTurn(member: MemberRef, work: () => Promise<void>): Promise<void>;
  /** Takes a thread off the member's list once it has neither a message of theirs nor a decision with their name. */
  leaveIfEmpty(member: MemberRef, thread: string): Promise<void>;
}

interface PropagationParts {
  readonly store: Store;
  readonly queues: KeyedQueues;
  readonly work: ThreadWork;
  readonly memberships: Memberships;
}

/** Creates the propagation; each member has one run at a time. */
export function createPropagation({ store, queues, work, memberships }: PropagationParts): Propagation {
  async function propagate(member: MemberRef): Promise<void> {
    const mark = await memberships.propagationMark(member);
    if (mark === undefined) return;
    const { threads } = await memberships.read(member);
    for (const thread of threads) {
      await visit(member, { guild: member.guild, thread });
      await decide(member, thread);
      await leaveIfEmpty(member, thread);
    }
    await memberships.clearPropagationMark(member, mark);
  }

  const visit = (member: MemberRef, ref: ThreadRef) =>
    work.run(ref, async (tx) => {
      await raiseVersion(tx, ref);
      const waiting = await tx.get(keysOfThread(ref).waiting);
      if (!waiting || awaitsAnswer(await memberships.read(member))) return;
      const rest = withoutMember(waiting, member.user);
      if (rest !== waiting) setWaiting(tx, keysOfThread(ref), rest);
    });

  async function decide(member: MemberRef, thread: string): Promise<void> {
    const keys = keysOfThread({ guild: member.guild, thread });
    const pages = writtenPages(work, { member, thread }, async (tx, written) => {
      // Read again for each page: a decision made meanwhile counts.
      const standing = await memberships.standings(member, (await tx.get(keys.discussion)) ?? {});
      for (const { id } of written) {
        const before = await tx.get(keys.comment(id));
        await replaceRecord(tx, keys, { id, before, after: afterDecision(before, standing(id)) });
      }
    });
    for await (const _page of pages);
  }

  /** Checks the store too, not only the transaction: another job of the same commit may have erased something that is not stored yet. That job checks again. */
  const leaveIfEmpty = (member: MemberRef, thread: string) =>
    work.run({ guild: member.guild, thread }, async (tx) => {
      const keys = keysOfThread({ guild: member.guild, thread });
      const { directory } = keys.wrote(member.user);
      const discussion = await tx.get(keys.discussion);
      const hasDecided = discussion && decidersOf(discussion).has(member.user);
      const isNamed = hasDecided && (await memberships.name(member)) !== undefined;
      const hasWritten = (await tx.get(directory)) !== undefined;
      if (!hasWritten && (await store.get(directory))) return;
      if (!hasWritten && !isNamed) await memberships.leave(member, thread);
      const mark = keysOfGuild(member.guild).leaving(thread, member.user);
      if (await tx.get(mark)) tx.delete(mark);
    });

  const inTurn = (member: MemberRef, job: () => Promise<void>) => queues.run(queueOf.propagation(member), job);

  return { run: (member) => inTurn(member, () => propagate(member)), inTurn, leaveIfEmpty };
}

/** A member's message and its record. */
export interface Written {
  readonly id: string;
  readonly record: KnownRecord;
}

/** Works on some of a member's messages in a thread; `tx` is committed afterwards. */
export type PageWork<Result> = (tx: Transaction, written: readonly Written[]) => Promise<Result>;

/** Works through a member's messages in a thread, page by page, oldest first, each page in the thread's queue. */
export async function* writtenPages<Result>(
  work: ThreadWork,
  { member, thread }: { member: MemberRef; thread: string },
  onPage: PageWork<Result>,
): AsyncGenerator<Result, void> {
  const ref: ThreadRef = { guild: member.guild, thread };
  for (let after: string | undefined = ''; after !== undefined;) {
    const from: string = after;
    const page: { result: Result; last: string } | undefined = await work.run(ref, async (tx) => {
      const written = await readWritten(tx, { ref, user: member.user, after: from });
      const last = written.at(-1);
      return last && { result: await onPage(tx, written), last: last.id };
    });
    if (page) yield page.result;
    await setImmediate(); // let other work in this process run, however many pages there are
    after = page?.last;
  }
}

async function readWritten(
  tx: Transaction,
  { ref, user, after }: { ref: ThreadRef; user: string; after: string },
): Promise<Written[]> {
  const keys = keysOfThread(ref);
  const ids = (await entriesAfter(tx, keys.wrote(user), after)).map(([id]) => id);
  await tx.load(ids.flatMap((id) => [keys.comment(id), keys.replies(id)]));
  return Promise.all(ids.map(async (id) => ({ id, record: await tx.get(keys.comment(id)) })));
}
