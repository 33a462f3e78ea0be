import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';

test('posting an article with the picker, then replying, reacting, editing and deleting in its thread, updates the page', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page } = stage;
  const article = page.frameLocator('iframe');
  const write = page.getByRole('combobox', { name: /^Message / });

  await write.pressSequentially('/art');
  await page.getByRole('option', { name: '/article Open or find' }).click();
  const option = page.getByRole('combobox', { name: 'article', exact: true });
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('This option is required. Specify a value.').waitFor();
  await option.pressSequentially('bridge');
  await page.getByRole('option', { name: 'The Old Bridge Reopens' }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Only you can see this').waitFor();
  await page.getByRole('link', { name: 'The Old Bridge Reopens' }).click();
  await page.getByRole('heading', { level: 1, name: 'The Old Bridge Reopens' }).waitFor();
  await article.getByRole('link', { name: 'Open the thread' }).waitFor();

  await page.getByRole('radio', { name: 'Rosa Reader' }).check();
  await write.fill('Is the toll gone?');
  await write.press('Enter');
  await article.getByText('Is the toll gone?').first().waitFor();

  const message = page.getByRole('article', { name: /^Rosa Reader/ }).filter({ hasText: 'Is the toll gone?' });
  await page.getByRole('radio', { name: 'Milo Moderator' }).check();
  await message.hover();
  await message.getByRole('button', { name: 'Reply' }).click();
  await page.getByText('Replying to Rosa Reader').waitFor();
  await write.fill('Since **Monday**.');
  await write.press('Enter');
  await article.getByText('1 reply').first().waitFor();
  await message.hover();
  await message.getByRole('button', { name: 'Add reaction' }).click();
  await page.getByRole('button', { name: 'heart' }).click();
  await article.getByText('❤').first().waitFor();

  await page.getByRole('radio', { name: 'Rosa Reader' }).check();
  await message.hover();
  await message.getByRole('button', { name: 'Edit' }).click();
  await page.getByText('Escape to cancel · Enter to save', { exact: true }).waitFor();
  await page.getByRole('textbox', { name: 'Edit message' }).fill('Is the toll really gone?');
  await page.getByRole('textbox', { name: 'Edit message' }).press('Enter');
  await article.getByText('Is the toll really gone?').first().waitFor();

  const edited = page.getByRole('article', { name: /^Rosa Reader/ }).filter({ hasText: 'really' });
  await edited.hover();
  await edited.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete message' }).click();
  await page.getByText('Original message was deleted').waitFor();
  await expect.poll(() => article.getByText('Is the toll really gone?').count(), { timeout: 10_000 }).toBe(0);
});

test.each([
  [{ width: 1280, height: 800 }, 'whole'],
  [{ width: 1280, height: 420 }, 'from its beginning'],
  [{ width: 390, height: 700 }, 'from its beginning'],
])('in a window of %j the message that /article posts is visible, %s', async (size, how) => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page } = stage;
  await page.setViewportSize(size);
  const write = page.getByRole('combobox', { name: /^Message / });
  await write.fill('/article ');
  await page.getByRole('combobox', { name: 'article', exact: true }).fill('bridge');
  await page.getByRole('option', { name: 'The Old Bridge Reopens' }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  const list = page.getByRole('region', { name: /^Messages in news/ });
  await list.getByRole('button', { name: /messages? ›$/ }).waitFor();
  const made = list.getByRole('listitem').last();
  const edges = async () => {
    const [room, box] = [(await list.boundingBox())!, (await made.boundingBox())!];
    return { above: box.y - room.y, below: room.y + room.height - box.y - box.height };
  };
  await expect.poll(async () => (await edges()).above).toBeGreaterThanOrEqual(-1);
  const { above, below } = await edges();
  expect({ how: below >= -1 ? 'whole' : 'from its beginning', isFar: above > 40 }).toMatchObject(
    how === 'whole' ? { how } : { how, isFar: false },
  );
});
