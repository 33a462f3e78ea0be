import { html, raw } from 'hono/html';
import { type Article, canonicalAddress } from '../../articles/article.ts';
import { scoreOf } from '../../discussions/ranking.ts';
import type { ShownComment } from '../../discussions/reading.ts';
import { plainFromArticle } from '../../markdown/article/plain.ts';
import { plainFromDiscord } from '../../markdown/discord/plain.ts';
import { firstWords } from '../../markdown/text.ts';
import { articlePath, DEFAULT_SORT, defaultSize, feedPath, permalinkPath, threadUrl } from '../addresses.ts';
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
    ${article.published !== null && html`<meta property="article:published_time" content="${isoOr(article.published)}" />`}
    ${article.section !== null && html`<meta property="article:section" content="${article.section}" />`}
    ${article.authors.map((name) => html`<meta name="author" content="${name}" />`)}
    ${imageHtml(view, picture, context)} ${feedLinksHtml(article, context)}
    <script src="${context.script}" defer></script>
    <script type="application/ld+json">
      ${structuredData(view, picture, context).then((data) => raw(data))}
    </script>`;
}

/** Whether plain pages show the same comments; this one has another order or fewer of them. */
function isDerived({ query }: ArticleView): boolean {
  const { sort, section, from, size } = query;
  return sort !== DEFAULT_SORT.page || section !== null || size !== defaultSize(query) || !('page' in from);
}

function canonicalOf(view: ArticleView, { site }: PageContext): string {
  const { article, query, discussion, discussions, page } = view;
  if (article.url !== null || isDerived(view)) return canonicalAddress(article, site.url);
  const { conversation } = query;
  const other = conversation !== null || discussion === discussions[0] ? null : (discussion?.thread ?? null);
  return site.url + articlePath(article, { discussion: other, conversation, from: { page: page.page } });
}

function neighboursHtml({ article, query, page }: ArticleView): Html {
  const pathOf = (number: number): string => articlePath(article, { ...query, from: { page: number } });
  return html`${!page.isFirst && page.page > 1 && html`<link rel="prev" href="${pathOf(page.page - 1)}" />`}${!page.isLast && page.page < page.pages && html`<link rel="next" href="${pathOf(page.page + 1)}" />`}`;
}

function imageHtml(view: ArticleView, picture: Picture | undefined, { site }: PageContext): Html {
  const { article } = view;
  const address = imageUrl(view, picture, site);
  // Twitter's card takes all else from Open Graph.
  if (address === undefined) return html`<meta name="twitter:card" content="summary" />`;
  const size = picture?.size;
  return html`<meta property="og:image" content="${address}" />
    <meta property="og:image:alt" content="${picture?.alt ?? article.image?.alt ?? ''}" />
    ${
      size &&
      html`<meta property="og:image:width" content="${size.width}" />
        <meta property="og:image:height" content="${size.height}" />`
    }
    <meta name="twitter:card" content="summary_large_image" />`;
}

/** Where feed readers find an article's comments; null for those of the whole site. */
export function feedLinksHtml(article: Article | null, { site, t }: PageContext): Html {
  const title = t('page.feed.title', { title: article?.title ?? site.name });
  return html`<link rel="alternate" type="application/atom+xml" title="${title}" href="${feedPath(article, 'atom')}" />
    <link rel="alternate" type="application/feed+json" title="${title}" href="${feedPath(article, 'json')}" />`;
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
      author: { '@type': 'Person', name: memberName(shown.authorName, context, namelessOf(shown)) },
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
