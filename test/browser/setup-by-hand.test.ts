import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';

test('the owner sets everything up and opens a first discussion by clicks alone', async () => {
  await using stage = await openSandbox({ policy: 'ask' });
  const { page, newsroom } = stage;
  const bot = page.getByRole('article', { name: /^belowline/i });
  const write = page.getByRole('combobox', { name: /^Message / });
  await write.pressSequentially('/belowline s');
  await page.getByRole('option', { name: '/belowline setup' }).click();
  await page.getByRole('button', { name: 'Send' }).click();

  await bot.getByText('Where should articles be discussed?').waitFor();
  await bot.getByRole('button', { name: 'Make a selection' }).click();
  await page.getByRole('option', { name: '#news' }).click();
  await page.getByRole('button', { name: 'Anyone who can create threads there' }).click();
  await page.getByRole('button', { name: 'Ask each member first' }).click();
  for (const question of ['Which role moderates', 'Where should reports go?', 'Which role can be pinged']) {
    await bot.getByText(question).waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
  }
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Enter an invite' }).click();
  await page.getByRole('textbox', { name: /^Invite for readers/ }).fill('discord.gg/gazette');
  await page.getByRole('button', { name: 'Submit' }).click();
  await bot.getByText('Post new articles automatically in the home channel?').waitFor();
  await page.getByRole('button', { name: 'No', exact: true }).click();
  for (const question of ['Who is staff?', 'Who writes the articles?', 'Which custom emoji mean approval?']) {
    await bot.getByText(question).waitFor();
    await page.getByRole('button', { name: 'Next' }).click();
  }

  await bot.getByText('All done.').waitFor();
  await page.getByRole('button', { name: /^Pick an article to open a first discussion/ }).click();
  await page.getByRole('option', { name: 'The Old Bridge Reopens' }).click();
  await bot.getByText(/“The Old Bridge Reopens” is now open for discussion/).waitFor();
  const { discussion } = await newsroom.json();
  expect(discussion?.open).toBe(true);
});
