import { expect, test } from 'vitest';
import { inSlices } from '../../../src/web/slices.ts';
import { articleWith } from '../../helpers/article.ts';
import { createWebWorld } from '../../helpers/web-world.ts';

/** How often other work is let in until something is done, how long that takes, and how long the longest wait is, in milliseconds. */
async function turnsUntil(done: Promise<unknown>): Promise<{ turns: number; total: number; longest: number }> {
  const times = [performance.now()];
  const over = done.then(() => true);
  const turn = () => new Promise<false>((resolve) => setImmediate(() => resolve(false)));
  let isOver: boolean;
  do {
    isOver = await Promise.race([over, turn()]);
    times.push(performance.now());
  } while (!isOver);
  const waits = times.slice(1).map((time, index) => time - (times[index] ?? time));
  return { turns: waits.length, total: (times.at(-1) ?? 0) - (times[0] ?? 0), longest: Math.max(...waits) };
}

const busyFor = (milliseconds: number): void => {
  for (const end = performance.now() + milliseconds; performance.now() < end;);
};

test('what takes long is made in slices, in order, and what does not in one', async () => {
  const items = Array.from({ length: 20 }, (_, index) => index);
  const slow = inSlices(items, (item) => {
    busyFor(4);
    return item * 2;
  });
  expect((await turnsUntil(slow)).turns).toBeGreaterThan(4);
  expect(await slow).toEqual(items.map((item) => item * 2));
  expect((await turnsUntil(inSlices(items, String))).turns).toBe(1);
});

test.each(['/articles/bridge?size=100', '/articles/bridge/comments.json?size=100'])(
  'comments that cost much let others in while %s is made, and make no more than 25 KiB each',
  async (path) => {
    const article = articleWith({ slug: 'bridge' });
    const { get, open, reply } = await createWebWorld([article]);
    await open(article);
    for (let index = 0; index < 100; index++) await reply({ content: '||a||<@1>'.repeat(440) });
    const answer = get(path);
    const { total, longest } = await turnsUntil(answer);
    expect(longest).toBeLessThan(total / 2);
    expect((await (await answer).arrayBuffer()).byteLength / 100).toBeLessThan(25 * 1024);
  },
);
