import { describe, expect, test } from 'vitest';
import { catalogueFromFiles } from '../../../src/articles/folder-library.ts';
import { createMemoryLibrary } from '../../../src/articles/library.ts';
import { articleOfPage, type Claim } from '../../../src/articles/article-of-page.ts';
import { pageName, readAddress } from '../../../src/articles/page-address.ts';
import { systemClock } from '../../../src/clock.ts';
import { articleWith } from '../../helpers/article.ts';

test.each([
  ['scheme', 'http://news.example/story'],
  ['the host’s case', 'https://NEWS.Example/story'],
  ['www', 'https://www.news.example/story'],
  ['a dot at the host’s end', 'https://news.example./story'],
  ['the default port', 'https://news.example:443/story'],
  ['the other scheme’s port', 'http://news.example:443/story'],
  ['a fragment', 'https://news.example/story#comments'],
  ['parameters that track', 'https://news.example/story?utm_source=a&fbclid=b&ref=c&_ga=d&MC_CID=e'],
  ['an empty query', 'https://news.example/story?'],
  ['a slash at its end', 'https://news.example/story/'],
  ['doubled slashes', 'https://news.example//story//'],
  ['index.html', 'https://news.example/story/index.html'],
  ['index.php', 'https://news.example/story/index.php'],
  ['needless percent-encoding', 'https://news.example/%73tor%79'],
  ['AMP at its end', 'https://news.example/story/amp/'],
  ['AMP at its beginning', 'https://news.example/amp/story'],
  ['AMP as a host', 'https://amp.news.example/story'],
  ['AMP as parameters', 'https://news.example/story?amp=1&outputType=amp'],
  ['several at once', 'HTTP://www.News.example:80//story/amp/index.html?utm_medium=x&amp#top'],
])('%s makes no other page', (_what, address) => {
  expect(pageName(address)).toBe('//news.example/story');
});

test.each([
  ['a language in the path', 'https://news.example/de/story'],
  ['a language in the host', 'https://de.news.example/story'],
  ['a language in the query', 'https://news.example/story?lang=de'],
  ['an id in the query', 'https://news.example/story?p=1'],
  ['the case of the path', 'https://news.example/Story'],
  ['another port', 'https://news.example:8443/story'],
  ['an encoded slash', 'https://news.example/%2Fstory'],
  ['what percent-encoding cannot say', 'https://news.example/story%ff'],
  ['more of a name', 'https://news.example/story-2'],
  ['a host that looks alike', 'https://news.exämple/story'],
])('%s makes another page', (_what, address) => {
  expect(pageName(address)).not.toBe('//news.example/story');
});

test('malformed bytes stay what they are, in path and query', () => {
  expect(pageName('https://news.example/%ff?q=%ff')).not.toBe(pageName('https://news.example/%fe?q=%ff'));
  expect(pageName('https://news.example/?q=%ff')).not.toBe(pageName('https://news.example/?q=%fe'));
});

test('two values of one name keep their order, which may count', () => {
  expect(pageName('https://news.example/?a=1&a=2')).not.toBe(pageName('https://news.example/?a=2&a=1'));
});

test('a host that is nothing but www and a top-level domain keeps its name', () => {
  expect(pageName('https://www.com/x')).toBe('//www.com/x');
});

test.each([
  ['javascript:alert(1)', 'web'],
  ['/story', 'web'],
  ['news.example/story', 'web'],
  ['', 'web'],
  ['ftp://news.example/story', 'web'],
  ['https://reader:secret@news.example/story', 'credentials'],
  [`https://news.example/${'x'.repeat(2000)}`, 'long'],
])('%.40s is refused', (address, reason) => {
  expect(readAddress(address)).toEqual({ type: 'refused', reason });
});

test('each step tells its rule and what is left of the address', () => {
  expect(readAddress('http://www.news.example/story/index.html?utm_source=x#top')).toEqual({
    type: 'page',
    name: '//news.example/story',
    steps: [
      { rule: 'scheme', address: 'https://www.news.example/story/index.html?utm_source=x#top' },
      { rule: 'host', address: 'https://news.example/story/index.html?utm_source=x#top' },
      { rule: 'fragment', address: 'https://news.example/story/index.html?utm_source=x' },
      { rule: 'tracking', address: 'https://news.example/story/index.html' },
      { rule: 'index', address: 'https://news.example/story/' },
      { rule: 'slashes', address: 'https://news.example/story' },
    ],
  });
});

test('a page of 2,000 characters that asks for every rule again and again is read at once', () => {
  const before = performance.now();
  expect(pageName(`https://news.example/story${'/amp/index.html'.repeat(131)}`)).toBe('//news.example/story');
  expect(performance.now() - before).toBeLessThan(1000);
});

describe('an article’s page', () => {
  const story = articleWith({
    slug: 'story',
    url: 'https://news.example/story',
    aliases: ['/2020/old/', 'older', 'https://old.example/1'],
  });
  const own = articleWith({ slug: 'over-ähre' });
  const other = articleWith({ slug: 'other', title: 'The other one', url: 'https://news.example/other' });
  const { articles, problems } = catalogueFromFiles(
    [story, own, other].map((article) => ({ path: `${article.slug}.md`, article, pictureFiles: [], problems: [] })),
  );
  const library = createMemoryLibrary({ clock: systemClock, catalogue: { articles, problems } });
  const found = (claims: Partial<Record<Claim, string>>) =>
    articleOfPage({ canonical: null, og: null, url: null, ...claims }, { library, site: 'https://comments.example' });

  test.each([
    ['its url', 'https://www.news.example/story/', 'story'],
    ['an alias that is a path of its site', 'https://news.example/2020/old', 'story'],
    ['an alias on another host', 'http://old.example/1', 'story'],
    ['our own page of it', 'https://comments.example/articles/story?sort=newest', undefined],
    ['our own page of it, without a query', 'https://comments.example/articles/story#comments', 'story'],
    ['our own page under an earlier name', 'https://comments.example/articles/older', 'story'],
    ['our own page with letters that are encoded', 'https://comments.example/articles/over-%C3%A4hre', 'over-ähre'],
    ['a path alias on our own site', 'https://comments.example/2020/old', undefined],
    ['a slug on its site', 'https://news.example/other-story', undefined],
    ['a comment of it', 'https://comments.example/articles/story/comments/1', undefined],
    ['another host with the same path', 'https://evil.example/story', undefined],
    ['a host that ends alike', 'https://evilnews.example/story', undefined],
    ['what objects know', 'https://comments.example/articles/__proto__', undefined],
  ])('%s: %s', (_what, url, slug) => {
    expect(found({ url }).article?.slug).toBe(slug);
  });

  test('is what its canonical address says, then og:url, then its own address', () => {
    const unknown = 'https://news.example/unknown';
    expect(found({ url: unknown, canonical: 'https://news.example/story' }).article).toBe(story);
    expect(found({ url: unknown, og: 'https://news.example/story' }).article).toBe(story);
    expect(
      found({ url: unknown, canonical: 'https://news.example/story', og: 'https://news.example/other' }).article,
    ).toBe(story);
    expect(found({ url: 'https://news.example/story', canonical: unknown, og: 'javascript:1' }).article).toBe(story);
  });

  test('gets no discussion when it claims to be another listed article', () => {
    const { article, rivals } = found({ url: 'https://news.example/story', canonical: 'https://news.example/other' });
    expect(article).toBeNull();
    expect(rivals).toEqual([other, story]);
  });
});
