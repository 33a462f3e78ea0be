import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { articleWith } from '../../helpers/article.ts';
import { tagsFromHtml } from '../../helpers/html-tags.ts';
import { NASTY_PIECES } from '../../helpers/nasty-text.ts';
import { createWebWorld, idAt, SITE } from '../../helpers/web-world.ts';

const HOME = 'https://paper.example';
const bridge = articleWith({ slug: 'bridge', title: 'The <bridge>', url: `${HOME}/bridge`, aliases: ['/old-bridge'] });
const tunnel = articleWith({ slug: 'tunnel', title: 'The tunnel', url: `${HOME}/tunnel`, aliases: ['shaft'] });
const bruecke = articleWith({ slug: 'bruecke', url: `${HOME}/de/bridge`, language: 'de' });
const world = await createWebWorld([bridge, tunnel, bruecke], { embedOrigins: ['https://partner.example'] });
await world.open(bridge);
await world.open(bridge, { guild: '2', thread: '300', guildName: 'Another' });
await world.reply({ content: 'The first comment.' }, { answers: idAt(1), content: 'An answer.' }, {});
await world.open(tunnel, { thread: '900' });
await world.reply({ thread: '900', content: 'Only on the tunnel.' });

type Query = Record<string, string> | [string, string][];
const pathOf = (path: string, query: Query) => `${path}?${new URLSearchParams(query).toString()}`;
const asked = (query: Query) => pathOf('/embed', query);
const ofBridge = asked({ article: 'bridge' });
const ofPage = (url: string, more = {}) => asked({ url, ...more });

