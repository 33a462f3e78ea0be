import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';
import type { Newsroom } from '../helpers/newsroom.ts';

/** A discussion that is longer than the frame: eight comments of twenty lines. */
async function longDiscussion(newsroom: Newsroom): Promise<{ thread: string; ids: string[] }> {
  const thread = await newsroom.open();
  const ids: string[] = [];
  for (let index = 0; index < 8; index++) {
    const lines = Array.from({ length: 20 }, (_, line) => `Comment ${index}, line ${line}`).join('\n');
    ids.push((await newsroom.person(index % 2 ? 'guest' : 'reader').say(thread, lines)).id);
  }
  await newsroom.until(({ count }) => expect(count).toBe(8));
  return { thread, ids };
}

/** The frame's elements that are marked, each with whether it is in sight. */
const MARKED = `[...document.querySelectorAll('[style]')].map((each) => {
  const { top, bottom } = each.getBoundingClientRect();
  return [each.id || each.className, top < innerHeight && bottom > 0];
})`;

test('the frame shows and marks what a moderator changes by hand', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const { thread, ids } = await longDiscussion(newsroom);
  const [, second = '', third = '', , , sixth = ''] = ids;
  await page.getByRole('radio', { name: 'Milo Moderator' }).check();
  await page.getByRole('link', { name: /The Old Bridge Reopens/ }).click();
  const article = page.frameLocator('iframe');
  await article.getByText('Comment 7, line 19').first().waitFor();
  const marked = () => page.frames()[1]!.evaluate<[string, boolean][]>(MARKED);
  const use = async (message: string, item: string) => {
    await page.locator(`#m${message}`).hover();
    await page.locator(`#m${message}`).getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };

  await article.getByText('Comment 7, line 19').first().scrollIntoViewIfNeeded();
  await use(third, 'Pin message');
  await expect.poll(marked).toEqual([['summary', true]]);

  await use(sixth, 'Recommend on site');
  await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
  await expect.poll(marked).toEqual([[`recommended-${sixth}`, true]]);

  await use(second, 'Hide from site');
  await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
  await expect.poll(marked).toEqual([[`comment-${third}`, true]]);

  await page.getByRole('radio', { name: 'Olive Owner' }).check();
  await page.getByRole('button', { name: 'Lock thread' }).click();
  await expect.poll(marked).toEqual([['join', true]]);

  await newsroom.person('owner').say(thread, 'One more');
  await article.getByText('One more').first().waitFor();
  expect(await marked()).toEqual([]);
});

test('on a phone the frame shows a change as soon as it is opened', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const { ids } = await longDiscussion(newsroom);
  const marked = () => page.frames()[1]!.evaluate<[string, boolean][]>(MARKED);
  await page.frameLocator('iframe').getByText('Comment 7, line 19').first().waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await newsroom.person('moderator').do('delete', { messages: [ids[6]] });
  await expect.poll(async () => (await marked()).map(([id]) => id)).toEqual([`comment-${ids[7]}`]);
  await page.getByRole('navigation', { name: 'Parts of the page' }).getByRole('button', { name: 'Article' }).click();
  await expect.poll(marked).toEqual([[`comment-${ids[7]}`, true]]);
});
