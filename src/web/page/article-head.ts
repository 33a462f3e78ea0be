import { html, raw } from 'hono/html';
import { canonicalAddress } from '../../articles/article.ts';
import { scoreOf } from '../../discussions/comment.ts';
import type { ShownComment } from '../../discussions/reading.ts';
import { plainFromArticle } from '../../markdown/article/plain.ts';
import { plainFromDiscord } from '../../markdown/discord/plain.ts';
import { firstWords } from '../../markdown/text.ts';
import { articlePath, PAGE_SIZE, permalinkPath, threadUrl } from '../addresses.ts';
import type { ArticleView } from '../article-view.ts';
import type { Picture } from '../images.ts';
import { inSlices } from '../slices.ts';
import { discordOptions } from './comment.ts';
import type { Html, LayoutContext, PageContext, Site } from './context.ts';
import { memberName, namelessOf } from './text.ts';

/** Characters of a description; search engines cut longer ones. */
const DESCRIPTION = 160;

/** The head of an article's page: description, canonical address, previous and next page, structured data. */
export function articleHeadHtml(view: ArticleView, picture: Picture | undefined, context: LayoutContext): Html {
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
    <script src="${context.script}" defer></script>
    <script type="application/ld+json">
      ${structuredData(view, picture, context).then((data) => raw(data))}
    </script>`;
}

/** Whether plain pages show the same comments; this one has another order or fewer of them. */
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

/** The article and this page's comments as schema.org's NewsArticle, safe inside a script element. */
async function structuredData(view: ArticleView, picture: Picture | undefined, context: PageContext): Promise<string> {
  const { article, discussion, page } = view;
  const { site } = context;
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: article.title,
    description: article.description ?? undefined,
    inLanguage: article.language,
    url: canonicalAddress(article, site.url),
    mainEntityOfPage: canonicalAddress(article, site.url),
    datePublished: isoOr(article.published),
    author: article.authors.map((name) => ({ '@type': 'Person', name })),
    articleSection: article.section ?? undefined,
    keywords: article.tags.length > 0 ? article.tags : undefined,
    image: imageUrl(view, picture, site),
    publisher: { '@type': 'Organization', name: site.name, url: site.url },
    discussionUrl: discussion ? threadUrl(site, discussion) : `${site.url}${articlePath(article)}#comments`,
    commentCount: discussion?.counts.comments ?? 0,
    comment: (await inSlices(page.comments, (shown) => commentData(shown, view, context))).flat(),
  };
  return JSON.stringify(data).replaceAll('<', String.raw`\u003c`);
}

function commentData(shown: ShownComment, view: ArticleView, context: PageContext): object[] {
  if (!shown.comment) return [];
  const { site } = context;
  const urlOf = (id: string): string => site.url + permalinkPath(view.article, id);
  return [
    {
      '@type': 'Comment',
      '@id': urlOf(shown.id),
      url: urlOf(shown.id),
      text: plainFromDiscord(shown.comment.content, discordOptions(shown.comment.mentioned, view, context)),
      author: { '@type': 'Person', name: memberName(shown.authorName, context, namelessOf(shown.comment)) },
      dateCreated: isoOr(shown.createdAt),
      dateModified: isoOr(shown.comment.editedAt),
      upvoteCount: scoreOf(shown.comment.reactions),
      parentItem: shown.answered?.published ? { '@type': 'Comment', '@id': urlOf(shown.answered.id) } : undefined,
    },
  ];
}

function imageUrl({ article }: ArticleView, picture: Picture | undefined, site: Site): string | undefined {
  if (picture) return site.url + picture.path;
  return article.image?.type === 'remote' ? article.image.url : undefined;
}

function isoOr(time: number | null): string | undefined {
  return time === null ? undefined : new Date(time).toISOString();
}
