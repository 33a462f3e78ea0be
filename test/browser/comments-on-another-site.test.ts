import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '../helpers/axe.ts';
import { articleWith } from '../helpers/article.ts';
import { startEmbedding, strictPolicy, type Embedding } from '../helpers/embedding.ts';
import { idAt } from '../helpers/web-world.ts';

let stage: Embedding;

/** What an expression says of an `element` in the first box that has it. */
const inBox = <Result>(page: Page, selector: string, expression: string): Promise<Result> =>
  page.evaluate<Result>(`((element) => ${expression})(
    Array.from(document.querySelectorAll('*'), (host) => host.shadowRoot?.querySelector('${selector}')).find(Boolean),
  )`);

/** Nothing sticks out to the side. */
const expectNothingSticksOut = async (page: Page): Promise<void> =>
  expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);

/** What is under way is painted, and observers have heard of it. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))');

/** Where the pictures of what a test saw go, for people to look at; nowhere unless told. */
const PICTURES = process.env['PICTURES'];
const picture = async (page: Page, name: string): Promise<void> => {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png` });
};

const TEXT = '<p>The old bridge is open again, after two years of repairs and eleven million.</p>';

beforeAll(async () => {
  stage = await startEmbedding((host) => [
    articleWith({ slug: 'bridge', title: 'The old bridge', url: `${host}/bridge` }),
    articleWith({ slug: 'tunnel', title: 'The tunnel', url: `${host}/tunnel` }),
    articleWith({ slug: 'ferry', title: 'The ferry', url: `${host}/ferry` }),
    articleWith({ slug: 'jisr', title: 'الجسر', url: `${host}/jisr`, language: 'ar' }),
  ]);
  const { world } = stage;
  const [bridge, tunnel, jisr, ferry] = ['bridge', 'tunnel', 'jisr', 'ferry'].map((slug) =>
    world.library.bySlug(slug)!,
  );
  await world.open(bridge!);
  await world.open(tunnel!, { thread: '900' });
  await world.open(jisr!, { thread: '901' });
  await world.open(ferry!, { thread: '902' });
  await world.reply(
    { content: 'Is the **toll** gone? ||secret||\n> quoted\n`code` https://example.org/x' },
    {
      answers: idAt(1),
      content: 'Since Monday.',
      author: '201',
      authorName: 'Grace Hopper',
      authorDuties: { role: 'staff', moderates: {} },
    },
    ...Array.from({ length: 58 }, (_, index) => ({
      content: `Comment number ${index + 3}. ${'It goes on for a while. '.repeat(index % 7)}`,
      author: String(300 + (index % 5)),
      authorName: `Reader ${index % 5}`,
    })),
    { thread: '900', content: 'Only about the tunnel.' },
    { thread: '901', content: 'هل أُلغيت الرسوم؟', authorName: 'ليلى' },
    { thread: '901', content: 'Since Monday, https://example.org/a/very/long/address/that/must/break/somewhere' },
    { thread: '902', content: 'Does it stay?' },
    ...[1, 2, 3, 4, 5].map((number) => ({ thread: '902', content: `Answer number ${number}.`, answers: idAt(64) })),
  );
});

afterAll(() => stage[Symbol.asyncDispose]());

interface PageParts {
  readonly body?: string;
  readonly head?: string;
  readonly css?: string;
  readonly lang?: string;
  readonly policy?: string;
  /** How many paragraphs stand above the comments. */
  readonly text?: number;
}

/** An article's page as a site may have it, under the strictest policy. */
function put(
  path: string,
  { body = box(), head = '', css = '', lang = 'en', text = 3, policy = strictPolicy(stage.below) }: PageParts = {},
): void {
  stage.put(path, {
    headers: { 'content-security-policy': policy },
    html: `<!doctype html><html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1"><title>An article</title>
      <link rel="icon" href="data:,">${head}
      <style nonce="n0nce">body { max-width: 46rem; margin: 0 auto; padding: 1rem; font: 18px/1.6 Georgia, serif } footer { border-top: 1px solid; padding: 2rem 0 } ${css}</style>
      </head><body><main><h1>An article</h1>${TEXT.repeat(text)}${body}</main><footer>The end of the page</footer></body></html>`,
  });
}

const script = (): string => `<script src="${stage.below}/embed.js" async nonce="n0nce"></script>`;
const box = (): string => `<div data-belowline></div>${script()}`;

test('one line fills the page with comments under a strict policy, from one site, with nothing stored and nothing refused', async () => {
  put('/bridge', { body: script() });
  const requests: string[] = [];
  const { page, complaints } = await stage.open('about:blank');
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`${stage.host}/bridge?utm_source=mail#top`);
  await page.getByText('Is the toll gone?').first().waitFor();
  expect(await page.getByRole('heading', { name: 'Comments 60' }).count()).toBe(1);
  expect(await page.getByRole('listitem').filter({ hasText: 'Comment number' }).count()).toBe(19);
  expect(await page.getByRole('link', { name: 'Join the discussion on Discord' }).getAttribute('href')).toBe(
    'https://discord.example/invite',
  );
  const hosts = requests.map((url) => new URL(url)).filter(({ protocol }) => protocol !== 'data:');
  expect(new Set(hosts.map(({ origin }) => origin))).toEqual(new Set([stage.host, stage.below]));
  const loaded = hosts.filter(({ origin, pathname }) => origin === stage.below && !pathname.endsWith('/events'));
  expect(loaded).toHaveLength(2);
  expect(await page.locator('iframe').count()).toBe(0);
  expect(await page.evaluate<string>('document.cookie + localStorage.length + sessionStorage.length')).toBe('00');
  expect(complaints).toEqual([]);
  await picture(page, 'light-wide');
});

