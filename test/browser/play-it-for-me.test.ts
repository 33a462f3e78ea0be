import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';

test('Play it for me shows the whole loop to its end, and can be paused', async () => {
  await using stage = await openSandbox({ policy: 'ask', environment: { CONTENT_DIR: 'content' } });
  const { page, newsroom } = stage;
  const article = page.frameLocator('iframe');
  await article.getByText('There are no comments to display.').waitFor();
  await page.getByRole('button', { name: 'Play it for me' }).click();
  const story = page.getByRole('region', { name: 'The story' });
  await story.getByText('A reader replies in the thread').waitFor();

  await story.getByRole('button', { name: 'Pause' }).click();
  const progress = () => story.getByRole('progressbar').getAttribute('value');
  const before = await progress();
  await story.getByRole('button', { name: 'Go on' }).click();
  expect(await progress()).toBe(before);

  await article.getByText('What would bring them back?').first().waitFor();
  await article.getByText('What would bring Armenia back?').first().waitFor({ timeout: 30_000 });
  await story.getByText('That is the whole loop. Now you.').waitFor({ timeout: 40_000 });
  await article.getByText('There are no comments to display.').waitFor();
  expect((await newsroom.json('armenia-steps-back-from-csto')).discussions).toHaveLength(1);
});
