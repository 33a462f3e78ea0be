import { expect, test } from 'vitest';
import { articleWith } from '../../helpers/article.ts';
import { parseXml } from '../../helpers/parse-xml.ts';
import { createWebWorld, SITE } from '../../helpers/web-world.ts';

const NAMESPACE = '{http://www.sitemaps.org/schemas/sitemap/0.9}';

/** The addresses in a sitemap or an index of sitemaps. */
function addressesIn(document: string): { kind: string; addresses: string[] } {
  const { name, children } = parseXml(document);
  return { kind: name.replace(NAMESPACE, ''), addresses: children.map(({ text }) => text) };
}

test('robots are told where the sitemap is, and the sitemap has the articles that are at home here', async () => {
  const { text, get } = await createWebWorld([
    articleWith({ slug: 'bridge', title: 'A' }),
    articleWith({ slug: 'bücher', title: 'B' }),
    articleWith({ slug: 'here', title: 'C', url: `${SITE.url}/news?a=1&b=2` }),
    articleWith({ slug: 'elsewhere', url: 'https://paper.example/elsewhere' }),
  ]);
  expect(await text('/robots.txt')).toBe(`User-agent: *\nAllow: /\n\nSitemap: ${SITE.url}/sitemap.xml\n`);
  const answer = await get('/sitemap.xml');
  expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8');
  expect(addressesIn(await answer.text())).toEqual({
    kind: 'urlset',
    addresses: [`${SITE.url}/articles/bridge`, `${SITE.url}/articles/b%C3%BCcher`, `${SITE.url}/news?a=1&b=2`],
  });
  const etag = answer.headers.get('etag')!;
  expect((await get('/sitemap.xml', { 'if-none-match': etag })).status).toBe(304);
});

test('more articles than fit into one sitemap are in several, which the first names', async () => {
  const one = articleWith({ slug: 'bridge' });
  const { text, get } = await createWebWorld(
    Array.from({ length: 50_001 }, (_, index) => ({ ...one, slug: `bridge-${index}`, key: `bridge-${index}` })),
  );
  expect(addressesIn(await text('/sitemap.xml'))).toEqual({
    kind: 'sitemapindex',
    addresses: [`${SITE.url}/sitemap.xml?page=1`, `${SITE.url}/sitemap.xml?page=2`],
  });
  expect(addressesIn(await text('/sitemap.xml?page=1')).addresses).toHaveLength(50_000);
  expect(addressesIn(await text('/sitemap.xml?page=2'))).toEqual({
    kind: 'urlset',
    addresses: [expect.stringContaining('/articles/bridge-')],
  });
  expect((await get('/sitemap.xml?page=3')).status).toBe(404);
});
