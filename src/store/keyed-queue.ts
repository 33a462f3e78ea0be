import type { Transaction, Transactions } from './transaction.ts';

/** One piece of work on a transaction; it may be run again, on a new transaction, when a neighbour in the queue failed. */
export type Job<Result> = (tx: Transaction) => Promise<Result>;

/** Queues by name. Jobs of one queue run one after the other; what waits meanwhile is written together in one go. */
export interface KeyedQueues {
  /** Resolves with the job's answer once its writes are in the store; rejects when the job or the store fails. */
  run<Result>(queue: string, job: Job<Result>): Promise<Result>;
}

/** How many waiting jobs are written together at most. */
const MOST_TOGETHER = 100;

interface Waiting {
  run(tx: Transaction): Promise<() => void>;
  fail(error: unknown): void;
}

/** Creates queues whose jobs work on transactions; a queue exists only while something waits in it. */
export function createKeyedQueues(transactions: Pick<Transactions, 'create'>): KeyedQueues {
  const queues = new Map<string, Waiting[]>();

  async function work(name: string, waiting: Waiting[]): Promise<void> {
    while (waiting.length > 0) {
      const together = waiting.splice(0, MOST_TOGETHER);
      try {
        await runTogether(transactions, together);
      } catch (error) {
        if (together.length === 1) together[0]?.fail(error);
        else for (const job of together) await runAlone(transactions, job);
      }
    }
    queues.delete(name);
  }

  return {
    run: (name, job) =>
      new Promise((resolve, reject) => {
        const run: Waiting['run'] = async (tx) => {
          const result = await job(tx);
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

async function runAlone(transactions: Pick<Transactions, 'create'>, job: Waiting): Promise<void> {
  try {
    await runTogether(transactions, [job]);
  } catch (error) {
    job.fail(error);
  }
}

async function runTogether(transactions: Pick<Transactions, 'create'>, jobs: readonly Waiting[]): Promise<void> {
  const tx = transactions.create();
  const acknowledgements = [];
  for (const job of jobs) acknowledgements.push(await job.run(tx));
  await tx.commit();
  for (const acknowledge of acknowledgements) acknowledge();
}
