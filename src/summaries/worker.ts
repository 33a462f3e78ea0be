import { parentPort, workerData } from 'node:worker_threads';
import { draftSummary } from './draft.ts';
import type { DraftRequest } from './drafter.ts';

// The worker thread's script: drafts one summary for the drafter that started it.
const { comments, options } = workerData as DraftRequest;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
parentPort?.postMessage(draftSummary(comments, options));
