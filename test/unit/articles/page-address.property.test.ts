import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Article } from '../../../src/articles/article.ts';
import { catalogueFromFiles } from '../../../src/articles/folder-library.ts';
import { createMemoryLibrary } from '../../../src/articles/library.ts';
import { articleOfPage } from '../../../src/articles/article-of-page.ts';
import { pageName, readAddress } from '../../../src/articles/page-address.ts';
import { systemClock } from '../../../src/clock.ts';
import { articleWith } from '../../helpers/article.ts';

const SITE = 'https://comments.example';
const host = fc.constantFrom('news.example', 'www.news.example', 'amp.news.example', 'NEWS.example.', 'blog.example');
const segment = fc.oneof(
  fc.constantFrom('a', 'story', 'index.html', 'amp', 'amp.html', 'story.amp.html', 'de', 'en', '', '.', '..', '%2e'),
  fc.constantFrom('%61', '%2F', '%252F', '%ff', '%zz', 'b%20c', 'ü', '%C3%BC', 'A', "it's", 'a;b', 'articles'),
  fc.webSegment(),
);
const parameter = fc.oneof(
  fc.constantFrom('id=1', 'id=2', 'utm_source=x', 'fbclid=1', 'amp', 'amp=1', 'p=%41', 'p=A', 'lang=de', 'q=%ff', ''),
  fc.webQueryParameters(),
);
const address = fc
  .record({
    scheme: fc.constantFrom('http', 'https', 'HTTPS'),
    host,
    port: fc.constantFrom('', ':80', ':443', ':8080'),
    path: fc.array(segment, { maxLength: 5 }),
    query: fc.array(parameter, { maxLength: 4 }),
    fragment: fc.constantFrom('', '#comments', '#!/x'),
  })
  .map(
    ({ scheme, host, port, path, query, fragment }) =>
      `${scheme}://${host}${port}/${path.join('/')}${query.length > 0 ? `?${query.join('&')}` : ''}${fragment}`,
  );

test('the name of a page is its own name, whatever scheme is put before it', () => {
  fc.assert(
    fc.property(address, fc.constantFrom('http:', 'https:'), (text, scheme) => {
      const name = pageName(text);
      expect(name).not.toBeNull();
      expect(pageName(scheme + name)).toBe(name);
    }),
    { numRuns: 2000 },
  );
});

test('every step that is told leads to an address of the same name, and the last one to the name', () => {
  fc.assert(
    fc.property(address, (text) => {
      const read = readAddress(text);
      if (read.type !== 'page') throw new Error('refused');
      const all = [text, ...read.steps.map((step) => step.address)];
      expect(new Set(all.map(pageName))).toEqual(new Set([read.name]));
      expect(URL.parse(all.at(-1)!)!.href.replace(/^https?:/, '')).toBe(read.name);
    }),
  );
});

test('whatever text it is, it has a name or is refused, and never fails', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.webUrl(), fc.constant('https://[')), (text) => {
      expect(['page', 'refused']).toContain(readAddress(text).type);
    }),
  );
});

test('parameters may stand in any order, with any that only track readers between them', () => {
  const named = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{3,6}$/), fc.webSegment()), {
    selector: ([name]) => name,
    maxLength: 5,
  });
  const tracking = fc.subarray(['utm_source=a', 'utm_campaign=b', 'fbclid=c', 'gclid=d', 'ref=e'], { minLength: 1 });
  fc.assert(
    fc.property(
      named.chain((all) => {
        const plain = all.map(([name, value]) => `${name}=${value}`);
        return fc.record({
          plain: fc.constant(plain),
          other: tracking.chain((more) =>
            fc.shuffledSubarray([...plain, ...more], { minLength: plain.length + more.length }),
          ),
        });
      }),
      ({ plain, other }) => {
        const page = 'https://news.example/story';
        expect(pageName(`${page}?${other.join('&')}`)).toBe(pageName(`${page}?${plain.join('&')}`));
      },
    ),
  );
});

const file = (article: Article, index: number) => ({ path: `${index}.md`, article, pictureFiles: [], problems: [] });
const articles = fc
  .array(
    fc.record({
      url: fc.option(address),
      aliases: fc.array(fc.oneof(address, fc.constantFrom('/old/', 'older')), { maxLength: 2 }),
    }),
    { maxLength: 8 },
  )
  .map((all) =>
    all.map(({ url, aliases }, index) =>
      articleWith({ slug: `s${index}`, url: url === null ? null : new URL(url).href, aliases }),
    ),
  );

test('no two listed articles meet: each page of each leads to it alone, and which these are does not hang on the order of pages', () => {
  fc.assert(
    fc.property(articles, fc.constantFrom('', '#x'), fc.constantFrom('', 'utm_source=x'), (all, fragment, tracking) => {
      const catalogue = catalogueFromFiles(all.map(file), SITE);
      using library = createMemoryLibrary({ clock: systemClock, catalogue });
      for (const article of catalogue.articles) {
        const own = `${SITE}/articles/${article.slug}`;
        for (const page of [own, ...(article.url === null ? [] : [article.url])]) {
          const written = `${page}${page.includes('?') ? '&' : '?'}${tracking}${fragment}`;
          const match = articleOfPage(
            { canonical: null, og: null, url: written.slice(0, 2000) },
            { library, site: SITE },
          );
          expect(match.article?.slug).toBe(article.slug);
        }
      }
      const { articles: backwards } = catalogueFromFiles(all.map(file).toReversed(), SITE);
      expect(backwards).toEqual(catalogue.articles);
    }),
    { numRuns: 500 },
  );
});
