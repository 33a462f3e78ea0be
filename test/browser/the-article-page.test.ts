import type { Locator, Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { expectAccessible } from '../helpers/axe.ts';
import { openSandbox } from '../helpers/browser-newsroom.ts';
import { BRIDGE } from '../helpers/newsroom.ts';

const THUMB = 44; // CSS pixels
const ARABIC = `---
title: الجسر القديم يُفتح من جديد
slug: jisr
published: 2026-01-05
language: ar
---

بعد عامين من الإصلاح فُتح الجسر من جديد.

## ما الذي أُصلح

رُفع كل حجر ونُظّف.
`;

const MANUAL = `---
title: How the bridge was measured
slug: manual
published: 2026-01-05
---

The numbers.

## The code

\`\`\`js
${'const stones = await count(); '.repeat(20)}
\`\`\`

## The table

| Left | Right |${' Wide |'.repeat(20)}
|:---|---:|${'---|'.repeat(20)}
| a | 1 |${' measured |'.repeat(20)}
`;

/** The page on a phone without JavaScript, as a reader has it. */
async function openPhone(page: Page, url: string): Promise<Page> {
  const browser = page.context().browser();
  if (!browser) throw new Error('There is no browser');
  const viewport = { width: 390, height: 844 };
  const context = await browser.newContext({ viewport, hasTouch: true, isMobile: true, javaScriptEnabled: false });
  const phone = await context.newPage();
  await phone.goto(url);
  return phone;
}

/** What of these is too small for a thumb, by its words. */
async function tooSmall(links: Locator): Promise<string[]> {
  const small = [];
  for (const link of await links.all()) {
    const box = await link.boundingBox();
    if (!box || box.width < THUMB || box.height < THUMB) small.push(await link.innerText());
  }
  return small;
}

test('the page works without JavaScript on a phone, with thumb-sized links for pages, sorting and replies', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { newsroom } = stage;
  const thread = await newsroom.open();
  const { id } = await newsroom.person('reader').say(thread, 'Is the toll gone?');
  const answer = await newsroom.person('guest').say(thread, 'Since Monday.', { replyTo: id });
  await newsroom.person('guest').say(thread, 'Number three');
  await newsroom.until(({ count }) => expect(count).toBe(3));
  const phone = await openPhone(stage.page, `${newsroom.url}/articles/bridge?sort=oldest&size=2`);
  const sorts = phone.getByRole('navigation', { name: 'Sort comments' }).getByRole('link');
  const pages = phone.getByRole('navigation', { name: 'Pages of comments' }).getByRole('link');
  expect(await sorts.count()).toBe(4);
  expect(await pages.count()).toBe(3);
  expect(await tooSmall(sorts.or(pages))).toEqual([]);

  await phone.getByRole('link', { name: '1 reply' }).tap();
  await phone.waitForURL(`**/articles/bridge?sort=oldest&size=2#comment-${answer.id}`);
  await pages.getByText('Next').tap();
  await phone.getByText('Number three').waitFor();
  await sorts.getByText('Newest').tap();
  await phone.waitForURL(/sort=newest/);
  await phone.getByText('Number three').waitFor();
});

test('an Arabic article and Arabic comments run from the right, others from the left, and nothing overflows', async () => {
  await using stage = await openSandbox({ policy: 'opt-out', articles: { 'bridge.md': BRIDGE, 'jisr.md': ARABIC } });
  const { newsroom, page } = stage;
  const thread = await newsroom.open('jisr');
  const { id } = await newsroom.person('reader').say(thread, 'هل أُلغيت الرسوم؟');
  await newsroom.person('guest').say(thread, 'Since Monday, https://example.org/a/very/long/address/that/must/break', {
    replyTo: id,
  });
  await newsroom.until(({ count }) => expect(count).toBe(2), 'jisr');
  await page.goto(`${newsroom.url}/articles/jisr`);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    const [fromRight, fromLeft] = [page.locator(':dir(rtl)'), page.locator(':dir(ltr)')];
    await page.getByRole('heading', { level: 1 }).and(fromRight).waitFor();
    await page.getByText('رُفع كل حجر ونُظّف.').and(fromRight).waitFor();
    await page.getByText('هل أُلغيت الرسوم؟').and(fromRight).last().waitFor();
    await page.getByText('Since Monday').and(fromLeft).waitFor();
    await expectAccessible(page, `Arabic article, ${width}`);
  }
});

