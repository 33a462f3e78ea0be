import type { Draft, Drafts } from './draft.ts';

/** One piece of work on a draft; it may be run again, on a new draft, when a neighbour in the queue failed. */
export type Job<Result> = (draft: Draft) => Promise<Result>;

/** Queues by name. Jobs of one queue run one after the other; what waits meanwhile is written together in one go. */
export interface WorkQueues {
  /** Resolves with the job's answer once its writes are in the store; rejects when the job or the store fails. */
  run<Result>(queue: string, job: Job<Result>): Promise<Result>;
}

/** How many waiting jobs are written together at most. */
const MOST_TOGETHER = 100;

interface Waiting {
  run(draft: Draft): Promise<() => void>;
  fail(error: unknown): void;
}

/** Creates queues whose jobs work on drafts; a queue exists only while something waits in it. */
export function createWorkQueues(drafts: Pick<Drafts, 'create'>): WorkQueues {
  const queues = new Map<string, Waiting[]>();

  async function work(name: string, waiting: Waiting[]): Promise<void> {
    while (waiting.length > 0) {
      const together = waiting.splice(0, MOST_TOGETHER);
      try {
        await runTogether(drafts, together);
      } catch (error) {
        if (together.length === 1) together[0]?.fail(error);
        else for (const job of together) await runAlone(drafts, job);
      }
    }
    queues.delete(name);
  }

  return {
    run: (name, job) =>
      new Promise((resolve, reject) => {
        const run: Waiting['run'] = async (draft) => {
          const result = await job(draft);
          return () => resolve(result);
        };
        const waiting = queues.get(name) ?? [];
        waiting.push({ run, fail: reject });
        if (queues.has(name)) return;
        queues.set(name, waiting);
        void work(name, waiting);
      }),
  };
}

async function runAlone(drafts: Pick<Drafts, 'create'>, job: Waiting): Promise<void> {
  try {
    await runTogether(drafts, [job]);
  } catch (error) {
    job.fail(error);
  }
}

async function runTogether(drafts: Pick<Drafts, 'create'>, jobs: readonly Waiting[]): Promise<void> {
  const draft = drafts.create();
  const acknowledgements = [];
  for (const job of jobs) acknowledgements.push(await job.run(draft));
  await draft.commit();
  for (const acknowledge of acknowledgements) acknowledge();
}
