import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { expectAccessible } from '../helpers/axe.ts';
import { findChromium } from '../helpers/chromium.ts';
import { startNewsroom, type Newsroom } from '../helpers/newsroom.ts';
import { freePort, startWordpress, type Wordpress } from '../helpers/wordpress.ts';

/** One theme of blocks and a classic one. */
const THEMES = ['twentytwentythree', 'twentytwentyone'];
const EMPTY = 'There are no comments to display.';

const parts = new AsyncDisposableStack();
let wordpress: Wordpress;
let page: Page;

beforeAll(async () => {
  wordpress = parts.use(await startWordpress());
  const executablePath = findChromium();
  const browser: Browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
  parts.defer(() => browser.close());
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
});

afterAll(async () => {
  const complaints = await wordpress.complaints();
  await parts.disposeAsync();
  expect(complaints, 'what PHP said of the plugin').toEqual([]);
});

/** Publishes a post; answers its id and its address. */
async function post(title: string, more: object = {}): Promise<{ id: number; url: string }> {
  const code = `$id = wp_insert_post($given + ['post_status' => 'publish', 'post_date' => '2026-01-05 08:00:00', 'comment_status' => 'open'], true);
    return ['id' => $id, 'url' => get_permalink($id)];`;
  return wordpress.run(code, { post_title: title, post_content: 'After two years the old bridge is open again.', ...more });
}

const comment = (id: number, text: string): Promise<unknown> =>
  wordpress.run(`return wp_insert_comment(['comment_post_ID' => $given['id'], 'comment_content' => $given['text'], 'comment_author' => 'Old Hand']);`, { id, text });

async function configure(theme: string, settings: { address: string; old?: string }): Promise<void> {
  await wordpress.run(`switch_theme($given['theme']); update_option('belowline', $given['settings']); delete_transient('belowline_down');`, { theme, settings });
}

/** A newsroom that knows the post as its article, at an address that stays when it is started again. */
async function newsroomFor(url: string): Promise<Newsroom> {
  const article = `---\ntitle: The Old Bridge Reopens\nslug: bridge\nurl: ${url}\npublished: 2026-01-05\n---\n\nAfter two years the old bridge is open again.\n`;
  return startNewsroom({
    policy: 'opt-out',
    articles: { 'bridge.md': article },
    environment: { PORT: String(await freePort()), DISCORD_INVITE: 'https://discord.gg/bridge' },
  });
}

/** Loads the page again and again until it is as `check` wants it: WordPress asks at most once in five seconds. */
async function eventually(url: string, check: (text: string) => void, timeout = 20_000): Promise<void> {
  await vi.waitFor(
    async () => {
      await page.goto(url);
      check(await page.locator('main').innerText());
    },
    { timeout, interval: 500 },
  );
}

test.each(THEMES)('%s: the box fills, and follows an edit, a hide and a forget', async (theme) => {
  const { id, url } = await post(`A bridge in ${theme}`);
  await using newsroom = await newsroomFor(url);
  await configure(theme, { address: newsroom.url });
  await page.goto(url);
  expect(await page.locator('.belowline').innerText()).toContain(EMPTY);
  expect(await page.locator('#commentform').count()).toBe(0);

  const thread = await newsroom.open();
  const [reader, guest, moderator] = ['reader', 'guest', 'moderator'].map(newsroom.person);
  const { id: first } = await reader.say(thread, 'I crossed it this morning');
  const { id: second } = await guest.say(thread, 'Buy my shoes');
  await eventually(url, (text) => expect(text).toContain('Buy my shoes'));
});