test('axe-core finds nothing serious on the article’s page with recommended, pinned and unpublished replies', async () => {
  await using stage = await openSandbox({ policy: 'ask' });
  const { newsroom, page } = stage;
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  const { id } = await reader.say(thread, 'Is the **toll** gone? ||secret||\n> quoted\n`code`');
  await reader.command(thread, 'privacy publish', {});
  await newsroom.person('moderator').pin(id);
  await newsroom.person('guest').say(thread, 'Only here');
  await newsroom.until(({ discordOnly, summary }) => expect([discordOnly, summary !== null]).toEqual([1, true]));
  await page.goto(`${newsroom.url}/articles/bridge`);
  await page.getByText('1 reply is only on Discord.').waitFor();
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await expectAccessible(page, `article, ${width}`);
  }
});

test('long code fits a phone and a printed page, and a wide table scrolls by keyboard with its columns aligned', async () => {
  await using stage = await openSandbox({ policy: 'opt-out', articles: { 'manual.md': MANUAL } });
  const { newsroom, page } = stage;
  const thread = await newsroom.open('manual');
  await newsroom.person('reader').say(thread, `\`\`\`js\n${'let stone = 1; '.repeat(20)}\n\`\`\``);
  await newsroom.until(({ count }) => expect(count).toBe(1), 'manual');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${newsroom.url}/articles/manual`);
  const reachesOut = (selector: string) =>
    page.evaluate<boolean[]>(
      `Array.from(document.querySelectorAll('${selector}'), (box) => box.scrollWidth > box.clientWidth)`,
    );
  for (const media of ['screen', 'print'] as const) {
    await page.emulateMedia({ media });
    expect({ media, reaches: await reachesOut('pre') }).toEqual({ media, reaches: [false, false] });
  }
  await page.emulateMedia({ media: 'screen' });
  expect(await reachesOut('html, .table')).toEqual([false, true]);
  await expectAccessible(page, 'an article with code and a table');
  const alignment = (column: number) =>
    page.evaluate<string>(`getComputedStyle(document.querySelector('td:nth-child(${column})')).textAlign`);
  expect([await alignment(1), await alignment(2)]).toEqual(['left', 'right']);
});

test('a spoiler hides the link in it, and the first tap only reveals it', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { newsroom } = stage;
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, 'It ends so: ||see https://example.org/end||');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  const phone = await openPhone(stage.page, `${newsroom.url}/articles/bridge`);
  const link = phone.getByRole('link', { name: 'https://example.org/end' });
  const seen = () =>
    phone.evaluate<string[]>(
      `(({ color, textDecorationColor }) => [color, textDecorationColor])(getComputedStyle(document.querySelector('.spoiler a')))`,
    );
  expect(await seen()).toEqual(['rgba(0, 0, 0, 0)', 'rgba(0, 0, 0, 0)']);
  const box = await link.boundingBox();
  await phone.touchscreen.tap((box?.x ?? 0) + 10, (box?.y ?? 0) + 5);
  await vi.waitFor(async () => expect(await seen()).not.toContain('rgba(0, 0, 0, 0)'));
  expect(phone.url()).toBe(`${newsroom.url}/articles/bridge`);
});

test('axe-core finds nothing serious on the article list, the privacy page and a missing page', async () => {
  await using stage = await openSandbox({ policy: 'ask', articles: { 'bridge.md': BRIDGE, 'jisr.md': ARABIC } });
  const { newsroom, page } = stage;
  await newsroom.open();
  for (const path of ['/', '/privacy', '/privacy?language=de', '/articles/bridge/comments/1', '/nowhere']) {
    await page.goto(newsroom.url + path);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await expectAccessible(page, `${path}, ${width}`);
    }
  }
});
