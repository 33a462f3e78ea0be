import { describe, expect, test, vi } from 'vitest';
import { draftSummary } from '../../../src/summaries/draft.ts';
import { createDrafter, type DrafterOptions } from '../../../src/summaries/drafter.ts';
import { draftInputs } from '../../helpers/draft-inputs.ts';
import { createManualClock } from '../../helpers/manual-clock.ts';

const COMMENTS = draftInputs([
  'The city knew about the cracks in the bridge since 2019 and did nothing.',
  'My bus takes forty minutes longer every morning since the bridge was closed.',
  'A ferry for pedestrians and cyclists costs a tenth of the temporary bridge.',
  'Shops on the east side lose customers every day while the council debates.',
  'The inspection report from 2019 lists every one of those cracks.',
]);

const script = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);
const HANGS = script('for (;;);');

function drafterWith(options: DrafterOptions) {
  const drafter = createDrafter(options);
  return { ...drafter, [Symbol.asyncDispose]: () => drafter.close() };
}

describe('a drafter', { timeout: 60_000 }, () => {
  test('answers from its worker what drafting here answers', async () => {
    await using drafter = drafterWith({ timeLimit: 60_000 });
    const expected = draftSummary(COMMENTS, { maxSentences: 2 });
    expect(expected).toHaveLength(2);
    expect(await drafter.draft(COMMENTS, { maxSentences: 2 })).toEqual(expected);
    expect(await drafter.draft([])).toEqual([]);
  });

  test('gives up a draft that takes longer than its limit, and ends its thread', async () => {
    const clock = createManualClock(0);
    const after = vi.spyOn(clock, 'after');
    await using drafter = drafterWith({ clock, script: HANGS, timeLimit: 5_000 });
    const outcome = Promise.allSettled([drafter.draft(COMMENTS)]);
    await vi.waitFor(() => expect(after).toHaveBeenCalledOnce());
    clock.advance(5_000);
    const reason = expect.objectContaining({ message: 'Drafting a summary took longer than 5 s' });
    expect(await outcome).toEqual([{ status: 'rejected', reason }]);
  });

  test.each([
    ['throws', `throw new Error('broken')`, 'Drafting a summary failed'],
    ['ends without an answer', 'process.exit(3)', 'Drafting a summary ended with code 3 and no draft'],
    [
      'uses too much memory',
      'const all = []; for (;;) all.push(Array(1e6).fill(all.length));',
      'Drafting a summary failed',
    ],
  ])('rejects when its worker %s', async (_, code, message) => {
    await using drafter = drafterWith({ script: script(code), memoryLimit: 32 });
    await expect(drafter.draft(COMMENTS)).rejects.toThrow(message);
  });

  test('drafts again after a worker died', async () => {
    const once = `
      const { parentPort, workerData } = await import('node:worker_threads');
      if (workerData.comments.length === 0) throw new Error('broken');
      parentPort.postMessage([{ text: 'again', comment: null }]);`;
    await using drafter = drafterWith({ script: script(once) });
    const [died, answered] = await Promise.allSettled([drafter.draft([]), drafter.draft(COMMENTS)]);
    expect(died.status).toBe('rejected');
    expect(answered).toEqual({ status: 'fulfilled', value: [{ text: 'again', comment: null }] });
  });

  test('hands its worker none of the environment', async () => {
    const tell = `
      const { parentPort } = await import('node:worker_threads');
      parentPort.postMessage(Object.keys(process.env).map((text) => ({ text, comment: null })));`;
    await using drafter = drafterWith({ script: script(tell) });
    expect(await drafter.draft(COMMENTS)).toEqual([]);
  });

  test('hands its worker no more than it will read, however many comments there are', async () => {
    const count = `
      const { parentPort, workerData } = await import('node:worker_threads');
      parentPort.postMessage([{ text: String(workerData.comments.length), comment: null }]);`;
    await using drafter = drafterWith({ script: script(count) });
    const comments = draftInputs(Array.from({ length: 4_500 }, () => 'Words of the usual kind.'));
    expect(await drafter.draft(comments)).toEqual([{ text: '4000', comment: null }]);
  });

  test('when closed ends what runs, and refuses what waits and what comes', async () => {
    const drafter = createDrafter({ script: HANGS });
    const running = drafter.draft(COMMENTS);
    const waiting = drafter.draft(COMMENTS);
    const outcomes = Promise.allSettled([running, waiting]);
    await drafter.close();
    const late = await Promise.allSettled([drafter.draft(COMMENTS)]);
    for (const { status, reason } of [...(await outcomes), ...late] as PromiseRejectedResult[]) {
      expect(status).toBe('rejected');
      expect(reason).toMatchObject({ message: 'The drafter is closed' });
    }
  });
});
