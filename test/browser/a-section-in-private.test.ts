import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';

const WORDS = 'Eleven million, two more than planned.';

test('only the asker sees a section requested in private', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const thread = await newsroom.open();
  const guild = newsroom.sandbox.guild;
  await page.goto(`${newsroom.sandbox.url}/channels/${guild}/${newsroom.news}?as=reader`);
  await page.getByRole('combobox', { name: /^Message #news/ }).fill('/section ');
  await page.getByRole('combobox', { name: /^article/ }).pressSequentially('old bri');
  await page.getByRole('option', { name: 'The Old Bridge Reopens' }).click();
  await page.getByRole('combobox', { name: /^section/ }).pressSequentially('cost');
  await page.getByRole('option', { name: 'What it cost' }).click();
  await page.keyboard.press('Enter');
  const section = page.getByRole('article').filter({ hasText: WORDS });
  await section.getByText('Only you can see this').waitFor();
  await page.getByText('used /section').waitFor();

  await page.getByRole('radio', { name: 'Gus Guest' }).check();
  await page.getByRole('heading', { name: 'Welcome to #news' }).waitFor();
  await section.waitFor({ state: 'detached' });
  expect((await newsroom.state('guest')).messages[newsroom.news]).toHaveLength(1);
  expect((await newsroom.json()).discussion?.thread).toBe(thread);
});
