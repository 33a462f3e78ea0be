import type { ArticleLibrary } from '../articles/library.ts';
import type { Article } from '../articles/article.ts';
import type { Discussion } from '../discussions/discussion.ts';
import type { DiscussionReader } from '../discussions/reading.ts';
import { pictureOf, type Picture } from './images.ts';
import { Problem } from './problem.ts';
import { html } from 'hono/html';
import { articlePath, pageFromParameters, sectionPath, single } from './addresses.ts';
import { firstWords } from '../markdown/text.ts';
import { plainFromArticle } from '../markdown/article/plain.ts';
import { typographic } from '../markdown/article/typography.ts';
import type { Html, PageContext } from './page/context.ts';
import { feedLinksHtml } from './page/article-head.ts';
import { datelineHtml, kickerHtml, pictureHtml } from './page/article.ts';
import { dayHtml, directionOf, languageName } from './page/text.ts';
import { pagerHtml, layoutHtml } from './page/layout.ts';
import type { Hono } from 'hono';
import { etagFrom } from './http.ts';
import { versionOf } from './article-view.ts';
import { answerWith, type PagePlan } from './page-cache.ts';
import type { WebParts } from './parts.ts';

/** An article in the list of articles. */
export interface Teaser {
  readonly article: Article;
  readonly picture: Picture | undefined;
  readonly discussions: readonly Discussion[];
}

/** Which articles to list: a page of all, or of one section's. */
interface FrontQuery {
  readonly section: string | null;
  readonly page: number;
}

/** One page of the list of articles, newest first. */
export interface FrontView extends FrontQuery {
  readonly teasers: readonly Teaser[];
  readonly pages: number;
}

const ARTICLES_A_PAGE = 20;

/** Reads one page of the list of articles. Throws `Problem` 404 past its end, and for a section without articles. */
async function loadFront(
  { section, page }: FrontQuery,
  { library, discussions }: { library: ArticleLibrary; discussions: DiscussionReader },
): Promise<FrontView> {
  const articles = section === null ? library.all() : library.all().filter((article) => article.section === section);
  if (section !== null && articles.length === 0) throw new Problem(404, 'page.problem.notFound');
  const pages = Math.max(1, Math.ceil(articles.length / ARTICLES_A_PAGE));
  if (page > pages) throw new Problem(404, 'page.query.noMoreArticles');
  const shown = articles.slice((page - 1) * ARTICLES_A_PAGE, page * ARTICLES_A_PAGE);
  const teasers = await Promise.all(
    shown.map(async (article) => ({
      article,
      picture: await pictureOf(article),
      discussions: await discussions.ofArticle(article.key),
    })),
  );
  return { teasers, section, page, pages };
}

/** The number of published comments in all of an article's discussions; null when it has no discussion. */
export function teaserCount({ discussions }: Pick<Teaser, 'discussions'>): number | null {
  if (discussions.length === 0) return null;
  return discussions.reduce((sum, { counts }) => sum + counts.comments, 0);
}

/** Characters of a lead in the list. */
const LEAD_WORDS = 220;

/** The path of a page of the list. */
function frontPath({ section, page }: FrontQuery): string {
  if (section !== null) return sectionPath(section, page);
  return page === 1 ? '/' : `/?page=${page}`;
}

/** The list of articles: the main part of the front page. */
function frontHtml({ teasers, section, page, pages }: FrontView, context: PageContext): Html {
  const { t } = context;
  const items = teasers.map((teaser, index) => teaserHtml(teaser, index === 0 && page === 1, context));
  const heading =
    section === null
      ? html`<h1 class="hidden">${t('page.articles')}</h1>`
      : html`<h1 class="section-title" dir="auto">${section}</h1>`;
  const pathOf = (number: number): string => frontPath({ section, page: number });
  return html`${heading}
  ${teasers.length === 0 ? html`<p class="none">${t('page.noArticles')}</p>` : html`<div class="teasers">${items}</div>`}
  ${pagerHtml({ page, pages, label: 'page.pagesOfArticles', pathOf }, context)}`;
}

function teaserHtml(teaser: Teaser, isFirst: boolean, context: PageContext): Html {
  const { article, picture } = teaser;
  const comments = teaserCount(teaser);
  const { title, lead, description, language, published } = article;
  const path = articlePath(article);
  const date = published === null ? null : dayHtml(published, context);
  const count =
    comments === null ? null : html`<a href="${path}#comments">${context.t('page.count', { count: comments })}</a>`;
  const foreign = language.toLowerCase().split('-')[0] === context.language ? null : languageName(language);
  const words = firstWords(description ?? plainFromArticle(lead), LEAD_WORDS);
  return html`<article class="teaser${isFirst && ' first'}" lang="${language}" dir="${directionOf(language)}">
    ${picture && html`<a class="thumbnail" href="${path}" tabindex="-1" aria-hidden="true">${pictureHtml({ ...picture, alt: '' }, isFirst ? 'eager' : 'lazy')}</a>`}
    <div>
      ${kickerHtml(article.section, foreign)}
      <h2><a href="${path}">${typographic(title, language)}</a></h2>
      <p>${typographic(words, language)}</p>
      ${datelineHtml([date, count], context)}
    </div>
  </article>`;
}

/** The head of the front page: canonical address and Open Graph. */
function frontHeadHtml(query: FrontQuery, context: PageContext): Html {
  const { site } = context;
  return html`<link rel="canonical" href="${site.url + frontPath(query)}" />
    <meta property="og:type" content="website" />
    <meta property="og:title" content="${site.name}" />
    <meta property="og:url" content="${site.url}/" />
    <meta name="twitter:card" content="summary" />
    ${feedLinksHtml(null, context)}`;
}

/** Adds the front page: the list of articles, or with `?section=` that of a section's. */
export function addFrontRoute(app: Hono, parts: WebParts): void {
  app.get('/', async ({ req }) => {
    const parameters = new URL(req.url).searchParams;
    const query = { section: single(parameters, 'section'), page: pageFromParameters(parameters) };
    return answerWith(await parts.pages.page(frontPath(query), () => frontPlan(query, parts)), req.raw);
  });
}

async function frontPlan(query: FrontQuery, parts: WebParts): Promise<PagePlan> {
  const { context, headers, identity } = parts;
  const view = await loadFront(query, parts);
  return {
    etag: etagFrom(identity, context.edition.name, frontPath(query), String(view.pages), ...view.teasers.map(nameOf)),
    render: async () => ({
      headers,
      body: await layoutHtml(
        {
          title: query.section,
          head: frontHeadHtml(query, context),
          main: frontHtml(view, context),
          section: query.section,
        },
        context,
      ),
    }),
  };
}

function nameOf({ article, picture, discussions }: Teaser): string {
  return [article.slug, article.hash, picture?.path, ...discussions.map(versionOf)].join(' ');
}
