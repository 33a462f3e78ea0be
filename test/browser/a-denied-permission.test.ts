import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';

test('a member who cannot open posts sees why, and the bot explains a permission it lost', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  await page.getByRole('radio', { name: 'Gus Guest' }).check();
  await page.getByRole('link', { name: /^articles/ }).click();
  await page.getByText('Gus Guest cannot open posts here without Send Messages.').waitFor();
  expect(await page.getByRole('button', { name: 'New post' }).count()).toBe(0);

  await page.getByRole('radio', { name: 'Olive Owner' }).check();
  await page.getByRole('link', { name: /^news/ }).click();
  await page.getByRole('button', { name: 'The wire and three levers' }).click();
  await page.getByLabel('A permission of the bot in #news').selectOption('Send Messages');
  await page.getByRole('button', { name: 'Take it' }).click();
  await page.getByRole('button', { name: 'Give it back' }).waitFor();

  await page.getByRole('combobox', { name: /^Message #news/ }).fill('/article ');
  await page.getByRole('combobox', { name: 'article', exact: true }).fill('bridge');
  await page.getByRole('button', { name: 'Send' }).click();
  await page
    .getByRole('article')
    .filter({ hasText: /missing permissions in .*: Send ?Messages/ })
    .getByText('Only you can see this')
    .waitFor();
  expect((await newsroom.json()).discussion).toBeNull();

  await page.getByLabel('Search the wire').fill('INTERACTION_CREATE');
  await page.getByRole('region', { name: 'The wire' }).getByText('INTERACTION_CREATE').first().waitFor();
});
