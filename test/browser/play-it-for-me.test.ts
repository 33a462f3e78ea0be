import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';

const FASTER = 8;

/** Lets the page's time pass faster than ours, and writes down which articles the frame shows in which chapter. */
async function hurry(page: Page): Promise<void> {
  await page.addInitScript(`{
    const { setTimeout } = globalThis;
    globalThis.setTimeout = (then, delay = 0) => setTimeout(then, delay / ${FASTER});
    globalThis.shownIn = {};
    setInterval(() => {
      const words = (part) => document.querySelector(part)?.textContent.trim() ?? '';
      const chapter = words('.story-chapter').split(': ')[1];
      const frame = document.querySelector('iframe')?.getAttribute('src')?.split('#')[0];
      if (chapter && frame && !words('.story-title').endsWith('…'))
        (globalThis.shownIn[chapter] ??= []).push(frame.replace(/^\\/articles\\//, ''));
    }, 20);
  }`);
  await page.reload();
}

test('Play it for me plays all four chapters to their end, shows each one’s article, and can be paused and stopped', async () => {
  await using stage = await openSandbox({ policy: 'ask', environment: { CONTENT_DIR: 'content' } });
  const { page, newsroom } = stage;
  await hurry(page);
  const article = page.frameLocator('iframe');
  await article.getByText('There are no comments to display.').waitFor();
  await page.getByRole('button', { name: 'Play it for me' }).press('Enter');
  const story = page.getByRole('region', { name: 'The story' });
  await story.getByRole('heading', { name: 'A comment' }).waitFor();
  await story.getByText('A reader replies in the thread').waitFor();

  const press = async (name: string) => {
    await page.locator('button:focus', { hasText: name }).waitFor(); // whatever is played, the focus stays at this button
    await page.keyboard.press('Enter');
  };
  await press('Pause');
  const progress = () => story.getByRole('progressbar').getAttribute('value');
  const before = await progress();
  await press('Resume');
  expect(await progress()).toBe(before);

  await article.getByText('What would bring Armenia back?').first().waitFor();
  await story.getByText('End of this chapter.').waitFor();
  expect((await newsroom.json('armenia-steps-back-from-csto')).discussions).toHaveLength(1);
  for (const name of ['Members decide', 'Moderators curate', 'An editor sets up']) {
    await press(`Next: ${name}`);
    await story.getByRole('heading', { name }).waitFor();
    await story.getByText(/^(End of this chapter|That is the whole story)\./).waitFor();
  }
  await story.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'Play it for me' }).click(); // in a box that has several articles by now
  await story.getByText('End of this chapter.').waitFor();
  const shown = await page.evaluate<Record<string, string[]>>('shownIn');
  const articles = Object.entries(shown).map(([chapter, slugs]) => [chapter, ...new Set(slugs)]);
  expect(articles).toEqual([
    ['A comment', '/example-site/articles/armenia-steps-back-from-csto?by=script', 'armenia-steps-back-from-csto'],
    ['Members decide', 'armenia-steps-back-from-csto'],
    ['Moderators curate', 'armenia-steps-back-from-csto'],
    ['An editor sets up', 'how-comments-work-here', 'stadtbibliothek-bleibt-abends-offen'],
  ]);
  await story.getByRole('button', { name: 'Next: Members decide' }).click();
  await story.getByText('A reader replies: not a word is stored, and the bot asks').waitFor();
  await story.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Play it for me' }).waitFor();
  const tried = page.getByRole('region', { name: 'What to try' });
  expect(await tried.getByRole('listitem').count()).toBe(4);
  expect(await tried.getByText('(done)').count()).toBe(0); // what was played is nobody's own
});
