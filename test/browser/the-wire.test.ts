import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';

test('the wire can be searched, folds its bodies, and says what Discord withholds from the bot and why; there are three levers', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  expect(await page.getByRole('region', { name: 'The wire' }).count()).toBe(0);
  await page.getByRole('button', { name: 'The wire and three levers' }).click();
  const wire = page.getByRole('region', { name: 'The wire' });
  const levers = page.getByRole('region', { name: 'Levers' });
  await levers.getByRole('switch', { name: 'Message Content is granted' }).waitFor();
  await levers.getByLabel('A permission of the bot in #news').waitFor();
  await levers.getByRole('group', { name: 'Time' }).waitFor();
  expect(await levers.locator('.lever').count()).toBe(3);

  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, 'A rare word: quokka');
  const lines = wire.getByRole('listitem');
  await wire.getByText('MESSAGE_CREATE').first().waitFor();
  await wire.getByLabel('Search the wire').fill('quokka');
  await expect.poll(() => lines.filter({ hasText: 'MESSAGE_CREATE' }).count()).toBe(1);
  expect(await wire.getByText('"content": "A rare word: quokka"').count()).toBe(0);
  await lines.filter({ hasText: 'MESSAGE_CREATE' }).locator('summary').click();
  await wire.getByText('"content": "A rare word: quokka"').waitFor();

  const turned = page.waitForResponse(/\/sandbox\/fault$/);
  await levers.getByRole('switch').click();
  await turned;
  await newsroom.person('guest').say(thread, 'Kept from the bot');
  await wire.getByLabel('Search the wire').fill('words that nobody wrote');
  await wire.getByText('No matches.').waitFor();
  await wire.getByLabel('Search the wire').fill('without content');
  await lines.getByText('without content: Message Content is not granted').first().waitFor();
  expect(await levers.getByRole('switch').isChecked()).toBe(false);

  await levers.getByRole('button', { name: '8 days' }).click();
  await levers.getByText('8 days ahead').waitFor();
  await page.getByText('1 closed thread').waitFor();
});
