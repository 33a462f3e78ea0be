import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';

test('one click switches to another member, with only that member’s channels and commands', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const thread = await newsroom.open();
  const { id } = await newsroom.person('guest').say(thread, 'Is the toll gone?');
  const { id: staff } = await newsroom.drive<{ id: string }>('create-channel', { as: 'owner', name: 'staff' });
  await newsroom.drive('channel', {
    as: 'owner',
    channel: 'staff',
    overwrites: [{ id: newsroom.sandbox.guild, deny: 'ViewChannel' }],
  });
  const write = page.getByRole('combobox', { name: /^Message / });
  const become = (name: string) => page.getByRole('radio', { name }).click();
  /** The message's menu, once it has this item: an open menu changes with the view that the page is sent. */
  const menuWith = async (name: string) => {
    const message = page.locator(`#m${id}`);
    await message.hover();
    await message.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name }).waitFor();
    const items = await page.getByRole('menuitem').allTextContents();
    await page.keyboard.press('Escape');
    return items.map((item) => item.trim());
  };

  await page.getByRole('link', { name: /^staff/ }).click();
  await page.getByRole('heading', { level: 1, name: 'staff' }).waitFor();
  await become('Rosa Reader');
  await page.getByRole('heading', { name: 'Nothing to see here' }).waitFor();
  expect(await page.getByRole('link', { name: /^staff/ }).count()).toBe(0);
  expect(page.url()).toContain(staff);

  await page.getByRole('link', { name: /The Old Bridge Reopens/ }).click();
  await write.fill('/');
  await page.getByRole('option', { name: '/section' }).waitFor();
  await page.getByText(/^\d+ more that Rosa Reader has no permission to use\.$/).waitFor();
  expect(await page.getByRole('option', { name: '/belowline' }).count()).toBe(0);
  await write.fill('');
  const readers = await menuWith('Report to moderators');
  expect(readers).not.toContain('Recommend on site');
  expect(readers).not.toContain('Delete message');

  await become('Milo Moderator');
  await page.getByRole('radio', { name: 'Milo Moderator', checked: true }).waitFor();
  const moderators = await menuWith('Recommend on site');
  expect(moderators).toEqual(expect.arrayContaining(['Pin message', 'Delete message']));
});