test('comments look like part of the page on a desk and on a phone, and axe-core finds nothing serious in them', async () => {
  put('/bridge', { css: ':root { color-scheme: light dark; background: Canvas }', text: 1 });
  const { page } = await stage.open('/bridge');
  await page.getByText('Is the toll gone?').first().waitFor();
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await expectNothingSticksOut(page);
    await expectAccessible(page, `comments on another site, ${width}`);
    await picture(page, `dark-by-scheme-${width}`);
    await page.emulateMedia({ colorScheme: 'light' });
    await picture(page, `light-${width}`);
  }
  expect(
    await inBox(page, '.words', '[getComputedStyle(element).fontFamily, getComputedStyle(element).fontSize]'),
  ).toEqual(['Georgia, serif', '18px']);
});

test('pages and orders change within the page: by keys, with the focus on the list and its new place said aloud', async () => {
  put('/bridge', { text: 20 });
  const { page, complaints, shift } = await stage.open('/bridge');
  const next = page.getByRole('link', { name: 'Next' });
  await next.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Comment number 41.').waitFor();
  expect(page.url()).toBe(`${stage.host}/bridge`);
  const heading = page.getByRole('heading', { name: /^Comments/ });
  expect(await inBox(page, '#belowline-feed', 'element.getRootNode().activeElement === element')).toBe(true);
  const { y } = (await heading.boundingBox())!;
  expect(y).toSatisfy((top: number) => top >= 0 && top < 760);
  expect(await page.locator('.hidden[role="status"]').textContent()).toBe('Comments 60 2');
  await page.getByRole('link', { name: 'Newest' }).click();
  const first = page.getByRole('listitem').filter({ hasText: 'Comment number' }).first();
  await expect.poll(() => first.innerText()).toContain('Comment number 60.');
  await page.getByRole('link', { name: 'Oldest' }).click();
  await page.getByText('Is the toll gone?').first().waitFor();
  expect(await page.evaluate<number>('history.length')).toBe(2);
  expect([complaints, await shift()]).toEqual([[], 0]);
});

