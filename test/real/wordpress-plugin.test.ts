import { once } from 'node:events';
import { createServer as createTcpServer } from 'node:net';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { expectAccessible } from '../helpers/axe.ts';
import { findChromium } from '../helpers/chromium.ts';
import { startNewsroom, type Newsroom } from '../helpers/newsroom.ts';
import { canCheckHtml, htmlErrors } from '../helpers/nu-checker.ts';
import { ADMINISTRATOR, freePort, startWordpress, type Wordpress } from '../helpers/wordpress.ts';

const BLOCKS = 'twentytwentythree';
const CLASSIC = 'twentytwentyone';
const THEMES = [BLOCKS, CLASSIC];
const EMPTY = 'There are no comments to display.';
const AWAY = 'The comments cannot be shown right now.';

const parts = new AsyncDisposableStack();
let wordpress: Wordpress;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  wordpress = parts.use(await startWordpress());
  parts.defer(async () => expectNoComplaints(await wordpress.complaints()));
  const executablePath = findChromium();
  browser = await chromium.launch(executablePath === undefined ? {} : { executablePath });
  parts.defer(() => browser.close());
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
});

afterAll(() => parts.disposeAsync());

function expectNoComplaints(complaints: readonly string[]): void {
  if (complaints.length > 0) throw new Error(`PHP complains of the plugin:\n${complaints.join('\n')}`);
}

interface Post {
  readonly id: number;
  readonly url: string;
}

/** Writes a post that is published and open for comments, unless `more` says otherwise. */
const post = (title: string, more: object = {}): Promise<Post> =>
  wordpress.run(
    `$id = wp_insert_post($given + ['post_status' => 'publish', 'post_date' => '2026-01-05 08:00:00', 'comment_status' => 'open'], true);
     return ['id' => $id, 'url' => get_permalink($id)];`,
    { post_title: title, post_content: 'After two years the old bridge is open again.', ...more },
  );

/** Leaves a comment with WordPress, as of the time before Belowline. */
const leave = (id: number, text: string): Promise<unknown> =>
  wordpress.run(
    `return wp_insert_comment(['comment_post_ID' => $given['id'], 'comment_content' => $given['text'], 'comment_author' => 'Old Hand']);`,
    { id, text },
  );

const configure = (theme: string, settings: { address: string; old?: string }): Promise<unknown> =>
  wordpress.run(
    `switch_theme($given['theme']); update_option('belowline', $given['settings']); delete_transient('belowline_down');`,
    { theme, settings },
  );

/** Lets the plugin ask again at once. */
const forgetPauses = (): Promise<unknown> =>
  wordpress.run(
    `global $wpdb; $wpdb->query("DELETE FROM $wpdb->options WHERE option_name REGEXP 'belowline_(down|.*_asked)$'");`,
  );

/** A newsroom that knows the post as its article, at an address that stays when it is started again. */
const newsroomFor = async (url: string): Promise<Newsroom> =>
  startNewsroom({
    policy: 'opt-out',
    articles: {
      'bridge.md': `---\ntitle: The Old Bridge Reopens\nslug: bridge\nurl: ${url}\n---\n\nIt is open again.\n`,
    },
    environment: { PORT: String(await freePort()), DISCORD_INVITE: 'https://discord.gg/bridge' },
  });

/** A server in Belowline's place that answers as it is told. */
async function startStub() {
  const asked: { path: string; headers: IncomingHttpHeaders }[] = [];
  const stub = {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' } as Record<string, string>,
    body: `<link rel="stylesheet" href="/embed.css" /><div class="belowline">${EMPTY}</div>`,
  };
  const server = createServer(({ url = '', headers }, response) => {
    if (url === '/embed.css') {
      response.end('.belowline { color: rebeccapurple; }');
      return;
    }
    asked.push({ path: url, headers });
    response.writeHead(stub.status, stub.headers).end(stub.body);
  });
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    asked,
    answer: (how: Partial<typeof stub>) => void Object.assign(stub, how),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  };
}

const html = async (url: string, init?: RequestInit): Promise<string> => (await fetch(url, init)).text();

/** What a page says below its article. */
const mainText = async (url: string): Promise<string> => {
  await page.goto(url);
  return page.locator('main').innerText();
};

/** Opens the page again and again until its comments are as `check` wants them: WordPress asks at most once in three seconds. */
const eventually = (url: string, check: (comments: string) => void, timeout = 20_000): Promise<void> =>
  vi.waitFor(
    async () => {
      await page.goto(url);
      await page.locator('.belowline .comments').waitFor();
      check((await page.locator('.belowline').allInnerTexts()).join('\n'));
    },
    { timeout, interval: 500 },
  );

