import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { html, raw } from 'hono/html';

/** What fills in the comments: the script in the browser, the site's server, which includes the fragment, or `npm run fill`. */
const FILLINGS = ['script', 'include', 'fill'] as const;

/** The site with the articles. */
export interface ShownSite {
  /** Where its pages are; null when nothing serves them. */
  readonly url: string | null;
  /** The bytes of another site's page with the comments in them, as `npm run fill` writes them. */
  fillPage(page: Buffer): Promise<Buffer>;
}

/** The dependencies of the example site. */
export interface ExampleSiteDependencies extends Pick<ShownSite, 'fillPage'> {
  readonly pageUrl: () => string | null;
}

/** An article as the example site shows it. */
interface ShownArticle {
  readonly title: string;
  readonly section: string;
  readonly byline: string;
  readonly published: string;
  readonly language: string;
  /** The address by which Belowline knows the article. */
  readonly canonical: string;
  /** Its first paragraphs, as HTML. */
  readonly lead: string;
}

/** The HTML in the box of comments. */
interface Box {
  readonly feed: string;
  readonly script: string;
}

const NO_COMMENTS = '<p class="none" data-role="noComments">There are no comments to display.</p>';

/**
 * A newsroom's own site, as an example: `GET /articles/SLUG` is an article's page in the shape of Invision Community's, with the empty box
 * "Recommended Comments". With `?by=script` the browser fills it by one line of HTML, with `?by=include` the server does, as an edge
 * include would, with `?by=fill` it is as `npm run fill` leaves it. Its Content-Security-Policy is strict: no inline script or style,
 * no other server than Belowline's.
 */
export function createExampleSite({ pageUrl, fillPage }: ExampleSiteDependencies): Hono {
  const app = new Hono();
  app.get('/articles/:slug', async ({ req }) => {
    const site = pageUrl();
    const filling = FILLINGS.find((known) => known === (req.query('by') ?? 'script'));
    if (site === null || !filling) return new Response('404: Not Found', { status: 404 });
    const slug = encodeURIComponent(req.param('slug'));
    const answers = await Promise.all([
      fetch(`${site}/articles/${slug}`, { redirect: 'manual' }),
      fetch(`${site}/embed?article=${slug}`),
    ]).catch(() => null);
    if (!answers) return new Response('Belowline’s page does not respond.', { status: 502 });
    const [ownPage, fragment] = answers;
    const article = ownPage.ok && fragment.ok ? articleFrom(await ownPage.text()) : null;
    if (!article) return new Response('404: Not Found', { status: 404 });
    const boxes: Record<typeof filling, Box> = {
      script: { feed: NO_COMMENTS, script: `<script src="${site}/embed.js" async></script>` },
      include: { feed: await fragment.text(), script: '' },
      fill: { feed: NO_COMMENTS, script: '' },
    };
    const page = String(await pageHtml(article, boxes[filling]));
    const body = filling === 'fill' ? String(await fillPage(Buffer.from(page))) : page;
    // Covers the comments too: when they change, the frame reloads the page, as a reader would.
    const version = createHash('sha256')
      .update(body + (fragment.headers.get('etag') ?? ''))
      .digest('base64url')
      .slice(0, 22);
    return new Response(body, { headers: headersFor(site, version) });
  });
  return app;
}

const headersFor = (site: string, version: string) => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; script-src ${site}; connect-src ${site}; style-src 'self' ${site}; img-src 'self' http: https:; require-trusted-types-for 'script'; trusted-types belowline; form-action 'none'; frame-ancestors 'self'; base-uri 'none'`,
  'cache-control': 'no-cache',
  etag: `"${version}"`,
  'server-timing': `version;desc="${version}"`,
  'x-content-type-options': 'nosniff',
});

/** Reads an article from Belowline's page of it: its structured data and its lead. Null when it is no article's page. */
function articleFrom(page: string): ShownArticle | null {
  const [, json] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page) ?? [];
  const [, lead = ''] = /<div class="lead">(.*?)<\/div>/s.exec(page) ?? [];
  if (json === undefined) return null;
  const data = JSON.parse(json) as {
    headline: string;
    url: string;
    inLanguage: string;
    articleSection?: string;
    datePublished?: string;
    author: { name: string }[];
  };
  return {
    title: data.headline,
    section: data.articleSection ?? 'News',
    byline: data.author.map(({ name }) => name).join(', ') || 'The newsroom',
    published: data.datePublished ?? '',
    language: data.inLanguage,
    canonical: data.url,
    lead,
  };
}

const pageHtml = ({ title, section, byline, published, language, canonical, lead }: ShownArticle, box: Box) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title} - The Example Courier</title>
        <link rel="canonical" href="${canonical}" />
        <link rel="stylesheet" href="/page/example-site.css" />
      </head>
      <body>
        <header class="masthead"><b>The Example Courier</b> <span>An example of your site</span></header>
        <main>
          <p class="crumbs">Home › Articles › ${section}</p>
          <article class="panel" lang="${language}">
            <h1>${title}</h1>
            <p class="byline">
              By ${byline}${published && html`, <time datetime="${published}">${published.slice(0, 10)}</time>`}
            </p>
            <section class="text">${raw(lead)}</section>
          </article>
          <div class="panel" id="comments" data-controller="core.front.core.commentFeed">
            <div data-role="recommendedComments"><h2>Recommended Comments</h2></div>
            <div data-role="commentFeed">${raw(box.feed)}</div>
            ${raw(box.script)}
          </div>
        </main>
      </body>
    </html> `;