test('a link to a comment in the list leads to it, one to another place leaves the page', async () => {
  put('/bridge');
  const { page } = await stage.open('/bridge');
  await page.getByRole('link', { name: 'Oldest' }).click();
  await page.getByRole('link', { name: '1 reply' }).click();
  const isFocused = 'element.getRootNode().activeElement === element';
  expect(await inBox(page, `#belowline-comment-${idAt(2)}`, isFocused)).toBe(true);
  expect(page.url()).toBe(`${stage.host}/bridge`);
  await page.getByTitle('Link to this comment').first().click();
  await page.waitForURL(`${stage.below}/articles/bridge/comments/${idAt(1)}`);
});

test('the rest of a conversation comes within the page, and so does the way back; a conversation collapses', async () => {
  put('/ferry', { text: 20 });
  const { page, complaints } = await stage.open('/ferry');
  await page.getByRole('link', { name: '2 more replies' }).click();
  await page.getByText('Answer number 5.').waitFor();
  expect(page.url()).toBe(`${stage.host}/ferry`);
  expect(await page.locator('.hidden[role=status]').textContent()).toBe('Conversation');
  await page.getByText('5 replies').click();
  await expect.poll(() => page.getByText('Answer number 5.').isVisible()).toBe(false);
  expect(await page.getByText('Does it stay?').isVisible()).toBe(true);
  await page.getByRole('link', { name: 'Show all comments' }).click();
  await page.getByRole('heading', { name: 'Comments 6' }).waitFor();
  expect(await page.getByText('Answer number 5.').count()).toBe(0);
  expect([page.url(), complaints]).toEqual([`${stage.host}/ferry`, []]);
});

test('a dark page has light comments from the first frame on, whatever the reader’s system likes, and follows when it turns', async () => {
  put('/bridge', { css: 'body { background: #111; color: #eee } body.day { background: #fff; color: #222 }', text: 1 });
  const { page } = await stage.open('about:blank', { colorScheme: 'light' });
  await page.context().addInitScript(`
    window.schemes = [];
    const look = () => {
      const words = document.querySelector('[data-belowline]')?.shadowRoot?.querySelector('.words');
      if (words) window.schemes.push(getComputedStyle(words).color);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  `);
  await page.goto(`${stage.host}/bridge`);
  await page.getByText('Is the toll gone?').first().waitFor();
  await expect.poll(() => page.evaluate<number>('window.schemes.length')).toBeGreaterThan(3);
  expect(new Set(await page.evaluate<string[]>('window.schemes'))).toEqual(new Set(['rgb(238, 235, 230)']));
  await expectAccessible(page, 'a dark page');
  await picture(page, 'dark-by-class');
  await page.evaluate(`document.body.classList.add('day')`);
  await expect.poll(() => page.evaluate<string>('window.schemes.at(-1)')).toBe('rgb(27, 26, 24)');
  await page.emulateMedia({ colorScheme: 'dark' });
  await settled(page);
  expect(await page.evaluate<string>('window.schemes.at(-1)')).toBe('rgb(27, 26, 24)');
});

test('the site says colours and fonts with properties', async () => {
  put('/bridge', {
    css: ':root { --belowline-ink: #003300; --belowline-font: monospace; --belowline-size: 20px; --belowline-accent: #0000aa }',
  });
  const { page } = await stage.open('/bridge');
  const style =
    '[getComputedStyle(element).color, getComputedStyle(element).fontFamily, getComputedStyle(element).fontSize]';
  await page.getByText('Is the toll gone?').first().waitFor();
  expect(await inBox(page, '.words', style)).toEqual(['rgb(0, 51, 0)', 'monospace', '20px']);
  expect(await inBox(page, '.button', 'getComputedStyle(element).backgroundColor')).toBe('rgb(0, 0, 170)');
});

