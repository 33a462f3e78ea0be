import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';

const MORE_THAN_SHOWN = 120;

test('a pin and a link lead to a message too far back to be shown at first', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const { guild, url } = newsroom.sandbox;
  const reader = newsroom.person('reader');
  const { id } = await reader.say(newsroom.news, 'The very first');
  for (let index = 0; index < MORE_THAN_SHOWN; index++) await reader.say(newsroom.news, `Message ${index}`);
  await newsroom.person('moderator').pin(id);
  await page.getByRole('article').getByText('pinned a message to this channel.').waitFor();
  expect(await page.locator(`#m${id}`).count()).toBe(0);
  await page.getByRole('button', { name: 'Pinned messages' }).click();
  await page.getByRole('button', { name: 'Rosa Reader The very first' }).click();
  await page.locator(`#m${id}:focus`).waitFor();

  await page.goto(`${url}/channels/${guild}/${newsroom.forum}`);
  await page.getByRole('heading', { level: 1, name: 'articles' }).waitFor();
  await page.goto(`${url}/channels/${guild}/${newsroom.news}/${id}`);
  await page.locator(`#m${id}:focus`).waitFor();
  expect((await page.locator(`#m${id}`).boundingBox())?.y).toBeLessThan(800);
});

test('the pin list shows a message’s words, also from an embed', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const response = await fetch(`${newsroom.sandbox.apiUrl}/v10/channels/${newsroom.news}/messages`, {
    method: 'POST',
    headers: { authorization: `Bot ${newsroom.sandbox.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ embeds: [{ title: 'So far', description: 'Most ask about the **toll**.' }] }),
  });
  const { id } = (await response.json()) as { id: string };
  await newsroom.person('moderator').pin(id);
  await page.getByRole('button', { name: 'Pinned messages' }).click();
  await page.getByRole('button', { name: 'belowline So far Most ask about the toll.' }).waitFor();
});

test('a right-click opens a message’s menu, but not on a link', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  await newsroom.person('reader').say(newsroom.news, 'See https://example.org/plan');
  const message = page.getByRole('article').filter({ hasText: 'See' });
  await message.getByRole('link').click({ button: 'right' });
  expect(await page.getByRole('menu').count()).toBe(0);
  await message.getByText('Rosa Reader').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Pin message' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
});

test('an unfinished message is still there after a visit to another place', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  await newsroom.open();
  const write = page.getByRole('combobox', { name: /^Message / });
  await write.fill('Half a sent');
  await page.getByRole('link', { name: /The Old Bridge Reopens/ }).click();
  await page.getByRole('heading', { level: 1, name: 'The Old Bridge Reopens' }).waitFor();
  expect(await write.inputValue()).toBe('');
  await page.getByRole('link', { name: /^news/ }).click();
  await page.getByRole('heading', { name: 'Welcome to #news' }).waitFor();
  expect(await write.inputValue()).toBe('Half a sent');
  await write.press('Enter');
  await page.getByRole('article').getByText('Half a sent').waitFor();
  expect(await write.inputValue()).toBe('');
});