describe('the fragment', () => {
  test('is the comments of our own page, tag by tag, with whole addresses and ids that are no page’s', async () => {
    const page = await world.text('/articles/bridge');
    const own = page.slice(page.indexOf('<section class="comments"'), page.indexOf('</main>'));
    const fragment = await world.text(ofBridge);
    const inner = fragment.slice(fragment.indexOf('<section class="comments"'), fragment.lastIndexOf('</div>'));
    const alike = inner
      .replaceAll(`href="${SITE.url}/`, 'href="/')
      .replaceAll(/(id|aria-labelledby)="belowline-/g, '$1="')
      .replaceAll('href="#belowline-', 'href="#');
    expect(alike.trim()).toBe(own.trim());
    expect(fragment).toContain('The first comment.');
  });

  test('is whole by itself: styles from us, one element with its language, no script, no inline style, no bare address or id', async () => {
    const fragment = await world.text(ofBridge);
    const tags = tagsFromHtml(
      fragment
        .replaceAll(/\s+/g, ' ')
        .replaceAll(' >', '>')
        .replaceAll(' />', '/>')
        .replace(/<link[^>]*>/, ''),
    );
    expect(fragment).toMatch(
      /^<link rel="stylesheet" href="https:\/\/news\.example\/embed\.css" \/>\s*<div class="belowline" lang="en" dir="ltr" data-article="bridge">/,
    );
    for (const { name, attributes } of tags) {
      expect(['script', 'style', 'iframe', 'form']).not.toContain(name);
      expect([...attributes.keys()].filter((key) => key === 'style' || key.startsWith('on'))).toEqual([]);
      expect(attributes.get('href') ?? 'https://x').toMatch(/^(?:https:\/\/|mailto:|#belowline-)/);
      expect(attributes.get('id') ?? 'belowline-').toMatch(/^belowline-/);
    }
    const ids = tags.flatMap(({ attributes }) => attributes.get('id') ?? []);
    expect(ids.length).toBeGreaterThan(3);
    const named = tags.flatMap(({ attributes }) =>
      [
        attributes.get('aria-labelledby') ?? [],
        attributes.get('href')?.startsWith('#') ? attributes.get('href')!.slice(1) : [],
      ].flat(),
    );
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('shows what members write as text, whatever looks like an attribute in it', async () => {
    const nasty = await createWebWorld([bridge]);
    await nasty.open(bridge);
    const looks = ' href="/x" id="y" href="#z" aria-labelledby="q" src="/s"';
    await nasty.reply(
      { content: looks, authorName: looks },
      ...NASTY_PIECES.map((content) => ({ content, authorName: content })),
    );
    const fragment = await nasty.text(ofBridge);
    expect(fragment).toContain(' href=&quot;/x&quot; id=&quot;y&quot; href=&quot;#z&quot;');
    expect(fragment).not.toMatch(/<script|<img|onerror=(?!&)/i);
  });

  test('has pages, sorts and sections as its query says, and leads to our own page for the others', async () => {
    const second = await world.text(asked({ article: 'bridge', size: '1', page: '2' }));
    expect(second).toContain('An answer.');
    expect(second).not.toContain('The first comment.</p>');
    expect(second).toContain(`href="${SITE.url}/articles/bridge?size=1&amp;page=3#feed"`);
  });

  test('is in the article’s language', async () => {
    const answer = await world.get(asked({ article: 'bruecke' }));
    expect(answer.headers.get('content-language')).toBe('de');
    expect(await answer.text()).toContain('<div class="belowline" lang="de" dir="ltr" data-article="bruecke">');
  });

  test('is kept like a page: ETag, 304, packed, another ETag after a change', async () => {
    const made = await createWebWorld([bridge]);
    await made.open(bridge);
    await made.reply({});
    const first = await made.get(ofBridge);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    const known = await made.get(ofBridge, { 'if-none-match': etag, origin: HOME });
    expect([known.status, known.headers.get('access-control-allow-origin'), known.headers.get('vary')]).toEqual([
      304,
      HOME,
      'accept-encoding, origin',
    ]);
    expect((await made.get(ofBridge, { 'accept-encoding': 'gzip' })).headers.get('content-encoding')).toBe('gzip');
    await made.reply({});
    expect((await made.get(ofBridge, { 'if-none-match': etag })).status).toBe(200);
    const etags = [ofBridge, `${ofBridge}&format=page`, `${ofBridge}&size=1`].map(async (path) =>
      (await made.get(path)).headers.get('etag'),
    );
    expect(new Set(await Promise.all(etags)).size).toBe(3);
  });

  test('names its article’s home and its neighbours in Link', async () => {
    const { headers } = await world.get(asked({ article: 'bridge', size: '1' }));
    expect(headers.get('link')).toBe(
      `<${HOME}/bridge>; rel="canonical", <${SITE.url}/embed?article=bridge&size=1&after=${idAt(1)}>; rel="next"`,
    );
    expect(headers.get('x-robots-tag')).toBe('noindex');
  });
});

describe('which article', () => {
  test.each([
    [ofPage(`${HOME}/bridge`), 'bridge'],
    [ofPage('http://www.paper.example/bridge/index.html?utm_source=x#comments'), 'bridge'],
    [ofPage(`${HOME}/old-bridge/`), 'bridge'],
    [ofPage(`${HOME}/amp/bridge`), 'bridge'],
    [ofPage(`${HOME}/de/bridge`), 'bruecke'],
    [ofPage(`${SITE.url}/articles/tunnel`), 'tunnel'],
    [ofPage(`${HOME}/?p=9`, { canonical: `${HOME}/tunnel` }), 'tunnel'],
    [ofPage(`${HOME}/?p=9`, { og: `${HOME}/tunnel` }), 'tunnel'],
    [ofPage(`${HOME}/tunnel`, { canonical: 'javascript:alert(1)', og: HOME }), 'tunnel'],
    [asked({ article: 'shaft' }), 'tunnel'],
  ])('%s is %s', async (path, slug) => {
    expect(await world.text(path)).toContain(` data-article="${slug}">`);
  });

  test.each([
    [ofPage(`${HOME}/unknown`), 404, 'No article has the address https://paper.example/unknown.'],
    [ofPage(`${HOME}/Bridge`), 404, 'No article has the address'],
    [ofPage(`${HOME}/fr/bridge`), 404, 'No article has the address'],
    [ofPage('https://pаper.example/bridge'), 404, 'No article has the address'],
    [ofPage(`${HOME}/bridge`, { canonical: `${HOME}/tunnel` }), 409, 'It gets neither discussion.'],
    [asked({ article: 'none' }), 404, 'There is no article “none”.'],
    [
      asked({ article: 'bridge', url: HOME }),
      400,
      'Give either the page with url=… or the article with article=…, not both',
    ],
    ['/embed', 400, 'Give either the page with url=…'],
    ['/embed?url=', 400, 'must be complete'],
    [`${ofPage(HOME)}&url=x`, 400, 'Give “url” only once.'],
    [
      ofPage('javascript:alert(1)'),
      400,
      'must be complete and start with https:// or http://, not “javascript:alert(1)”.',
    ],
    [ofPage('/bridge'), 400, 'must be complete'],
    [ofPage('https://me:secret@paper.example/bridge'), 400, 'cannot contain a user name or a password'],
    [ofPage(`${HOME}/${'x'.repeat(2000)}`), 400, 'at most 2,000 characters'],
    [`${ofBridge}&format=pdf`, 400, '“format” must be one of fragment, page, not “pdf”.'],
    [`${ofBridge}&page=0`, 400, '“page” must be a whole number'],
    [`${ofBridge}&page=9`, 404, 'There are not that many comments'],
  ])('%.70s is refused with %s', async (path, status, sentence) => {
    const [shown, json] = [
      await world.get(path, { origin: HOME }),
      await world.get(path, { accept: 'application/json' }),
    ];
    expect([shown.status, json.status]).toEqual([status, status]);
    expect(shown.headers.get('access-control-allow-origin')).toBe(HOME);
    expect(shown.headers.get('cache-control')).toBe('no-store');
    const text = await shown.text();
    expect(text).toContain(sentence);
    expect(text).not.toMatch(/The first comment|Only on the tunnel/);
    expect(json.headers.get('content-type')).toBe('application/problem+json');
    expect(((await json.json()) as { detail: string }).detail).toContain(sentence);
  });

  test('an address of 100 KB is refused before anything is made of it', async () => {
    for (const path of ['embed', 'why', 'counts'])
      expect((await world.get(`/${path}?url=${HOME}/${'x'.repeat(100_000)}`)).status).toBe(414);
  });
});

describe('which sites', () => {
  test.each([
    ['the articles’ own', HOME],
    ['the same with www', 'https://www.paper.example'],
    ['our own', SITE.url],
    ['one of EMBED_ORIGINS', 'https://partner.example'],
  ])('%s may read it', async (_which, origin) => {
    for (const path of [ofBridge, `/counts?url=${HOME}/bridge`]) {
      const { status, headers } = await world.get(path, { origin });
      expect([status, headers.get('access-control-allow-origin'), headers.get('vary')]).toEqual([
        200,
        origin,
        'accept-encoding, origin',
      ]);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    }
  });

  test.each([
    'https://evil.example',
    'http://paper.example',
    'https://paper.example:8443',
    'https://paper.example.evil.example',
    'null',
    'x',
  ])('pages of %s get no comments and are told why', async (origin) => {
    // What is kept from an allowed request must not be an answer for others.
    await world.get(ofBridge, { origin: HOME });
    const answer = await world.get(ofBridge, { origin });
    expect([answer.status, answer.headers.get('vary')]).toEqual([403, 'accept-encoding, origin']);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(await answer.json()).toMatchObject({
      status: 403,
      detail: `Pages of ${origin} may not show these comments. The setting EMBED_ORIGINS allows more sites.`,
    });
  });

  test('a server that asks without an origin is answered, and so that a cache keeps the answers apart', async () => {
    const { status, headers } = await world.get(ofBridge);
    expect([status, headers.get('access-control-allow-origin'), headers.get('vary')]).toEqual([
      200,
      null,
      'accept-encoding, origin',
    ]);
  });

  test('the articles that are there now count', async () => {
    const made = await createWebWorld([bridge]);
    expect((await made.get(ofBridge, { origin: 'https://moved.example' })).status).toBe(403);
    made.library.replace({ articles: [{ ...bridge, url: 'https://moved.example/bridge' }], problems: [] });
    expect((await made.get(ofBridge, { origin: 'https://moved.example' })).status).toBe(200);
    expect((await made.get(ofBridge, { origin: HOME })).status).toBe(403);
  });
});

test('an address leads to another article as soon as the articles say so', async () => {
  const made = await createWebWorld([bridge]);
  const path = ofPage(`${HOME}/bridge`);
  expect(await made.text(path)).toContain('data-article="bridge"');
  made.library.replace({
    articles: [{ ...bridge, url: `${HOME}/older` }, articleWith({ slug: 'newer', url: bridge.url })],
    problems: [],
  });
  expect(await made.text(ofBridge)).toContain('data-article="bridge"'); // made anew, so that it could be taken for the address's
  expect(await made.text(path)).toContain('data-article="newer"');
  made.library.replace({ articles: [], problems: [] });
  expect((await made.get(path)).status).toBe(404);
});

describe('the page for a frame', () => {
  test('may be framed by the same sites and no others, and is no page of its own for search engines', async () => {
    const { headers } = await world.get(`${ofBridge}&format=page`);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'self'; .*frame-ancestors https:\/\/news\.example https:\/\/partner\.example https:\/\/paper\.example https:\/\/www\.paper\.example$/,
    );
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect((await world.get(ofBridge)).headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  test('keeps pages and sorts of its comments in the frame, and opens all else outside', async () => {
    const page = await world.text(`${ofBridge}&format=page&size=1`);
    expect(page).toContain('<base target="_top" />');
    expect(page).toContain('The &lt;bridge&gt;</title>');
    const kept = [...page.matchAll(/ target="_self" href="([^"]*)"/g)].map(([, href]) => href);
    expect(kept).toContain(`${SITE.url}/embed?article=bridge&amp;format=page&amp;size=1&amp;page=2`);
    expect(kept).toContain(`${SITE.url}/embed?article=bridge&amp;format=page&amp;sort=newest&amp;size=1`);
    expect(kept).toContain(`${SITE.url}/embed?article=bridge&amp;format=page&amp;discussion=300`);
    expect(page).not.toMatch(/<a href="[^"]*#(?:comments|feed)"/);
    expect(page).toMatch(new RegExp(`<a class="when" href="${SITE.url}/articles/bridge/comments/`));
  });

  test('says in the frame what went wrong', async () => {
    const answer = await world.get(`${ofPage(`${HOME}/unknown`)}&format=page`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-security-policy')).toContain(`frame-ancestors ${SITE.url}`);
    expect(await answer.text()).toMatch(/^<!doctype html>[^]*No article has the address/);
  });
});

describe('counts', () => {
  test('are given for each page in the order of the question, null for pages that are no article’s', async () => {
    const urls = [
      `${HOME}/tunnel?utm_source=x`,
      `${HOME}/unknown`,
      `${HOME}/bridge`,
      'javascript:1',
      `${HOME}/de/bridge`,
      `${HOME}/tunnel?utm_source=x`,
    ];
    const answer = await world.get(
      pathOf(
        '/counts',
        urls.map((url): [string, string] => ['url', url]),
      ),
    );
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await answer.json()).toEqual({
      counts: [
        { url: urls[0], article: 'tunnel', count: 1 },
        { url: urls[1], article: null, count: null },
        { url: urls[2], article: 'bridge', count: 3 },
        { url: urls[3], article: null, count: null },
        { url: urls[4], article: 'bruecke', count: 0 },
        { url: urls[5], article: 'tunnel', count: 1 },
      ],
    });
  });

  test('are answered with 304 while they are the same', async () => {
    const path = `/counts?url=${HOME}/bridge`;
    const etag = (await world.get(path)).headers.get('etag') ?? '';
    const answer = await world.get(path, { 'if-none-match': etag, origin: HOME });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([304, HOME]);
  });

  test.each([
    [1, 200, undefined],
    [100, 200, undefined],
    [0, 400, 'Ask about 1 to 100 pages at once, each as a “url”, not about 0.'],
    [101, 400, 'Ask about 1 to 100 pages at once, each as a “url”, not about 101.'],
  ])('of %i pages: %i', async (number, status, detail) => {
    const urls = Array.from({ length: number }, (_, index): [string, string] => ['url', `${HOME}/${index}`]);
    const answer = await world.get(pathOf('/counts', urls), { origin: HOME });
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as { detail?: string }).detail).toBe(detail);
  });
});

describe('why', () => {
  const path = pathOf('/why', {
    url: 'http://www.paper.example/bridge/?utm_source=<b>',
    canonical: 'javascript:alert(1)',
    og: `${HOME}/none`,
  });

  test('explains each step to people', async () => {
    const page = (await world.text(path)).replaceAll(/\s+/g, ' ');
    expect(page).toContain(
      'This page gets the discussion of the article <a href="/articles/bridge">The &lt;bridge&gt;</a>',
    );
    expect(page).toContain(
      '<h2>The page’s canonical address</h2> <p><code>javascript:alert(1)</code></p> <p>The address of a page must be complete',
    );
    expect(page).toContain('<code>http://www.paper.example/bridge/?utm_source=&lt;b&gt;</code>');
    expect(page).toContain(
      '<li>http and https are the same page: <code>https://www.paper.example/bridge/?utm_source=%3Cb%3E</code></li>',
    );
    expect(page).toContain('<li>Tracking parameters are ignored: <code>https://paper.example/bridge/</code></li>');
    expect(page).toContain('No article has this page as its “url” or as one of its “aliases”.');
  });

  test('and to programs', async () => {
    const answer = await world.get(path, { accept: 'application/json' });
    expect(await answer.json()).toMatchObject({
      article: { slug: 'bridge', title: 'The <bridge>' },
      rivals: null,
      claims: [
        { claim: 'canonical', name: null, refused: 'web', article: null },
        { claim: 'og', name: '//paper.example/none', article: null },
        {
          claim: 'url',
          name: '//paper.example/bridge',
          steps: [{ rule: 'scheme' }, { rule: 'host' }, { rule: 'tracking' }, { rule: 'slashes' }],
        },
      ],
    });
  });

  test('names both articles of a page that claims to be two, and none for one that is none', async () => {
    const two = pathOf('/why', { url: `${HOME}/bridge`, canonical: `${HOME}/tunnel` });
    expect(await world.text(two)).toContain(
      'This page says that it is “The tunnel”, but its own address belongs to “The &lt;bridge&gt;”.',
    );
    expect(await (await world.get(two, { accept: 'application/json' })).json()).toMatchObject({
      article: null,
      rivals: [{ slug: 'tunnel' }, { slug: 'bridge' }],
    });
    expect(await world.text(`/why?url=${HOME}/x`)).toContain(
      'No article is known for this page, so it has no discussion.',
    );
  });
});

describe('the script', () => {
  test('is under 10 KB packed, with its styles and words in it', async () => {
    const answer = await world.get('/embed.js');
    const script = await answer.text();
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(gzipSync(script).byteLength).toBeLessThan(10_000);
    expect(script).toContain('Die Kommentare konnten nicht geladen werden.');
    expect(script).toContain('.pager');
    expect(script).not.toMatch(/\beval\b|new Function|document\.cookie|localStorage|sessionStorage|indexedDB/);
  });

  test.each(['/embed.js', '/embed.css'])(
    '%s may be loaded by any site and asked for again with its ETag',
    async (path) => {
      const { headers } = await world.get(path, { origin: 'https://anyone.example' });
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      expect(headers.get('cache-control')).toBe('public, max-age=300, stale-while-revalidate=86400');
      expect((await world.get(path, { 'if-none-match': headers.get('etag') ?? '' })).status).toBe(304);
    },
  );

  test('the styles reach nothing outside the comments, and take their measure from the site', async () => {
    const css = await world.text('/embed.css');
    expect(css).not.toMatch(/(?<![\w.-])[\d.]+rem\b(?!\))(?![^{]*\{)/);
    const outside = css
      .replaceAll(/\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, '{}')
      .match(/[^{}]+(?=\{\})/g)
      ?.map((selector) => selector.trim());
    expect(
      outside?.filter(
        (selector) => !/^(?::host$|\.belowline|@media print$|@property --belowline-unit$)/.test(selector),
      ),
    ).toEqual([]);
  });
});