/** What a reader sees of a discussion that begins, of an edit, a hide and a forget. */
async function followDiscussion(newsroom: Newsroom, url: string): Promise<void> {
  await eventually(url, (comments) => expect(comments).toContain(EMPTY));
  const thread = await newsroom.open();
  const [reader, guest] = [newsroom.person('reader'), newsroom.person('guest')];
  const { id: first } = await reader.say(thread, 'I crossed it this morning');
  const { id: second } = await guest.say(thread, 'Buy my shoes');
  await eventually(url, (comments) => {
    expect(comments).toContain('I crossed it this morning');
    expect(comments).toContain('Buy my shoes');
    expect(comments).not.toContain(EMPTY);
  });
  await reader.edit(first, 'I crossed it this evening');
  await eventually(url, (comments) => expect(comments).toContain('I crossed it this evening'));
  const { modal } = await newsroom.person('moderator').menu(second, 'Hide from site');
  await newsroom.person('moderator').submit(modal?.custom_id ?? '', { reason: 'Advertising' });
  await eventually(url, (comments) => expect(comments).not.toContain('Buy my shoes'));
  const { replies } = await reader.command(newsroom.news, 'privacy forget');
  await reader.click(replies[0]?.id ?? '', 'privacy:forget');
  await eventually(url, (comments) => {
    expect(comments).not.toContain('I crossed it');
    expect(comments).not.toContain('Rosa Reader');
    expect(comments).toContain(EMPTY);
  });
}

test.each(THEMES)('%s: the box fills, and follows an edit, a hide and a forget', async (theme) => {
  const { url } = await post(`A bridge in ${theme}`);
  await using newsroom = await newsroomFor(url);
  await configure(theme, { address: newsroom.url });
  await followDiscussion(newsroom, url);
  expect(await page.locator('#commentform').count()).toBe(0);
  const left = `global $wpdb; return (int) $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->options WHERE option_value LIKE '%I crossed it%'");`;
  expect(await wordpress.run(left)).toBe(0);
});

test.each(THEMES)(
  '%s: the script fills its box in an article, and follows an edit, a hide and a forget',
  async (theme) => {
    const { id, url } = await post(`A scripted bridge in ${theme}`, { comment_status: 'closed' });
    await using newsroom = await newsroomFor(url);
    const line = `<div data-belowline></div><script src="${newsroom.url}/embed.js" async></script>`;
    await wordpress.run(`wp_update_post(['ID' => $given['id'], 'post_content' => $given['content']]);`, {
      id,
      content: `<!-- wp:html -->${line}<!-- /wp:html -->`,
    });
    await configure(theme, { address: '' });
    await followDiscussion(newsroom, url);

    await newsroom.stopApp();
    const fresh = await browser.newPage(); // without the script in its cache
    await fresh.goto(url);
    expect(await fresh.locator('main').innerText()).toContain('A scripted bridge');
    await fresh.close();
    await page.goto(url);
    await page.locator('.belowline .why a').waitFor();
    await newsroom.startApp();
    await eventually(url, (comments) => expect(comments).toContain(EMPTY));
  },
);

test.each(THEMES)(
  '%s: the page holds the fragment byte for byte, at every width without anything serious for axe-core',
  async (theme) => {
    const { id, url } = await post(`Words in ${theme}`);
    await leave(id, 'An old comment from before');
    await using newsroom = await newsroomFor(url);
    const thread = await newsroom.open();
    const words =
      'Really? :) [gallery] "quoted" -- $1 \\0 <b>x</b> (c) 2x2\n> a quote\n- one\n- two\nhttps://example.org/';
    const { id: first } = await newsroom.person('reader').say(thread, words);
    await newsroom.person('guest').say(thread, 'Yes.', { replyTo: first });
    await newsroom.person('moderator').pin(first);
    await newsroom.until(({ count, summary }) => expect([count, summary !== null]).toEqual([2, true]));
    await configure(theme, { address: newsroom.url });
    const fragment = await html(`${newsroom.url}/embed?url=${encodeURIComponent(url)}`);
    expect(fragment).toContain('[gallery]');
    expect(await html(url)).toContain(fragment);
    await page.goto(url);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await expectAccessible(page, `${theme}, ${width}`);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  },
);

