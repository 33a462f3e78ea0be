import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openSandbox, type BrowserNewsroom } from '../helpers/browser-newsroom.ts';

const ARTICLE = 'armenia-steps-back-from-csto';
const CHAPTER = { timeout: 60_000 }; // a loaded machine plays one in less
const NAMES = ['The box fills', 'Members decide', 'Moderators curate', 'An editor sets up'];

/** Opens a sandbox whose story is played faster than one can read. */
async function openStory({ pace }: { pace: number }): Promise<BrowserNewsroom> {
  const stage = await openSandbox({ policy: 'ask', environment: { CONTENT_DIR: 'content' } });
  await stage.page.goto(`${stage.newsroom.sandbox.url}/?pace=${pace}`);
  await stage.page.getByRole('button', { name: 'Play it for me' }).waitFor();
  return stage;
}

/** Writes down which pages the frame shows in which chapter. */
async function noteFrames(page: Page): Promise<void> {
  await page.evaluate(`{
    globalThis.shownIn = {};
    setInterval(() => {
      const words = (part) => document.querySelector(part)?.textContent.trim() ?? '';
      const chapter = words('.story-chapter').split(': ')[1];
      const frame = document.querySelector('iframe')?.getAttribute('src')?.split('#')[0];
      if (chapter && frame && words('.story-title').endsWith('.')) (globalThis.shownIn[chapter] ??= []).push(frame);
    }, 20);
  }`);
}

const storyOf = (page: Page) => page.getByRole('region', { name: 'The story' });

test('Play it for me plays all four chapters to their end, shows each one’s article, and can be paused and stopped', async () => {
  await using stage = await openStory({ pace: 20 });
  const { page, newsroom } = stage;
  await noteFrames(page);
  const article = page.frameLocator('iframe');
  await page.getByRole('button', { name: 'Play it for me' }).press('Enter');
  const story = storyOf(page);
  await story.getByRole('heading', { name: 'The box fills' }).waitFor();

  const press = async (name: string) => {
    await page.locator('button:focus', { hasText: name }).waitFor(); // whatever is played, the focus stays at this button
    await page.keyboard.press('Enter');
  };
  await press('Pause');
  const progress = () => story.getByRole('progressbar').getAttribute('value');
  const before = await progress();
  await press('Resume');
  expect(await progress()).toBe(before);

  await story.getByText('End of this chapter.').waitFor(CHAPTER);
  await article.getByText('Small countries call that insurance.').first().waitFor();
  expect((await newsroom.json(ARTICLE)).discussions).toHaveLength(1);
  for (const name of NAMES.slice(1)) {
    await press(`Next: ${name}`);
    await story.getByRole('heading', { name }).waitFor();
    await story.getByText(/^(End of this chapter|That is the whole story)\./).waitFor(CHAPTER);
  }
  await article.getByText('A tenth each, and the summer is paid.').first().waitFor();
  const shown = await page.evaluate<Record<string, string[]>>('shownIn');
  expect(Object.entries(shown).map(([chapter, frames]) => [chapter, ...new Set(frames)])).toEqual(
    [
      [NAMES[0], `/example-site/articles/${ARTICLE}?by=include`],
      [NAMES[1], `/articles/${ARTICLE}`],
      [NAMES[2], `/articles/${ARTICLE}`],
      [NAMES[3], '/articles/night-ferry-stays', '/articles/how-comments-work-here', '/articles/night-ferry-stays'],
    ].map(([chapter, ...frames]) => [chapter, ...new Set(frames)]),
  );

  await story.getByRole('button', { name: 'Again' }).click(); // in a box that has several articles by now
  await story.getByText('That is the whole story.').waitFor({ state: 'hidden' });
  await story.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Play it for me' }).waitFor();
  const tried = page.getByRole('region', { name: 'What to try' });
  expect(await tried.getByRole('listitem').count()).toBe(4);
  expect(await tried.getByText('(done)').count()).toBe(0); // what was played is nobody's own
}, 240_000);

test('a chapter can be chosen, and gone through step by step with a button or with the arrow key', async () => {
  await using stage = await openStory({ pace: 1 });
  const { page } = stage;
  const story = storyOf(page);
  await page.getByRole('button', { name: 'Moderators curate' }).click();
  await story.getByText('Milo recommends Rosa’s comment').waitFor();
  await story.getByRole('button', { name: 'Pause' }).click();
  await page.keyboard.press('ArrowRight'); // to the end of this step
  await story.getByText('above all others').waitFor();
  const spotlit = page.frameLocator('iframe').locator('.recommended-comments');
  await expect.poll(() => spotlit.getAttribute('style')).toContain('outline');
  await page.locator('.message.is-spotlit', { hasText: 'Gyumri is the difference' }).waitFor();

  await page.keyboard.press('ArrowRight');
  await story.getByText('/summary draft quotes').waitFor();
  await story.getByRole('button', { name: 'Next step' }).click();
  await story.getByText('the draft is for Milo alone').waitFor();
  expect(await story.getByRole('progressbar').getAttribute('value')).toBe('1'); // it is paused still
});

test('the story asks before it undoes what somebody tried, here or elsewhere', async () => {
  await using stage = await openStory({ pace: 20 });
  const { page, newsroom } = stage;
  const thread = await newsroom.open(ARTICLE);
  await newsroom.person('reader').click(thread, 'consent:publish');
  await newsroom.person('reader').say(thread, 'Mine, by hand');
  await newsroom.until(({ count }) => expect(count).toBe(1), ARTICLE);
  const play = page.getByRole('button', { name: 'Play it for me' });
  const asking = page.getByRole('alertdialog', { name: 'Start over with the story?' });
  await play.click();
  await asking.getByRole('button', { name: 'Keep what I tried' }).click();
  await play.click();
  await asking.waitFor();
  expect((await newsroom.json(ARTICLE)).count).toBe(1);
  await asking.getByRole('button', { name: 'Start over and play' }).click();
  const story = storyOf(page);
  await story.getByRole('heading', { name: 'The box fills' }).waitFor();
  await story.getByRole('button', { name: 'Members decide' }).click(); // of what the story itself did, it does not ask
  await story.getByRole('heading', { name: 'Members decide' }).waitFor();
  await story.getByRole('button', { name: 'Stop' }).click();

  await page.locator('#message').fill('By hand again');
  await page.keyboard.press('Enter');
  await page.getByText('By hand again').first().waitFor();
  await play.click();
  await asking.waitFor();
});
