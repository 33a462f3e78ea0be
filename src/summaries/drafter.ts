import { Worker } from 'node:worker_threads';
import { type Clock, systemClock } from '../clock.ts';
import type { SummarySentence } from '../discussions/discussion.ts';
import { type DraftInput, type DraftOptions, mostCounting } from './draft.ts';

/** Drafts summaries in a thread of its own, one after another, so that events and pages never wait for one. */
export interface Drafter {
  /** As `draftSummary`; rejects when it takes too long, fails, or the drafter is closed meanwhile. */
  draft(comments: readonly DraftInput[], options?: DraftOptions): Promise<SummarySentence[]>;
  /** Ends what runs and refuses what waits; resolves when no thread is left. */
  close(): Promise<void>;
}

/** What a drafter needs; each has a default. */
export interface DrafterOptions {
  readonly clock?: Clock;
  /** The worker's script. */
  readonly script?: URL;
  /** Milliseconds that one draft may take, the start of its thread included. */
  readonly timeLimit?: number;
  /** Megabytes that a draft's thread may hold on to. */
  readonly memoryLimit?: number;
}

/** What the worker is started with. */
export interface DraftRequest {
  readonly comments: readonly DraftInput[];
  readonly options: DraftOptions;
}

const SCRIPT = new URL('./worker.ts', import.meta.url);
const TIME_LIMIT = 20_000; // Discord waits 15 minutes for a deferred answer; a moderator does not
const MEMORY_LIMIT = 256;

/** Each draft has a thread, which ends with it: a second to start, but nothing is kept in memory between the few that are asked for. */
export function createDrafter({
  clock = systemClock,
  script = SCRIPT,
  timeLimit = TIME_LIMIT,
  memoryLimit = MEMORY_LIMIT,
}: DrafterOptions = {}): Drafter {
  const closing = new AbortController();
  let last: Promise<unknown> = Promise.resolve();

  async function run(request: DraftRequest): Promise<SummarySentence[]> {
    closing.signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<SummarySentence[]>();
    const giveUp = () => reject(new Error(`Drafting a summary took longer than ${timeLimit / 1000} s`));
    const stop = () => reject(closing.signal.reason);
    const resourceLimits = { maxOldGenerationSizeMb: memoryLimit };
    const worker = new Worker(script, { workerData: request, env: {}, resourceLimits });
    worker.once('message', resolve);
    worker.once('error', (cause) => reject(new Error('Drafting a summary failed', { cause })));
    worker.once('exit', (code) => reject(new Error(`Drafting a summary ended with code ${code} and no draft`)));
    closing.signal.addEventListener('abort', stop);
    using _limit = clock.after(timeLimit, giveUp);
    try {
      return await promise;
    } finally {
      closing.signal.removeEventListener('abort', stop);
      await worker.terminate();
    }
  }

  return {
    draft(comments, options = {}) {
      // Chosen here: a thread that is handed more than its memory holds takes the whole process with it.
      const draft = last.then(() => run({ comments: mostCounting(comments), options }));
      last = draft.catch(() => undefined); // whoever asked has the rejection
      return draft;
    },
    async close() {
      closing.abort(new Error('The drafter is closed'));
      await last;
    },
  };
}
