import { AsyncLocalStorage } from 'node:async_hooks';
import { LOCK_ORDER } from '../../src/discussions/keys.ts';
import type { KeyedQueues } from '../../src/store/queues.ts';

interface RunningJob {
  readonly queue: string;
  isDone: boolean;
}

const rankOf = (queue: string): number =>
  LOCK_ORDER.findIndex((kind) => queue === kind || queue.startsWith(`${kind}:`));

/** Queues that refuse a job which breaks the lock order: the job that hands it in may then wait for itself. */
export function inLockOrder(queues: KeyedQueues): KeyedQueues {
  const running = new AsyncLocalStorage<readonly RunningJob[]>();
  return {
    run(queue, job) {
      const outer = (running.getStore() ?? []).filter(({ isDone }) => !isDone);
      const wrong = outer.find((other) => rankOf(other.queue) >= rankOf(queue));
      if (rankOf(queue) === -1 || wrong)
        return Promise.reject(new Error(`A job in the queue ${wrong?.queue} must not wait for ${queue}`));
      const own: RunningJob = { queue, isDone: false };
      return queues.run(queue, (tx) =>
        running.run([...outer, own], async () => {
          try {
            return await job(tx);
          } finally {
            own.isDone = true;
          }
        }),
      );
    },
  };
}
