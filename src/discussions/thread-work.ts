import { isDeepStrictEqual } from 'node:util';
import { decidersOf, withNextVersion, type Discussion, type Summary, type ThreadRef } from './discussion.ts';
import type { Transaction } from '../store/transaction.ts';
import { keysOfGuild, keysOfThread, threadQueue } from './keys.ts';
import type { Job, KeyedQueues } from '../store/keyed-queue.ts';

/** Hears of a summary that lost a comment it was made from. */
export type SummaryListener = (ref: ThreadRef, left: Summary, before: Summary) => void;

/** Hears of a thread in which somebody began to wait for their answer, or waits no more. */
export type WaitingListener = (ref: ThreadRef) => void;

/** Is told of moderators of whose decisions none stands in a thread any more; the work goes on behind it. */
export type UnsignedListener = (ref: ThreadRef, users: readonly string[]) => Promise<void>;

/** Work on one thread at a time, in that thread's queue. */
export interface ThreadWork {
  run<Result>(ref: ThreadRef, job: Job<Result>): Promise<Result>;
  onSummaryLoss(listener: SummaryListener): void;
  onWaiting(listener: WaitingListener): void;
  onUnsigned(listener: UnsignedListener): void;
}

/** Creates the work on threads; whatever a job does, a summary that lost a comment and who waits now is told once it is stored. */
export function createThreadWork({ queues }: { queues: KeyedQueues }): ThreadWork {
  const onLoss: SummaryListener[] = [];
  const onWaiting: WaitingListener[] = [];
  const onUnsigned: UnsignedListener[] = [];
  return {
    async run(ref, job) {
      const { discussion: key, waiting } = keysOfThread(ref);
      const { result, loss, isOther, unsigned } = await queues.run(threadQueue(ref), async (tx) => {
        await tx.load([key, waiting]);
        const [before, waited] = [await tx.get(key), await tx.get(waiting)];
        const result = await job(tx);
        const isOther = (await tx.get(waiting)) !== waited;
        const after = await tx.get(key);
        const unsigned = unsignedOf(before, after);
        for (const user of unsigned) tx.set(keysOfGuild(ref.guild).tidying(ref.thread, user), true);
        return { result, isOther, loss: lossOf(before, after), unsigned };
      });
      if (loss) for (const listener of onLoss) listener(ref, loss.left, loss.before);
      if (isOther) for (const listener of onWaiting) listener(ref);
      if (unsigned.length > 0) for (const listener of onUnsigned) await listener(ref, unsigned);
      return result;
    },
    onSummaryLoss: (listener) => void onLoss.push(listener),
    onWaiting: (listener) => void onWaiting.push(listener),
    onUnsigned: (listener) => void onUnsigned.push(listener),
  };
}

interface Loss {
  readonly left: Summary;
  readonly before: Summary;
}

/** A moderator's new version has another time; the same version with other words lost some. */
function lossOf(before: Discussion | undefined, after: Discussion | undefined): Loss | null {
  const [old, left] = [before?.summary, after?.summary];
  if (!old || !left || old.message !== left.message || old.updatedAt !== left.updatedAt) return null;
  return isDeepStrictEqual({ ...old, by: left.by }, left) ? null : { left, before: old };
}

function unsignedOf(before: Discussion | undefined, after: Discussion | undefined): readonly string[] {
  if (!before || before === after) return [];
  const left = after ? decidersOf(after) : new Set();
  return [...decidersOf(before)].filter((user) => !left.has(user));
}

/** Raises the version of a thread's discussion, because a name that it shows has changed. */
export async function raiseVersion(tx: Transaction, ref: ThreadRef): Promise<void> {
  const key = keysOfThread(ref).discussion;
  const discussion = await tx.get(key);
  if (discussion) tx.set(key, withNextVersion(discussion));
}