test('a fragment that a server put into the page has its own look there, whatever the site says of plain elements', async () => {
  const fragment = await (await fetch(`${stage.below}/embed?article=bridge`)).text();
  const site = `html { font-size: 62.5% } h2 { color: teal; text-transform: uppercase } li { margin: 2em; list-style: square } a { color: orange }`;
  const policy = `default-src 'none'; style-src 'nonce-n0nce' ${stage.below}; img-src data:`;
  put('/bridge', { body: `<section>${fragment}</section><ul><li>Another list</li></ul>`, css: site, policy });
  const { page, complaints } = await stage.open('/bridge', { javaScriptEnabled: false });
  const read = (selector: string, name: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, property) => {
        const window = (
          element as { ownerDocument?: { defaultView: { getComputedStyle(of: unknown): Record<string, string> } } }
        ).ownerDocument?.defaultView;
        return window?.getComputedStyle(element)[property];
      }, name);
  expect(await read('.words', 'fontSize')).toBe('18px');
  expect(await read('#belowline-feed', 'fontSize')).toBe('27px');
  expect(await read('#belowline-feed', 'textTransform')).toBe('none');
  expect(await read('#belowline-feed', 'color')).toBe('rgb(27, 26, 24)');
  expect(await read('.comment', 'marginLeft')).toBe('0px');
  expect(await read('.button', 'color')).toBe('rgb(255, 255, 255)');
  expect(await read('main > ul > li', 'marginLeft')).toBe('36px');
  await picture(page, 'fragment');
  expect(complaints).toEqual([]);
});

test('on a page from right to left nothing sticks out, and each comment is laid out as it is written', async () => {
  put('/jisr', { lang: 'ar' });
  const { page, complaints } = await stage.open('/jisr');
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await expectNothingSticksOut(page);
    await page.getByText('هل أُلغيت الرسوم؟').and(page.locator(':dir(rtl)')).waitFor();
    await page.getByText('Since Monday').and(page.locator(':dir(ltr)')).waitFor();
    await expectAccessible(page, `Arabic page, ${width}`);
    await picture(page, `rtl-${width}`);
  }
  expect(complaints).toEqual([]);
});

