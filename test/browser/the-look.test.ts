import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { expectAccessible } from '../helpers/axe.ts';
import { openSandbox } from '../helpers/browser-newsroom.ts';

const GERMAN = `---
title: Die "alte" Brücke
slug: bruecke
published: 2026-01-04
language: de
---

Sie ist "wieder" offen.
`;

const BRIDGE = `---
title: The Bridge's Second Opening
slug: bridge
published: 2026-01-05
section: City
---

It is "open" again, *after two years*.
`;

/** The same page for a reader without JavaScript. */
async function openPlain(page: Page, url: string, width = 390): Promise<Page> {
  const context = await page
    .context()
    .browser()
    ?.newContext({ viewport: { width, height: 844 }, javaScriptEnabled: false });
  if (!context) throw new Error('There is no browser');
  const plain = await context.newPage();
  await plain.goto(url);
  return plain;
}

const heightOf = async (page: Page, selector: string): Promise<number> =>
  (await page.locator(selector).boundingBox())?.height ?? 0;

test('nothing moves while the front page and an article load, and both are set in our own fonts', async () => {
  await using stage = await openSandbox({ policy: 'opt-out', articles: { 'bridge.md': BRIDGE, 'b.md': GERMAN } });
  const { newsroom, page } = stage;
  const thread = await newsroom.open();
  for (let index = 0; index < 5; index++) await newsroom.person('reader').say(thread, 'Is the *toll* gone?');
  await newsroom.until(({ count }) => expect(count).toBe(5));
  await page.addInitScript(
    `window.moved = 0; new PerformanceObserver((list) => { for (const { value } of list.getEntries()) window.moved += value; }).observe({ type: 'layout-shift', buffered: true });`,
  );
  for (const path of ['/', '/articles/bridge', '/articles/bridge#comments']) {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto('about:blank');
      await page.goto(newsroom.url + path, { waitUntil: 'load' });
      await page.evaluate('document.fonts.ready');
      expect({ path, width, moved: await page.evaluate('window.moved') }).toEqual({ path, width, moved: 0 });
      // The first visit may come too early for them; from then on the browser has them.
      const loaded = `Array.from(document.fonts).filter(({ status }) => status === 'loaded').map(({ family }) => family.replaceAll('"', ''))`;
      await vi.waitFor(async () =>
        expect(await page.evaluate(loaded)).toEqual(
          expect.arrayContaining(['Newsreader Variable', 'Libre Franklin Variable']),
        ),
      );
    }
  }
});

test('times of this week are told as readers say it, and without JavaScript as dates', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { newsroom, page } = stage;
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, 'Is the toll gone?');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  const url = `${newsroom.url}/articles/bridge`;
  await page.goto(url);
  const time = page.locator('.comment time');
  await vi.waitFor(async () => expect(await time.innerText()).toMatch(/^(this minute|\d+ minutes? ago)$/));
  const exact = /^\d+ \w+ \d{4}, \d\d:\d\d UTC$/;
  expect(await time.getAttribute('title')).toMatch(exact);
  const plain = await openPlain(page, url);
  expect(await plain.locator('.comment time').innerText()).toMatch(exact);
});

test('a long summary opens without JavaScript, and a spoiler by press and by key but not by pointing at it', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { newsroom, page } = stage;
  const thread = await newsroom.open();
  const { id } = await newsroom.person('reader').say(thread, `${'Many words. '.repeat(60)} ||the end||`);
  await newsroom.person('moderator').pin(id);
  await newsroom.until(({ summary }) => expect(summary).not.toBeNull());
  const plain = await openPlain(page, `${newsroom.url}/articles/bridge`);
  const cut = await heightOf(plain, '.gist');
  await plain.getByText('More', { exact: true }).click();
  expect(await heightOf(plain, '.gist')).toBeGreaterThan(cut * 2);
  await plain.getByText('Less', { exact: true }).click();
  expect(await heightOf(plain, '.gist')).toBe(cut);

  const spoiler = plain.locator('.feed .spoiler');
  const colour = () => plain.evaluate<string>(`getComputedStyle(document.querySelector('.feed .spoiler')).color`);
  const hidden = 'rgba(0, 0, 0, 0)';
  await spoiler.hover();
  expect(await colour()).toBe(hidden);
  await spoiler.click();
  expect(await colour()).not.toBe(hidden);
  await plain.getByRole('heading', { level: 1 }).click();
  expect(await colour()).toBe(hidden);
  await spoiler.focus();
  expect(await colour()).not.toBe(hidden);
});

test('everybody has the same colour on the page as in the thread', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { newsroom, page } = stage;
  const thread = await newsroom.open();
  for (const name of ['reader', 'guest', 'moderator']) await newsroom.person(name).say(thread, `By ${name}`);
  await newsroom.until(({ count }) => expect(count).toBe(3));
  const colours = (selector: string) =>
    page.evaluate<string[]>(
      `Array.from(document.querySelectorAll('${selector}'), (avatar) => getComputedStyle(avatar).backgroundColor)`,
    );
  await page.goto(`${newsroom.url}/articles/bridge`);
  const own = await colours('.comment .avatar');
  expect(new Set(own).size).toBe(3);
  await page.goto(`${newsroom.sandbox.url}/channels/${newsroom.sandbox.guild}/${thread}`);
  await page.getByText('By moderator').first().waitFor();
  expect(await colours('.message .avatar:not(.avatar-app)')).toEqual(own);
});

test('what can be pressed beside a comment has 24 pixels, and axe-core finds nothing serious with all of it there', async () => {
  await using stage = await openSandbox({ policy: 'opt-out' });
  const { newsroom, page } = stage;
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  const { id } = await reader.say(thread, 'Is the **toll** gone?', {
    attachments: [{ filename: 'a.txt', content: 'a' }],
  });
  await newsroom.person('guest').say(thread, 'Since Monday.', { replyTo: id });
  await newsroom.person('guest').react(id, '❤️');
  const moderator = newsroom.person('moderator');
  const { modal } = await moderator.menu(id, 'Recommend on site');
  await moderator.submit(modal?.custom_id ?? '', { note: 'Read this one first.' });
  await newsroom.until(({ count, comments, recommended }) => {
    expect([count, recommended.length]).toEqual([2, 1]);
    expect(comments[0]).toMatchObject({ reactions: [{ count: 1 }], replies: 1 });
  });
  await page.goto(`${newsroom.url}/articles/bridge`);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    for (const link of await page.locator('.comment :is(header, footer) a, .comment .attachments a').all()) {
      const box = await link.boundingBox();
      expect.soft(Math.min(box?.width ?? 0, box?.height ?? 0), await link.innerText()).toBeGreaterThanOrEqual(24);
    }
    await expectAccessible(page, `article, ${width}`);
    await page.goto(newsroom.url);
    await expectAccessible(page, `front page, ${width}`);
    await page.goto(`${newsroom.url}/articles/bridge`);
  }
});