test.runIf(canCheckHtml).each(THEMES)(
  '%s: the Nu Html Checker finds no error that the theme has not',
  async (theme) => {
    const { url } = await post(`Valid words in ${theme}`);
    await using newsroom = await newsroomFor(url);
    const thread = await newsroom.open();
    const { id } = await newsroom.person('reader').say(thread, '**Words** with a ||spoiler||\n> and a quote');
    await newsroom.person('guest').say(thread, 'Yes.', { replyTo: id });
    await newsroom.until(({ count }) => expect(count).toBe(2));
    await configure(theme, { address: '' });
    const own = await htmlErrors([{ name: 'page', html: await html(url) }]);
    await configure(theme, { address: newsroom.url });
    const filled = await html(url);
    expect(filled).toContain('class="belowline"');
    expect((await htmlErrors([{ name: 'page', html: filled }])).filter((error) => !own.includes(error))).toEqual([]);
  },
  240_000, // Java starts twice
);

test('while Belowline is away the page is whole and quick with the last comments, and follows again afterwards', async () => {
  const { url } = await post('A bridge in the dark');
  await using newsroom = await newsroomFor(url);
  await configure(CLASSIC, { address: newsroom.url });
  const { port } = new URL(newsroom.url);
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, 'The last known word');
  await eventually(url, (comments) => expect(comments).toContain('The last known word'));

  await newsroom.stopApp();
  await forgetPauses();
  // A reader who never was here: nothing of Belowline's is in the browser's cache.
  const fresh = await browser.newPage();
  await fresh.goto(url);
  await fresh.getByText('The last known word').waitFor();
  const look = `getComputedStyle(document.querySelector('.belowline .avatar')).display`;
  expect(await fresh.evaluate(look)).toBe('grid');
  await fresh.close();

  let connections = 0;
  const silent = createTcpServer(() => (connections += 1)).listen(Number(port), '127.0.0.1');
  await once(silent, 'listening');
  await forgetPauses();
  const began = performance.now();
  expect(await html(url)).toContain('The last known word');
  expect(performance.now() - began).toBeLessThan(5_000); // what WordPress itself would wait
  for (let time = 0; time < 3; time += 1) expect(await html(url)).toContain('The last known word');
  expect(connections).toBe(1);
  silent.close();

  await newsroom.person('guest').say(thread, 'Said meanwhile');
  await newsroom.startApp();
  await eventually(url, (comments) => expect(comments).toContain('Said meanwhile'), 40_000);
});

test('a page of which nothing is known yet says that its comments cannot be shown, and takes none', async () => {
  const { id, url } = await post('A bridge nobody saw');
  const { url: closed } = await post('Imprint', { comment_status: 'closed' });
  await configure(CLASSIC, { address: `http://127.0.0.1:${await freePort()}` });
  expect(await mainText(url)).toContain(AWAY);
  expect(await page.locator('#commentform').count()).toBe(0);
  expect(await say(id)).toBe(403);
  expect(await mainText(closed)).not.toContain(AWAY);
});

/** Sends a comment to WordPress as its form does; answers the status. */
async function say(id: number): Promise<number> {
  const body = new URLSearchParams({
    comment_post_ID: String(id),
    comment: 'To WordPress',
    author: 'A',
    email: 'a@example.org',
  });
  return (await fetch(`${wordpress.url}/wp-comments-post.php`, { method: 'POST', body, redirect: 'manual' })).status;
}

test.each(THEMES)('%s: old comments stand below, above or nowhere, once, and the form is closed', async (theme) => {
  const { id, url } = await post(`An old bridge in ${theme}`);
  await leave(id, 'An old comment from before');
  await using stub = await startStub();
  const order = async (old: string): Promise<string[]> => {
    await configure(theme, { address: stub.url, old });
    const text = await mainText(url);
    expect(await page.locator('#commentform, .no-comments, .comment-reply-link').count()).toBe(0);
    expect(await page.locator('#comments').count()).toBe(1);
    return text.match(/There are no comments to display|An old comment from before/g) ?? [];
  };
  expect(await order('below')).toEqual(['There are no comments to display', 'An old comment from before']);
  expect(await order('above')).toEqual(['An old comment from before', 'There are no comments to display']);
  expect(await order('hidden')).toEqual(['There are no comments to display']);
  expect(await say(id)).toBe(403);
});

test.each(THEMES)(
  '%s: without an address, and on pages that Belowline does not know, WordPress’ comments stay',
  async (theme) => {
    const { id, url } = await post(`A bridge elsewhere in ${theme}`);
    await using newsroom = await newsroomFor('https://news.example/bridge');
    for (const address of ['', newsroom.url]) {
      await configure(theme, { address });
      expect(await mainText(url)).not.toContain(EMPTY);
      expect(await page.locator('#commentform').count()).toBe(1);
      expect(await say(id)).not.toBe(403);
    }
  },
);

