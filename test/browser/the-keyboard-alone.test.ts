import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';

const MOST = 60; // presses of Tab within which everything is reached

const NAME_OF_FOCUSED = `(() => {
  const { activeElement: element } = document;
  return (element.getAttribute('aria-label') ?? (element.closest('label') ?? element).textContent).trim();
})()`;

/** Presses Tab until what has the focus has this name. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < MOST; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>(NAME_OF_FOCUSED);
    if (name.test(focused)) return;
  }
  throw new Error(`Tab does not lead to ${String(name)}`);
}

test('the keyboard is enough to post an article, open its thread, reply, react, edit, delete and switch members', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const { keyboard } = page;
  await tabTo(page, /^Message #news/);
  await keyboard.type('/article ');
  await keyboard.type('bridge');
  await page.getByRole('option', { name: 'The Old Bridge Reopens' }).waitFor();
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await page.getByText('Only you can see this').waitFor();

  await tabTo(page, /^The Old Bridge Reopens/);
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'The Old Bridge Reopens' }).waitFor();
  await keyboard.type('Is the toll gone?');
  await keyboard.press('Enter');
  const message = page.locator('[data-message]', { hasText: 'Is the toll gone?' });
  await message.waitFor();
  await keyboard.press('ArrowUp');
  await page.getByRole('textbox', { name: 'Edit message' }).waitFor();
  await keyboard.type(' Really?');
  await keyboard.press('Enter');
  await newsroom.until(({ comments }) => expect(comments[0]?.html).toContain('Really?'));

  await tabTo(page, /^Messages in/);
  await keyboard.press('ArrowUp');
  await tabTo(page, /^Add reaction/);
  await keyboard.press('Enter');
  await page.getByRole('group', { name: 'Reactions' }).waitFor();
  await keyboard.press('Enter');
  await newsroom.until(({ comments }) => expect(comments[0]?.reactions).toHaveLength(1));
  await tabTo(page, /^More/);
  await keyboard.press('Enter');
  await page.getByRole('menu').waitFor();
  await keyboard.press('End');
  await keyboard.press('Enter');
  await message.waitFor({ state: 'detached' });

  await tabTo(page, /^O?Olive Owner/);
  await keyboard.press('ArrowDown');
  await page.getByText('Milo Moderator').first().waitFor();
  expect(await page.getByRole('radio', { name: 'Milo Moderator' }).isChecked()).toBe(true);
});