test('without JavaScript the link in the box leads to the comments, which have pages of their own', async () => {
  const link = `${stage.below}/embed?format=page&url=${encodeURIComponent(`${stage.host}/bridge`)}`;
  put('/bridge', {
    body: `<div data-belowline><a href="${link.replaceAll('&', '&amp;')}">Comments</a></div>${script()}`,
  });
  const { page } = await stage.open('/bridge', { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Comments' }).click();
  await page.getByText('Is the toll gone?').first().waitFor();
  await expectNothingSticksOut(page);
  await page.getByRole('link', { name: 'Next' }).click();
  await page.getByText('Comment number 41.').waitFor();
  expect(new URL(page.url()).pathname).toBe('/embed');
});

test('with JavaScript the comments take the place of that link', async () => {
  put('/bridge', { body: `<div data-belowline><a href="${stage.below}">Comments</a></div>${script()}` });
  const { page } = await stage.open('/bridge');
  await page.getByText('Is the toll gone?').first().waitFor();
  expect(await page.getByRole('link', { name: 'Comments', exact: true }).isVisible()).toBe(false);
});

test.each([
  [
    'a server that fails',
    (page: Page) =>
      page.route('**/embed?*', (route) =>
        route.fulfill({ status: 500, headers: { 'access-control-allow-origin': '*' } }),
      ),
  ],
  ['a server that is down', (page: Page) => page.route('**/embed?*', (route) => route.abort())],
])('%s leaves a sentence and a link to the discussion in the page’s language', async (_what, fail) => {
  put('/bridge', { lang: 'de-AT' });
  const { page } = await stage.open('about:blank');
  await fail(page);
  await page.goto(`${stage.host}/bridge`);
  await page.getByText('Die Kommentare konnten nicht geladen werden.').waitFor();
  await picture(page, 'failed');
  await page.unrouteAll();
  await page.getByRole('link', { name: 'Zur Diskussion' }).click();
  await page.getByText('Is the toll gone?').first().waitFor();
});

test('a page of comments that does not come leaves those that are there, with a link to it', async () => {
  put('/bridge');
  const { page } = await stage.open('/bridge');
  await page.getByRole('link', { name: 'Next' }).waitFor();
  await page.route('**/embed?*', (route) => route.abort());
  await page.getByRole('link', { name: 'Next' }).click();
  await page.getByText('The comments could not be loaded.').first().waitFor();
  expect(await page.getByText('Is the toll gone?').count()).toBeGreaterThan(0);
  expect(await page.getByRole('link', { name: 'Open the discussion' }).getAttribute('href')).toBe(
    `${stage.below}/articles/bridge?page=2#feed`,
  );
});

test('of two orders that are asked for at once the later one stays, whichever comes first', async () => {
  put('/bridge', { text: 20 });
  const { page } = await stage.open('/bridge');
  const held = Promise.withResolvers<void>();
  await page.route('**/embed?*sort=newest*', async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.getByRole('link', { name: 'Newest' }).click();
  await page.getByRole('link', { name: 'Top' }).click();
  const current = page.getByRole('navigation', { name: 'Sort comments' }).locator('[aria-current]');
  await expect.poll(() => current.textContent()).toContain('Top');
  const late = page.waitForResponse('**/embed?*sort=newest*');
  held.resolve();
  await (await late).finished();
  await settled(page);
  expect(await current.textContent()).toContain('Top');
});

test('a page that is no article’s says that it has none, and is not shown another’s', async () => {
  put('/unknown');
  const { page } = await stage.open('/unknown');
  await page.getByText('There are no comments for this page.').waitFor();
  expect(await page.locator('.comment').count()).toBe(0);
});

test('a site that is not allowed is told so in its console, and its readers get a link', async () => {
  put('/bridge');
  const { page, complaints } = await stage.open(`${stage.host.replace('127.0.0.1', 'localhost')}/bridge`);
  await page.getByText('The comments could not be loaded.').waitFor();
  expect(complaints.join('\n')).toContain('may not show these comments. The setting EMBED_ORIGINS allows more sites.');
  expect(await page.getByRole('link', { name: 'Open the discussion' }).count()).toBe(1);
});

test('two boxes show two discussions, each with its own pages, and a script that is loaded twice fills nothing twice', async () => {
  put('/bridge', {
    text: 0,
    body: `<div data-belowline="tunnel" id="one"></div><div data-belowline="${stage.host}/bridge" id="two"></div><ul data-belowline="tunnel" id="three"></ul>${script()}${script()}`,
  });
  const { page, complaints } = await stage.open('/bridge');
  const [one, two, three] = ['#one', '#two', '#three'].map((id) => page.locator(id));
  await one!.getByText('Only about the tunnel.').waitFor();
  await three!.scrollIntoViewIfNeeded(); // comments that are far away wait for their reader
  await three!.getByText('Only about the tunnel.').waitFor();
  await two!.getByRole('link', { name: 'Next' }).click();
  await two!.getByText('Comment number 41.').waitFor();
  expect(await one!.getByText('Only about the tunnel.').count()).toBe(1);
  expect(await page.getByRole('region', { name: 'Comments', exact: true }).count()).toBe(3);
  expect(complaints).toEqual([]);
});

test('a script that is loaded twice on a page without a box makes one, and again it fills what was added since', async () => {
  put('/bridge', { body: `${script()}${script()}`, policy: '' });
  const { page } = await stage.open('/bridge');
  await page.getByText('Is the toll gone?').first().waitFor();
  await page.evaluate(`(() => {
    const added = document.createElement('div');
    added.dataset.belowline = 'tunnel';
    document.querySelector('main').prepend(added);
    document.querySelector('main').append(Object.assign(document.createElement('script'), { src: '${stage.below}/embed.js', nonce: 'n0nce' }));
  })()`);
  await page.getByText('Only about the tunnel.').waitFor();
  expect(await page.getByRole('region', { name: 'Comments', exact: true }).count()).toBe(2);
});

test('Invision Community’s empty box is filled in its own place', async () => {
  const empty = '<p class="ipsEmptyMessage" data-role="noComments">There are no comments to display.</p>';
  put('/bridge', {
    body: `<section id="comments"><div data-role="commentFeed">${empty}</div></section><p>After the feed</p>`,
    head: script(),
  });
  const { page } = await stage.open('/bridge');
  await page.locator('[data-role=commentFeed]').getByText('Is the toll gone?').first().waitFor();
  expect(await page.getByText('There are no comments to display.').isVisible()).toBe(false);
  expect(await page.getByRole('region', { name: 'Comments', exact: true }).count()).toBe(1);
});

test('a page whose styles unset everything leaves the comments as they are', async () => {
  const measure = async (css: string) => {
    put('/bridge', { css, text: 1 });
    const { page, complaints } = await stage.open('/bridge');
    await page.getByText('Is the toll gone?').first().waitFor();
    const looks = await page.evaluate<unknown[]>(`(() => {
      const root = document.querySelector('[data-belowline]').shadowRoot;
      return ['.belowline', '.comment', '.avatar', '.words', '.button', '.pager', '.hidden', 'h2'].map((selector) => {
        const element = root.querySelector(selector);
        const { display, padding, color, fontSize, fontWeight } = getComputedStyle(element);
        return { selector, display, padding, color, fontSize, fontWeight };
      });
    })()`);
    await picture(page, css === '' ? 'plain' : 'unset');
    expect(complaints).toEqual([]);
    expect(await inBox(page, '.belowline', 'getComputedStyle(element.getRootNode().host).display')).toBe('block');
    return looks;
  };
  const plain = await measure('body { font: 16px serif }');
  expect(await measure('body { font: 16px serif } * { all: unset !important }')).toEqual(plain);
});

test('in a frame of another site the page has its comments as well', async () => {
  put('/bridge');
  stage.put('/frame', {
    html: `<!doctype html><title>Frame</title><iframe src="${stage.host}/bridge" width="900" height="900"></iframe>`,
  });
  const { page } = await stage.open(`${stage.host.replace('127.0.0.1', 'localhost')}/frame`);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('link', { name: 'Newest' }).click();
  await frame.getByText('Comment number 60.').waitFor();
});

test('the page for a frame is shown in frames of the articles’ sites, turns its pages there, and is refused elsewhere', async () => {
  stage.put('/frame', {
    html: `<!doctype html><title>Frame</title><iframe src="${stage.below}/embed?article=bridge&amp;format=page" width="900" height="700"></iframe>`,
  });
  const { page } = await stage.open('/frame');
  const frame = page.frameLocator('iframe');
  await frame.getByText('Is the toll gone?').first().waitFor();
  await picture(page, 'framed');
  await frame.getByRole('link', { name: 'Next' }).click();
  await frame.getByText('Comment number 41.').waitFor();
  expect(page.url()).toBe(`${stage.host}/frame`);
  await frame.getByTitle('Link to this comment').first().click();
  await page.waitForURL(new RegExp(`^${stage.below}/articles/bridge`));
  const other = await stage.open(`${stage.host.replace('127.0.0.1', 'localhost')}/frame`);
  await expect.poll(() => other.complaints.join('\n')).toContain('frame-ancestors');
});

test('a browser without constructed style sheets gets the styles in an element with the page’s nonce', async () => {
  put('/bridge');
  const { page, complaints } = await stage.open('about:blank');
  await page.context().addInitScript('delete CSSStyleSheet.prototype.replaceSync;');
  await page.goto(`${stage.host}/bridge`);
  await page.getByText('Is the toll gone?').first().waitFor();
  expect(await inBox(page, '.avatar', 'getComputedStyle(element).borderRadius')).toBe('50%');
  expect(complaints).toEqual([]);
});

test('nothing moves: comments far below are asked for when the reader comes near, into room that was kept for them', async () => {
  put('/bridge', { text: 120 });
  stage.asked.length = 0;
  const { page, shift } = await stage.open('/bridge');
  await expect.poll(() => stage.asked.some((path) => path.startsWith('/counts?'))).toBe(true);
  const host = page.locator('[data-belowline]');
  await expect.poll(async () => (await host.boundingBox())!.height).toBeGreaterThan(2000);
  expect(stage.asked.filter((path) => path.startsWith('/embed?'))).toEqual([]);
  while (!(await page.evaluate<boolean>('scrollY + innerHeight >= document.documentElement.scrollHeight - 2'))) {
    await page.mouse.wheel(0, 700);
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)))');
  }
  await page.getByText('Comment number 21.').waitFor();
  expect(stage.asked.filter((path) => path.startsWith('/embed?'))).toHaveLength(1);
  expect(await shift()).toBe(0);
  // What was kept too much is gone.
  const [end, list] = [await page.locator('body > footer').boundingBox(), await page.locator('.pager').boundingBox()];
  expect(end!.y - (list!.y + list!.height)).toBeLessThan(60);
});