test.each(THEMES)(
  '%s: an article that WordPress closed for comments, and one with a Cyrillic address, show theirs',
  async (theme) => {
    const { url } = await post(`Мост ${theme}`, { comment_status: 'closed' });
    await using newsroom = await newsroomFor(decodeURIComponent(url));
    await configure(theme, { address: newsroom.url });
    expect(await mainText(url)).toContain(EMPTY);
  },
);

test('a theme of blocks with the old comments block, and a classic article that holds one, show the box once', async () => {
  const { id, url } = await post('A bridge of blocks', { post_content: '<!-- wp:post-comments /-->' });
  await leave(id, 'An old comment from before');
  await using stub = await startStub();
  for (const theme of THEMES) {
    await configure(theme, { address: stub.url });
    await page.goto(url);
    expect(await page.locator('.belowline').count()).toBe(1);
  }
});

test('the address of a page is sent encoded; drafts, previews, lists, private posts and ones with a password are not asked for', async () => {
  await using stub = await startStub();
  await configure(CLASSIC, { address: stub.url });
  const { id, url } = await post('A bridge in public');
  const draft = await post('A bridge in a draft', { post_status: 'draft' });
  const internal = await post('A bridge for ourselves', { post_status: 'private' });
  const secret = await post('A bridge behind a door', { post_password: 'open sesame' });
  const reader = await signedIn(ADMINISTRATOR);
  const feed = `${url}feed/`;
  // Without the session's own nonce WordPress shows what is published.
  const code = `return wp_create_nonce('post_preview_' . $given['id']);`;
  const nonce = await reader.request.post(`${wordpress.url}/run.php`, { data: JSON.stringify([code, { id }, false]) });
  const previews = [
    `${wordpress.url}/?p=${id}&preview=true&preview_id=${id}&preview_nonce=${String(await nonce.json())}`,
    `${wordpress.url}/?p=${draft.id}&preview=true`,
  ];
  for (const address of [...previews, feed, internal.url, secret.url, `${wordpress.url}/`, `${wordpress.url}/2026/`]) {
    const status = (await reader.request.get(address)).status();
    expect({ address, status, asked: stub.asked }).toEqual({ address, status: 200, asked: [] });
  }
  await reader.goto(`${url}?utm_source=x#comments`);
  expect(stub.asked.map(({ path }) => path)).toEqual([`/embed?url=${encodeURIComponent(url)}`]);
  expect(stub.asked[0]?.headers.cookie).toBeUndefined();
  await reader.context().close();
});

