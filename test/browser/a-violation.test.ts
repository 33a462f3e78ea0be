import { Routes } from 'discord.js';
import { expect, test } from 'vitest';
import { openPage } from '../helpers/browser-newsroom.ts';
import { textChannel } from '../helpers/discord.ts';
import { startBox } from '../helpers/sandbox.ts';

const COLOUR = 'getComputedStyle(document.querySelector(".violation")).color';

test('a violation of Discord’s specification is announced while the wire is closed, and red on the wire', async () => {
  const box = await startBox();
  await using browser = await openPage(box.sandbox.url);
  const { page } = browser;
  const wire = page.getByRole('button', { name: /^The wire and three levers/ });
  expect(await wire.textContent()).not.toContain('broken');

  const channel = textChannel(await box.client());
  await channel.client.rest.get(Routes.channelMessages(channel.id), { query: new URLSearchParams('limt=5') });
  await wire.getByText('Discord’s specification was broken once').waitFor();
  await wire.click();
  const violation = page.getByRole('region', { name: 'The wire' }).getByRole('alert');
  await violation.getByText(/Breaks Discord’s specification: .*limt/).waitFor();
  for (const [colorScheme, red] of [
    ['light', 'rgb(179, 38, 30)'],
    ['dark', 'rgb(255, 154, 146)'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await page.evaluate<string>(COLOUR)).toBe(red);
  }
  await expect(box[Symbol.asyncDispose]()).rejects.toThrow('to deeply equal'); // a violation fails every test that does not expect it
});