test('nothing moves for a reader who jumps to the end and waits there for a slow answer', async () => {
  put('/bridge', { text: 120 });
  const { page, shift } = await stage.open('about:blank');
  const held = Promise.withResolvers<void>();
  await page.route('**/embed?*', async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.goto(`${stage.host}/bridge`);
  await expect.poll(async () => (await page.locator('[data-belowline]').boundingBox())!.height).toBeGreaterThan(2000);
  const asked = page.waitForRequest('**/embed?*');
  await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
  await asked;
  const end = page.getByText('The end of the page');
  const before = await end.boundingBox();
  held.resolve();
  await page.getByText('Comment number 21.').waitFor();
  await settled(page);
  expect([await shift(), await end.boundingBox()]).toEqual([0, before]);
});

test('nothing moves on a short page either, where the site keeps a screen’s height for the box', async () => {
  put('/bridge', { text: 2, css: '[data-belowline] { min-height: 100vh }' });
  const { page, shift } = await stage.open('/bridge');
  await page.getByText('Comment number 21.').waitFor();
  await settled(page);
  expect(await shift()).toBe(0);
});

test.each([
  ['bridge', 'Comment number 21.'],
  ['tunnel', 'Only about the tunnel.'],
])('nothing moves on a short page where the script comes before the first paint: %s', async (name, last) => {
  put(`/${name}`, { text: 2, head: `<link rel="stylesheet" href="${stage.host}/late.css" nonce="n0nce">` });
  const { page, shift } = await stage.open('about:blank');
  const held = Promise.withResolvers<void>();
  await page.route('**/late.css', async (route) => {
    await held.promise;
    await route.fulfill({ contentType: 'text/css', body: 'h1 { margin: 2em 0 }' });
  });
  const answer = Promise.withResolvers<void>();
  await page.route('**/embed?*', async (route) => {
    await answer.promise;
    await route.continue();
  });
  await page.goto(`${stage.host}/${name}`, { waitUntil: 'commit' });
  const sees = (expression: string) => expect.poll(() => page.evaluate<boolean>(expression)).toBe(true);
  await sees('Boolean(document.querySelector("[data-belowline]")?.shadowRoot)');
  held.resolve();
  await sees('performance.getEntriesByName("first-contentful-paint").length > 0');
  answer.resolve();
  await page.getByText(last).waitFor();
  await settled(page);
  expect(await shift()).toBe(0);
  // No more is left empty than the screen's rest.
  const height = page.viewportSize()!.height;
  const [end, list] = [
    await page.locator('body > footer').boundingBox(),
    await page.locator('.comments').boundingBox(),
  ];
  expect(end!.y).toBeLessThanOrEqual(Math.max(height, list!.y + list!.height + 60));
  await picture(page, `short-${name}`);
});

test('numbers of comments stand beside links, asked for at once', async () => {
  const items = ['bridge', 'tunnel', 'none', 'jisr'].map(
    (name) => `<li><a href="/${name}?utm_source=list">${name}</a> <span data-belowline-count="/${name}">–</span></li>`,
  );
  put('/list', {
    lang: 'de',
    text: 0,
    body: `<ul>${items.join('')}<li><a href="/tunnel#x" data-belowline-count>?</a></li></ul><div data-belowline="bridge"></div>${script()}`,
  });
  stage.asked.length = 0;
  const { page, complaints } = await stage.open('/list');
  const counts = page.locator('[data-belowline-count]');
  await expect.poll(() => counts.allTextContents()).toEqual(['60', '1', '–', '2', '1']);
  expect(stage.asked.filter((path) => path.startsWith('/counts'))).toHaveLength(1);
  expect(complaints).toEqual([]);
});
