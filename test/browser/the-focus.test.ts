import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { SETUP_STEPS } from '../../src/discord/setup/setup.ts';
import { openSandbox } from '../helpers/browser-newsroom.ts';

const NAME_OF_FOCUSED = `document.activeElement.getAttribute('aria-label') ?? (document.activeElement.id || document.activeElement.tagName)`;

/** Waits until what has the focus has this name. */
async function expectFocus(page: Page, name: RegExp): Promise<void> {
  const named = () => page.evaluate<string>(NAME_OF_FOCUSED);
  await expect.poll(named, { timeout: 10_000 }).toMatch(name);
}

test('the focus returns when a menu, a modal or a message closes', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const thread = await newsroom.open();
  const { id } = await newsroom.person('reader').say(thread, 'Is the toll gone?');
  await page.goto(`${newsroom.sandbox.url}/channels/${newsroom.sandbox.guild}/${thread}?as=moderator`);
  const message = page.locator(`#m${id}`);
  const write = page.getByRole('combobox', { name: /^Message / });

  await write.fill('Since Monday.');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('article').filter({ hasText: 'Since Monday.' }).waitFor();
  await expectFocus(page, /^Message The Old Bridge/);

  await message.hover();
  await message.getByRole('button', { name: 'Add reaction' }).click();
  await page.keyboard.press('ArrowRight');
  await expectFocus(page, /^thumbs down$/);
  await page.keyboard.press('Escape');
  await expectFocus(page, /^Add reaction$/);

  await message.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Recommend on site' }).click();
  const modal = page.getByRole('dialog');
  await modal.waitFor();
  await page.keyboard.press('Escape');
  await modal.waitFor({ state: 'detached' });
  await expectFocus(page, /^More$/);

  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Delete message' }).click();
  await message.waitFor({ state: 'detached' });
  await expectFocus(page, /^Message The Old Bridge/);
});

test('Escape closes a popup, and cancelling a form moves the focus to the list behind it', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page } = stage;
  const pins = page.getByRole('button', { name: 'Pinned messages' });
  await pins.press('Enter');
  await page.getByText('Nothing is pinned here.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('Nothing is pinned here.').waitFor({ state: 'detached' });
  await expectFocus(page, /^Pinned messages$/);

  await page.getByRole('link', { name: /^articles/ }).click();
  await page.getByRole('button', { name: 'New post' }).press('Enter');
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await page.getByRole('button', { name: 'New post' }).waitFor();
  await expectFocus(page, /^Posts in articles$/);
});

test('the focus stays on a message whose buttons change, and moves to the composer when it is dismissed', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page } = stage;
  await page.getByRole('combobox', { name: /^Message #news/ }).fill('/belowline setup ');
  await page.getByRole('form', { name: 'Command belowline setup' }).getByRole('button', { name: 'Send' }).click();
  const setup = page.locator('[data-message]', { hasText: 'Only you can see this' });
  for (let step = 2; step <= SETUP_STEPS.length; step++) {
    await setup.getByRole('button', { name: 'Next' }).press('Enter');
    await setup.getByText(`Setup (${step} of ${SETUP_STEPS.length})`).waitFor();
  }
  await expectFocus(page, /^m\d+$/);
  await setup.getByRole('button', { name: 'Dismiss message' }).press('Enter');
  await setup.waitFor({ state: 'detached' });
  await expectFocus(page, /^Message #news/);
});

test('what a person types goes into the composer, wherever the focus was', async () => {
  await using stage = await openSandbox({ policy: 'ask' });
  const { page } = stage;
  const composer = page.locator('#message');
  await page.getByRole('heading', { level: 1 }).click(); // takes no focus
  await page.keyboard.type('Hello');
  expect(await composer.inputValue()).toBe('Hello');
  await page.getByRole('button', { name: 'Pinned messages' }).focus();
  await page.keyboard.press('Space'); // presses the button
  await page.keyboard.press('Escape');
  await page.keyboard.type('!');
  expect(await composer.inputValue()).toBe('Hello!');
  await page.getByLabel('Language of Olive Owner’s Discord').focus();
  await page.keyboard.type('g'); // chooses in the list
  expect(await composer.inputValue()).toBe('Hello!');
});

test('a first visit says what to do first, and does it at a press', async () => {
  await using stage = await openSandbox({ policy: 'ask' });
  const { page } = stage;
  const first = page.getByText('Start here: open an article for discussion.');
  await first.waitFor();
  await page.getByRole('button', { name: 'Use /article' }).click();
  await page.getByRole('combobox', { name: /^article/ }).waitFor();
  await stage.newsroom.open();
  await page.getByText('The Old Bridge Reopens').first().waitFor();
  await expect.poll(() => first.count()).toBe(0);
});