test('what was fetched is asked for by its ETag', async () => {
  const { url } = await post('A bridge as it was');
  await using stub = await startStub();
  await configure(CLASSIC, { address: stub.url });
  stub.answer({ headers: { etag: '"one"' } });
  await html(url);
  await html(url);
  expect(stub.asked).toHaveLength(1);
  await forgetPauses();
  stub.answer({ status: 304, body: '' });
  expect(await html(url)).toContain(EMPTY);
  expect(stub.asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"one"']);
});

test('only an answer of Belowline changes what was known', async () => {
  const { url } = await post('A bridge and its answers');
  await using stub = await startStub();
  await configure(BLOCKS, { address: stub.url });
  expect(await html(url)).toContain(EMPTY);
  const fragment = (text: string) => `<div class="belowline">${text}</div>`;
  const others = [
    { status: 502, body: '<h1>Bad gateway</h1>' },
    { status: 500, body: fragment('We failed') },
    { status: 404, body: '<h1>Not found</h1>' },
    { status: 401, body: fragment('Who are you?') },
    { status: 200, body: '<h1>Welcome to nginx</h1>' },
    { status: 200, body: '' },
    { status: 200, body: fragment('x'.repeat(5_000_000)) },
    { status: 302, body: '', headers: { location: '/elsewhere' } },
  ];
  for (const other of others) {
    await forgetPauses();
    stub.answer(other);
    stub.asked.length = 0;
    const pages = [await html(url), await html(url)];
    const keeps = pages.every((page) => page.includes(EMPTY));
    expect({ ...other, keeps, asked: stub.asked.length }).toEqual({ ...other, keeps: true, asked: 1 });
  }
  await forgetPauses();
  stub.answer({ status: 404, body: fragment('No such article'), headers: {} });
  expect(await mainText(url)).not.toContain(EMPTY);
  expect(await page.locator('#commentform').count()).toBe(1);
});

/** A page of a browser of its own, where somebody is signed in. */
async function signedIn({ user, password }: { user: string; password: string }): Promise<Page> {
  const own = await (await browser.newContext()).newPage();
  await own.goto(`${wordpress.url}/wp-login.php`);
  await own.getByLabel('Username or Email Address').fill(user);
  await own.getByLabel('Password', { exact: true }).fill(password);
  await own.getByRole('button', { name: 'Log In' }).click();
  await own.waitForURL('**/wp-admin/**');
  return own;
}

const SETTINGS = '/wp-admin/options-general.php?page=belowline';
const settingsNow = (): Promise<unknown> => wordpress.run(`return get_option('belowline');`);

test('an administrator enters the address, and is told whether Belowline answers there', async () => {
  await using newsroom = await newsroomFor('https://news.example/bridge');
  await wordpress.run(`delete_option('belowline');`);
  const admin = await signedIn(ADMINISTRATOR);
  await admin.goto(wordpress.url + SETTINGS);
  await admin.getByText('Without an address, all comments stay as they are.').waitFor();
  const save = async (address: string): Promise<void> => {
    await admin.getByLabel('Address of Belowline').fill(address);
    await admin.getByRole('button', { name: 'Save Changes' }).click();
  };
  await admin.getByLabel('Comments from before').selectOption('above the discussion');
  await save(`${newsroom.url}/`);
  await admin.getByText('Belowline answers.').waitFor();
  expect(await settingsNow()).toEqual({ address: newsroom.url, old: 'above' });
  await save('https://me:secret@comments.example.com');
  await admin.getByText('The address was not saved').waitFor();
  expect(await settingsNow()).toEqual({ address: newsroom.url, old: 'above' });
  await save(wordpress.url);
  await admin.getByText('Belowline does not answer: The answer has status').waitFor();
  await save('');
  await admin.getByText('Without an address').waitFor();
  expect(await settingsNow()).toEqual({ address: '', old: 'above' });

  const form = { option_page: 'belowline', action: 'update', 'belowline[address]': 'https://evil.example' };
  const forged = await admin.request.post(`${wordpress.url}/wp-admin/options.php`, { form });
  expect(forged.status()).toBe(403);
  expect(await settingsNow()).toEqual({ address: '', old: 'above' });
  await admin.context().close();
});

test('an editor has no part in the settings', async () => {
  const editor = { user: 'editor', password: 'only for a test' };
  await wordpress.run(
    `return wp_insert_user(['user_login' => $given['user'], 'user_pass' => $given['password'], 'role' => 'editor']);`,
    editor,
  );
  const own = await signedIn(editor);
  expect((await own.goto(wordpress.url + SETTINGS))?.status()).toBe(403);
  await own.context().close();
});

test('what cannot be the address of a Belowline leaves the settings as they are', async () => {
  const addresses = [
    'comments.example.com',
    'javascript:alert(1)',
    'ftp://comments.example.com',
    'https://comments.example.com?article=1',
    'https://comments.example.com#comments',
    'https://comments.example.com/"><script>alert(1)</script>',
    'https://comments.example.com/ or so',
    ['https://comments.example.com'],
  ];
  const before = { address: 'https://before.example/path', old: 'below' };
  const code = `update_option('belowline', Belowline::checked($given['before']));
    return array_map(fn ($address) => Belowline::checked(['address' => $address, 'old' => 'somewhere']), $given['addresses']);`;
  expect(await wordpress.run(code, { addresses, before })).toEqual(addresses.map(() => before));
});

test('settings that something else wrote are read without harm', async () => {
  const { url } = await post('A bridge of odd settings');
  for (const settings of ['text', ['https://comments.example.com'], { address: ['x'], old: ['y'] }, { address: 7 }]) {
    await wordpress.run(`update_option('belowline', $given['settings']);`, { settings });
    expect((await fetch(url)).status).toBe(200);
  }
});

test('the plugin, when deleted, leaves neither settings nor comments behind', async () => {
  const { url } = await post('The last bridge');
  await using stub = await startStub();
  await configure(CLASSIC, { address: stub.url });
  expect(await html(url)).toContain(EMPTY);
  const left = `global $wpdb; return $wpdb->get_col("SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%belowline%'");`;
  expect(await wordpress.run(left)).not.toEqual([]);
  await wordpress.run(`deactivate_plugins('belowline/belowline.php'); uninstall_plugin('belowline/belowline.php');`);
  expect(await wordpress.run(left)).toEqual([]);
});
