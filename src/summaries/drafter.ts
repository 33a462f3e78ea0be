import { Worker } from 'node:worker_threads';
import { type Clock, systemClock } from '../clock.ts';
import type { SummarySentence } from '../discussions/discussion.ts';
import { type DraftInput, type DraftOptions, bestComments } from './draft.ts';

/** Drafts summaries in a worker thread, one at a time, so that events and pages never wait for one. */
export interface Drafter {
  /** As `draftSummary`; rejects when it takes too long or fails, or when the drafter is closed. */
  draft(comments: readonly DraftInput[], options?: DraftOptions): Promise<SummarySentence[]>;
  /** Stops the running draft and rejects the waiting ones; resolves when no thread is left. */
  close(): Promise<void>;
}

/** Options of a drafter. */
export interface DrafterOptions {
  readonly clock?: Clock;
  /** The worker's script. */
  readonly script?: URL;
  /** Milliseconds for one draft and the start of its thread; default 20,000. */
  readonly timeLimit?: number;
  /** Megabytes for a draft's thread; default 256. */
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

/** Creates a drafter. Each draft starts a thread: that takes a second, but drafts are few, and between them nothing stays in memory. */
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
      // Chosen before the thread starts: one that gets more than its memory holds takes the process with it.
      const draft = last.then(() => run({ comments: bestComments(comments), options }));
      last = draft.catch(() => undefined); // the caller has the rejection
      return draft;
    },
    async close() {
      closing.abort(new Error('The drafter is closed'));
      await last;
    },
  };
}
