import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';

test('Play it for me shows the first chapter to its end, can be paused, and offers the next one', async () => {
  await using stage = await openSandbox({ policy: 'ask', environment: { CONTENT_DIR: 'content' } });
  const { page, newsroom } = stage;
  const article = page.frameLocator('iframe');
  await article.getByText('There are no comments to display.').waitFor();
  await page.getByRole('button', { name: 'Play it for me' }).click();
  const story = page.getByRole('region', { name: 'The story' });
  await story.getByRole('heading', { name: 'A comment' }).waitFor();
  await story.getByText('A reader replies in the thread').waitFor();

  await story.getByRole('button', { name: 'Pause' }).click();
  const progress = () => story.getByRole('progressbar').getAttribute('value');
  const before = await progress();
  await story.getByRole('button', { name: 'Go on' }).click();
  expect(await progress()).toBe(before);

  await article.getByText('1 reply is only on Discord.').waitFor();
  await article.getByText('What would bring them back?').first().waitFor();
  await article.getByText('What would bring Armenia back?').first().waitFor({ timeout: 30_000 });
  await story.getByText('That is this chapter.').waitFor({ timeout: 40_000 });
  expect((await newsroom.json('armenia-steps-back-from-csto')).discussions).toHaveLength(1);

  await story.getByRole('button', { name: 'Next: Members decide' }).click();
  await story.getByText('A reader replies: no word of it is stored, and the bot asks').waitFor();
  await story.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Play it for me' }).waitFor();
});
