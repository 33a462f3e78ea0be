import { systemClock } from '../../../src/clock.ts';
import { expect, test } from 'vitest';
import { articleWith } from '../../helpers/article.ts';
import { createWebWorld } from '../../helpers/web-world.ts';

const articles = Array.from({ length: 25 }, (_, index) =>
  articleWith({
    slug: `a${index}`,
    title: `Article ${index}`,
    lead: `Lead **${index}**.`,
    published: Date.UTC(2026, 0, 1 + index),
  }),
);

test('lists the articles, newest first, with leads, dates and counts of comments', async () => {
  const { text, open, reply } = await createWebWorld(articles);
  await open(articles[24]!);
  await reply({}, {});
  const page = await text('/');
  expect(page.indexOf('Article 24')).toBeLessThan(page.indexOf('Article 23'));
  expect(page).toContain('Lead 24.');
  expect(page).toContain('25 January 2026');
  expect(page).toContain('<a href="/articles/a24#comments">2 comments</a>');
  expect(page).not.toContain('0 comments');
});

test('goes on on further pages', async () => {
  const { text, get } = await createWebWorld(articles);
  expect(await text('/')).not.toContain('Article 4<');
  expect(await text('/?page=2')).toContain('Article 4<');
  expect(await text('/?page=2')).toContain('<nav class="pager" aria-label="Pages of articles">');
  const past = await get('/?page=3');
  expect(past.status).toBe(404);
  expect(await past.text()).toContain('There are not that many articles.');
  expect((await get('/?page=0')).status).toBe(400);
});

test('says so when there are no articles', async () => {
  expect(await (await createWebWorld([])).text('/')).toContain('There are no articles yet.');
});

test('the masthead has the day and the sections, those with the most articles first, and each section has its list', async () => {
  const articles = [
    articleWith({ slug: 'a', section: 'City' }),
    articleWith({ slug: 'b', section: 'World & more' }),
    articleWith({ slug: 'c', section: 'World & more' }),
    articleWith({ slug: 'd' }),
  ];
  const { text, get } = await createWebWorld(articles, {
    clock: { ...systemClock, now: () => Date.UTC(2026, 10, 24, 23, 59) },
  });
  const page = await text('/');
  expect(page).toContain('<time datetime="2026-11-24">Tuesday, 24 November 2026</time>');
  const nav = /<nav class="sections"[^]*?<\/nav>/.exec(page)?.[0] ?? '';
  const links = [...nav.matchAll(/href="([^"]*)"/g)].map(([, path]) => path);
  expect(links).toEqual(
    ['/?section=World+%26amp%3B+more', '/?section=City'].map((path) => path.replace('%26amp%3B', '%26')),
  );
  const world = await text(links[0] ?? '');
  expect([...world.matchAll(/<h2><a href="([^"]*)"/g)].map(([, path]) => path)).toEqual(['/articles/b', '/articles/c']);
  expect(world).toContain('<title>World &amp; more – The Daily Test</title>');
  expect((await get('/?section=Sports')).status).toBe(404);
});

test('a page is sent again on the next day, and only then, though nothing else changed', async () => {
  let now = Date.UTC(2026, 10, 24, 12);
  const { get } = await createWebWorld([articleWith({ slug: 'a' })], { clock: { ...systemClock, now: () => now } });
  for (const path of ['/', '/articles/a', '/privacy']) {
    now = Date.UTC(2026, 10, 24, 12);
    const etag = (await get(path)).headers.get('etag') ?? '';
    now += 11 * 3_600_000;
    expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
    now += 3_600_000;
    const next = await get(path, { 'if-none-match': etag });
    expect(next.status).toBe(200);
    expect(await next.text()).toContain('25 November 2026');
  }
});

test('an article in another language says in which', async () => {
  const { text } = await createWebWorld([
    articleWith({ language: 'de-AT' }),
    articleWith({ slug: 'b', language: 'en-GB' }),
  ]);
  expect((await text('/')).match(/<span class="language">[^<]*/g)).toEqual(['<span class="language">Deutsch']);
});
