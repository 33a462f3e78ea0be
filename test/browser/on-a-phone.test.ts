import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openSandbox } from '../helpers/browser-newsroom.ts';
import { BRIDGE } from '../helpers/newsroom.ts';

const IS_WHOLE = `(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector("h1"))`;
const OTHER = '---\ntitle: Another Article\n---\n\nIts lead.\n';
const PHONE = { width: 390, height: 844 };

const steps = (page: Page) => page.getByRole('region', { name: 'What to try' });
const show = (page: Page, part: string) =>
  page.getByRole('navigation', { name: 'Parts of the page' }).getByRole('button', { name: part }).click();

test('on a phone only the next step is above the conversation, and finished steps stay finished', async () => {
  await using stage = await openSandbox({ policy: 'ask', articles: { 'bridge.md': BRIDGE, 'other.md': OTHER } });
  const { page, newsroom } = stage;
  await page.setViewportSize(PHONE);
  const shown = () => steps(page).getByRole('listitem').allTextContents();
  expect(await shown()).toEqual(['In #news, type /article and choose one. It gets a thread.']);
  expect((await steps(page).boundingBox())?.height).toBeLessThan(120);
  await steps(page).getByRole('button', { name: 'All steps' }).click();
  expect(await shown()).toHaveLength(4);
  await steps(page).getByRole('button', { name: 'All steps' }).click();

  const thread = await newsroom.open('other'); // by nobody here: nothing has been done
  await page.getByRole('combobox', { name: /^Message / }).fill('/article ');
  await page.getByRole('combobox', { name: 'article', exact: true }).fill('bridge');
  await page.getByRole('option', { name: 'The Old Bridge Reopens' }).click();
  expect(await shown()).toEqual(['In #news, type /article and choose one. It gets a thread.']);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect.poll(shown).toEqual(['Open its thread in the channel list.']);
  await show(page, 'Channels');
  await page.getByRole('link', { name: /The Old Bridge Reopens/ }).click();
  await expect.poll(shown).toEqual(['Reply there as any member, then press Show mine when the bot asks.']);
  await page.getByRole('combobox', { name: /^Message / }).fill('Is the toll gone?');
  await page.getByRole('button', { name: 'Send' }).click();
  const ask = page.getByRole('article').getByRole('button', { name: 'Show mine' }).last();
  await ask.waitFor();
  expect(await shown()).toEqual(['Reply there as any member, then press Show mine when the bot asks.']);
  await ask.click();
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await show(page, 'Channels');
  await page.getByRole('link', { name: /^news/ }).click();
  await page.getByRole('heading', { name: 'Welcome to #news' }).waitFor();
  await expect.poll(shown).toEqual(['Your reply is a comment on the article’s page.']);
  await show(page, 'Article');
  await steps(page)
    .getByRole('heading', { name: /^You have done it all/ })
    .waitFor();
  await page.goto(`${newsroom.sandbox.url}/channels/${newsroom.sandbox.guild}/${thread}`);
  await steps(page)
    .getByRole('heading', { name: /^You have done it all/ })
    .waitFor();
});

test('on a phone a place keeps its name beside its topic, and the last message stays visible when space shrinks', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { page, newsroom } = stage;
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, Array.from({ length: 60 }, (_, line) => `Line ${line}`).join('\n'));
  await newsroom.person('guest').say(thread, 'The last');
  await page.setViewportSize(PHONE);
  await show(page, 'Channels');
  await page.getByRole('link', { name: /^articles/ }).click();
  const name = page.getByRole('heading', { level: 1, name: 'articles' });
  await name.waitFor();
  expect(await page.evaluate<boolean>(IS_WHOLE)).toBe(true);

  await show(page, 'Channels');
  await page.getByRole('link', { name: /The Old Bridge Reopens/ }).click();
  const last = page.getByRole('article').getByText('The last');
  const isInSight = async () => ((await last.boundingBox())?.y ?? Infinity) < ((await composer.boundingBox())?.y ?? 0);
  const composer = page.getByRole('combobox', { name: /^Message / });
  await expect.poll(isInSight).toBe(true);
  await page.setViewportSize({ ...PHONE, height: 500 });
  await expect.poll(isInSight).toBe(true);
});
