import { isDeepStrictEqual } from 'node:util';
import { withNextVersion } from '../discussions/discussion-rules.ts';
import type { Discussion, Summary } from '../discussions/discussion.ts';
import type { ThreadRef } from '../discussions/ports.ts';
import type { Draft } from './draft.ts';
import { keysOfThread, threadQueue } from './keys.ts';
import type { Job, WorkQueues } from './work-queues.ts';

/** Hears of a summary that lost a comment it was made from. */
export type SummaryListener = (ref: ThreadRef, summary: Summary) => void;

/** Work on one thread at a time, in that thread's queue. */
export interface ThreadWork {
  run<Result>(ref: ThreadRef, job: Job<Result>): Promise<Result>;
  onSummaryLoss(listener: SummaryListener): void;
}

/** Creates the work on threads; whatever a job does, a summary that lost a comment is told once it is stored. */
export function createThreadWork({ queues }: { queues: WorkQueues }): ThreadWork {
  const listeners: SummaryListener[] = [];
  return {
    async run(ref, job) {
      const key = keysOfThread(ref).discussion;
      const { result, loss } = await queues.run(threadQueue(ref), async (draft) => {
        const before = await draft.get(key);
        const result = await job(draft);
        return { result, loss: lossOf(before, await draft.get(key)) };
      });
      if (loss) for (const listener of listeners) listener(ref, loss);
      return result;
    },
    onSummaryLoss: (listener) => void listeners.push(listener),
  };
}

/** A moderator's new version has another time; the same version with other words lost some. */
function lossOf(before: Discussion | undefined, after: Discussion | undefined): Summary | null {
  const [old, left] = [before?.summary, after?.summary];
  if (!old || !left || old.message !== left.message || old.updatedAt !== left.updatedAt) return null;
  return isDeepStrictEqual({ ...old, by: left.by }, left) ? null : left;
}

/** Raises the version of a thread's discussion, because a name that it shows has changed. */
export async function raiseVersion(draft: Draft, ref: ThreadRef): Promise<void> {
  const key = keysOfThread(ref).discussion;
  const discussion = await draft.get(key);
  if (discussion) draft.set(key, withNextVersion(discussion));
}
