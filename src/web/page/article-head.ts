import { html, raw } from 'hono/html';
import { canonicalAddress } from '../../articles/address.ts';
import { firstWords } from '../../markdown/first-words.ts';
import { articlePath } from '../addresses.ts';
import type { ArticleView } from '../article-view.ts';
import type { Picture } from '../images.ts';
import { PAGE_SIZE } from '../query.ts';
import { structuredData } from '../structured-data.ts';
import { plainFromArticle } from '../../markdown/article/plain.ts';
import type { Html, PageContext } from './context.ts';

/** How long a description may be before search engines cut it, in characters. */
const DESCRIPTION = 160;

/** What an article's page tells machines: description, canonical address, neighbours, structured data. */
export function articleHeadHtml(view: ArticleView, picture: Picture | undefined, context: PageContext): Html {
  const { article } = view;
  const { site } = context;
  const description = article.description ?? firstWords(plainFromArticle(article.lead), DESCRIPTION);
  return html`<meta name="description" content="${description}" />
    <link rel="canonical" href="${canonicalOf(view, context)}" />
    ${isDerived(view) && html`<meta name="robots" content="noindex, follow" />`} ${neighboursHtml(view)}
    <meta property="og:type" content="article" />
    <meta property="og:title" content="${article.title}" />
    <meta property="og:description" content="${description}" />
    <meta property="og:url" content="${canonicalAddress(article, site.url)}" />
    ${imageHtml(view, picture, context)}
    <script type="application/ld+json">
      ${structuredData(view, picture, context).then((data) => raw(data))}
    </script>`;
}

/** Whether the page shows comments that plain pages show as well, in another order or fewer of them. */
function isDerived({ query: { sort, section, from, size } }: ArticleView): boolean {
  return sort !== 'oldest' || section !== null || size !== PAGE_SIZE || !('page' in from);
}

function canonicalOf(view: ArticleView, { site }: PageContext): string {
  const { article, discussion, discussions, page } = view;
  if (article.url !== null || isDerived(view)) return canonicalAddress(article, site.url);
  const other = discussion === discussions[0] ? null : (discussion?.thread ?? null);
  return site.url + articlePath(article, { discussion: other, from: { page: page.page } });
}

function neighboursHtml({ article, query, page }: ArticleView): Html {
  const pathOf = (number: number): string => articlePath(article, { ...query, from: { page: number } });
  return html`${!page.isFirst && page.page > 1 && html`<link rel="prev" href="${pathOf(page.page - 1)}" />`}${!page.isLast && page.page < page.pages && html`<link rel="next" href="${pathOf(page.page + 1)}" />`}`;
}

function imageHtml({ article }: ArticleView, picture: Picture | undefined, { site }: PageContext): Html | null {
  if (picture)
    return html`<meta property="og:image" content="${site.url + picture.path}" />
      <meta property="og:image:alt" content="${picture.alt}" />`;
  if (article.image?.type === 'remote') return html`<meta property="og:image" content="${article.image.url}" />`;
  return null;
}
