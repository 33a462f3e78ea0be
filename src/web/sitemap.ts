import type { Hono } from 'hono';
import { type Article, canonicalAddress, isElsewhere } from '../articles/article.ts';
import { pageFromParameters } from './addresses.ts';
import { dataHeaders, etagFrom, REVALIDATED } from './http.ts';
import { answerWith } from './page-cache.ts';
import type { WebParts } from './parts.ts';
import { Problem } from './problem.ts';
import { xml, xmlText } from './xml.ts';

/** Addresses in one sitemap; the protocol allows no more. */
const MOST_ADDRESSES = 50_000;

/** Adds `/sitemap.xml` with the pages that search engines should know, and a `/robots.txt` that allows everything and names it. */
export function addSitemap(app: Hono, { library, context, pages, identity }: WebParts): void {
  const { url } = context.site;

  /** The articles that are at home here; others are in the sitemap of their own site. */
  const articles = (): Article[] => library.all().filter((article) => !isElsewhere(article, url));

  async function sitemap(page: number | null): Promise<string> {
    const all = articles();
    const count = Math.max(1, Math.ceil(all.length / MOST_ADDRESSES));
    if (page !== null && page > count) throw new Problem(404, 'page.query.noMoreArticles');
    if (page === null && count > 1) return xmlText(indexXml(count, url));
    const start = ((page ?? 1) - 1) * MOST_ADDRESSES;
    return xmlText(urlsXml(all.slice(start, start + MOST_ADDRESSES), url));
  }

  app.get('/sitemap.xml', async ({ req }) => {
    const parameters = new URL(req.url).searchParams;
    const page = parameters.has('page') ? pageFromParameters(parameters) : null;
    const path = page === null ? '/sitemap.xml' : `/sitemap.xml?page=${page}`;
    const plan = async () => ({
      etag: etagFrom(identity, path, ...articles().map(({ slug, hash }) => `${slug} ${hash}`)),
      render: async () => ({
        headers: { ...dataHeaders('application/xml; charset=utf-8'), 'cache-control': REVALIDATED },
        body: await sitemap(page),
      }),
    });
    return answerWith(await pages.page(path, plan), req.raw);
  });

  const robots = { ...dataHeaders('text/plain; charset=utf-8'), 'cache-control': 'public, max-age=86400' };
  app.get(
    '/robots.txt',
    () => new Response(`User-agent: *\nAllow: /\n\nSitemap: ${url}/sitemap.xml\n`, { headers: robots }),
  );
}

const indexXml = (count: number, url: string): ReturnType<typeof xml> =>
  xml`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${Array.from(
  { length: count },
  (_, index) => xml`<sitemap><loc>${url}/sitemap.xml?page=${index + 1}</loc></sitemap>
`,
)}</sitemapindex>
`;

/** No time of change is given: comments change a page as well, and a wrong time is worse than none. */
const urlsXml = (articles: readonly Article[], url: string): ReturnType<typeof xml> =>
  xml`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${articles.map(
  (article) => xml`<url><loc>${canonicalAddress(article, url)}</loc></url>
`,
)}</urlset>
`;
