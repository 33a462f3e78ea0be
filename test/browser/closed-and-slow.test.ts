import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';

test('closed threads are listed separately, locked ones say why nobody can write, and slow mode is shown', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const thread = await newsroom.open();
  const address = (place: string) => `${newsroom.sandbox.url}/channels/${newsroom.sandbox.guild}/${place}?as=reader`;
  await page.goto(address(newsroom.news));
  const channels = page.getByRole('navigation', { name: 'Channels' });
  await channels.getByRole('link', { name: /The Old Bridge Reopens/ }).waitFor();

  await newsroom.drive('thread', { as: 'owner', channel: thread, archive: true });
  await channels.getByText('1 closed thread').waitFor();
  expect(await channels.getByRole('link', { name: /The Old Bridge Reopens/ }).isVisible()).toBe(false);
  await channels.getByText('1 closed thread').click();
  await channels.getByRole('link', { name: /The Old Bridge Reopens.*archived/ }).click();
  await page.getByText('This thread is closed. A message reopens it.').waitFor();
  const write = page.getByRole('combobox', { name: /^Message / });
  await write.fill('Is the toll gone?');
  await write.press('Enter');
  await page.getByText('This thread is closed. A message reopens it.').waitFor({ state: 'detached' });
  await expect.poll(() => channels.getByText('1 closed thread').count()).toBe(0);

  await newsroom.drive('thread', { as: 'owner', channel: thread, lock: true });
  await page.getByText('This thread is locked: only people with Manage Threads can write.').waitFor();
  expect(await write.count()).toBe(0);

  await newsroom.drive('channel', { as: 'owner', channel: newsroom.news, slowmode: 600 });
  await channels.getByRole('link', { name: /^news/ }).click();
  await page.getByText('Slow mode: one message every 10 minutes.').waitFor();
  await write.fill('One');
  await write.press('Enter');
  await page.getByRole('article').filter({ hasText: /One$/ }).waitFor();
  await write.fill('Two');
  await write.press('Enter');
  await page
    .getByRole('alert')
    .getByText(/^Slow mode is on here/)
    .waitFor();
  expect(await write.inputValue()).toBe('Two');
});
