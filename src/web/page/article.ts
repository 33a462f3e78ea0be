import { html, raw } from 'hono/html';
import type { Picture } from '../images.ts';
import type { Html, PageContext } from './context.ts';
import { spoken, directionOf, dayHtml } from './text.ts';
import { canonicalAddress, type Article, type Section, isElsewhere } from '../../articles/article.ts';
import { firstWords } from '../../markdown/text.ts';
import { articlePath, PAGE_SIZE } from '../addresses.ts';
import { type ArticleView, articleText } from '../article-view.ts';
import { structuredData } from '../structured-data.ts';
import { plainFromArticle } from '../../markdown/article/plain.ts';
import { sectionCount } from '../../discussions/comment-rules.ts';
import { commentsHtml } from './comments.ts';

/** A picture that keeps its place while it loads. */
export function pictureHtml({ path, alt, size }: Picture, loading: 'eager' | 'lazy'): Html {
  const shape = size && html` width="${size.width}" height="${size.height}"`;
  return html`<img class="picture" src="${path}" alt="${alt}" ${shape} loading="${loading}" decoding="async" />`;
}

/** The quiet line at an article's title, in the page's own language; null when there is nothing to say. */
export function datelineHtml(parts: readonly (Html | null)[], context: PageContext): Html | null {
  const said = parts.filter((part) => part !== null);
  if (said.length === 0) return null;
  const line = said.map((part, index) => html`${index > 0 && ' · '}${part}`);
  return html`<p class="dateline"><span ${spoken(context)}>${line}</span></p>`;
}

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

/** An article's page between masthead and foot. */
export async function articleHtml(
  view: ArticleView,
  picture: Picture | undefined,
  context: PageContext,
): Promise<Html> {
  const { article } = view;
  const { lead, sections } = await articleText(article);
  const elsewhere = isElsewhere(article, context.site.url);
  return html`<article class="story" lang="${article.language}" dir="${directionOf(article.language)}">
      ${headHtml(article, context)} ${!elsewhere && picture && pictureHtml(picture, 'eager')}
      <div class="lead">${raw(lead)}</div>
      ${elsewhere ? readItThereHtml(article, context) : article.sections.map((section, index) => sectionHtml({ section, text: sections[index] ?? '' }, view, context))}
    </article>
    ${commentsHtml(view, context)}`;
}

function headHtml({ title, section, authors, published }: Article, context: PageContext): Html {
  const by = authors.length === 0 ? null : html`${context.t('page.by')} <bdi>${authors.join(', ')}</bdi>`;
  return html`<header>
    ${section !== null && html`<p class="kicker">${section}</p>`}
    <h1>${title}</h1>
    ${datelineHtml([by, published === null ? null : dayHtml(published, context)], context)}
  </header>`;
}

function readItThereHtml(article: Article, context: PageContext): Html {
  const { site, t } = context;
  const link = html`<a href="${canonicalAddress(article, site.url)}">${t('page.readArticle')}</a>`;
  return html`<p class="elsewhere"><span ${spoken(context)}>${link}</span></p>`;
}

function sectionHtml(
  { section, text }: { section: Section; text: string },
  { article, query, discussion }: ArticleView,
  context: PageContext,
): Html {
  const count = discussion ? sectionCount(discussion.counts, section.slug) : 0;
  const path = articlePath(article, { discussion: query.discussion, section: section.slug });
  const link = html`<a href="${path}#comments">${context.t('page.count', { count })}</a>`;
  return html`<section id="section-${section.slug}">
    <h2>${section.heading}</h2>
    ${raw(text)} ${count > 0 && html`<p class="section-count"><span ${spoken(context)}>${link}</span></p>`}
  </section>`;
}
