import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';

test('a member whose Discord is switched to German gets German commands and answers; others do not', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const thread = await newsroom.open();
  const { id } = await newsroom.person('guest').say(thread, 'Is the toll gone?');
  const write = page.getByRole('combobox', { name: /^Message / });
  const languageOf = (name: string) => page.getByRole('combobox', { name: `Language of ${name}’s Discord` });

  await page.getByRole('radio', { name: 'Milo Moderator' }).check();
  await languageOf('Milo Moderator').selectOption('Deutsch');
  await write.fill('/abschnitt');
  await page.getByRole('option', { name: '/abschnitt' }).click();
  const form = page.getByRole('form', { name: 'Command abschnitt' });
  await form.getByRole('combobox', { name: /^artikel/ }).pressSequentially('bridge');
  await page.getByRole('option', { name: 'The Old Bridge Reopens' }).click();
  await form.getByRole('combobox', { name: /^abschnitt/ }).pressSequentially('cost');
  await page.getByRole('option', { name: 'What it cost' }).click();
  await form.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('article').filter({ hasText: 'Eleven million' }).getByText('Only you can see this').waitFor();

  await page.getByRole('link', { name: /The Old Bridge Reopens/ }).click();
  const message = page.locator(`#m${id}`);
  await message.hover();
  await message.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Auf der Seite empfehlen' }).click();
  await page.getByRole('dialog', { name: 'Den Lesern empfehlen' }).waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('radio', { name: 'Olive Owner' }).check();
  await languageOf('Olive Owner').waitFor();
  expect(await languageOf('Olive Owner').inputValue()).toBe('en-US');
  await write.fill('/section');
  await page.getByRole('option', { name: '/section Read' }).waitFor();
});
