import { parentPort, workerData } from 'node:worker_threads';
import { draftSummary } from './draft.ts';
import type { DraftRequest } from './drafter.ts';

// A thread's own script: it drafts one summary for the drafter that started it, which is where its data comes from.
const { comments, options } = workerData as DraftRequest;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
parentPort?.postMessage(draftSummary(comments, options));
