import type { Article } from '../articles/article.ts';
import type { DiscussionReader } from '../discussions/reading.ts';
import { isSnowflake } from '../snowflake.ts';
import { articlePath, PAGE_SIZE, commentsPath, queryFromParameters, type ArticleQuery } from './addresses.ts';
import { REVALIDATED, dataHeaders, permanentRedirect, etagFrom } from './http.ts';
import { Problem } from './problem.ts';
import type { Context, Hono } from 'hono';
import { resolveQuery, loadView, etagPartsOf } from './article-view.ts';
import { pictureAnswer, pictureOf } from './images.ts';
import { commentsJson, linkHeader } from './json.ts';
import { articleHtml } from './page/article.ts';
import { articleHeadHtml } from './page/article-head.ts';
import { layoutHtml } from './page/layout.ts';
import { answerWith, type PagePlan } from './page-cache.ts';
import type { WebParts } from './parts.ts';

/** Adds the routes of an article's page, its comments as JSON, its comments' permalinks, and its pictures. */
export function addArticleRoutes(app: Hono, parts: WebParts): void {
  const { library, pages } = parts;

  app.get('/articles/:slug', ({ req }) =>
    forArticle(req, parts, async (article) => {
      const query = queryOf(req);
      return answerWith(await pages.page(articlePath(article, query), () => pagePlan(article, query, parts)), req.raw);
    }),
  );
  app.get('/articles/:slug/comments.json', ({ req }) =>
    forArticle(req, parts, async (article) => {
      const query = queryOf(req);
      return answerWith(await pages.page(commentsPath(article, query), () => jsonPlan(article, query, parts)), req.raw);
    }),
  );
  app.get('/articles/:slug/comments/:id', ({ req }) =>
    forArticle(req, parts, (article) => permalinkAnswer(article, req.param('id') ?? '', parts.discussions)),
  );
  app.get('/images/:version/:slug/:number?', async ({ req }) => {
    const article = library.bySlug(req.param('slug'));
    const { version, number } = req.param();
    const answer = article && (await pictureAnswer(article, { version, number, isHead: req.raw.method === 'HEAD' }));
    if (!answer) throw new Problem(404, 'page.problem.notFound');
    return answer;
  });
}

type ArticleRequest = Context['req'];

/** Responds for the article that the address names, or redirects from its earlier name; problems are in the article's language. */
async function forArticle(
  req: ArticleRequest,
  { library, problems }: WebParts,
  answer: (article: Article) => Response | Promise<Response>,
): Promise<Response> {
  const slug = req.param('slug') ?? '';
  const article = library.bySlug(slug);
  if (article) {
    try {
      return await answer(article);
    } catch (error) {
      return problems.answer(error, req.raw, article);
    }
  }
  const renamed = library.find(slug) ?? library.bySlug(slug.normalize().toLowerCase());
  if (!renamed) throw new Problem(404, 'page.problem.notFound');
  const { pathname, search } = new URL(req.url);
  const rest = pathname.split('/').slice(3);
  return permanentRedirect([articlePath(renamed), ...rest].join('/') + search);
}

/** Redirects to the comment on the page where it is now. Throws `Problem` 404 when no discussion of the article shows it. */
async function permalinkAnswer(article: Article, id: string, reader: DiscussionReader): Promise<Response> {
  const discussions = isSnowflake(id) ? await reader.ofArticle(article.key) : [];
  for (const [index, discussion] of discussions.entries()) {
    const before = await reader.position(discussion, id);
    if (before === undefined) continue;
    const from = { page: Math.floor(before / PAGE_SIZE) + 1 };
    const path = articlePath(article, { discussion: index === 0 ? null : discussion.thread, from });
    return new Response(null, {
      status: 302,
      headers: { location: `${path}#comment-${id}`, 'cache-control': REVALIDATED },
    });
  }
  throw new Problem(404, 'page.problem.noComment');
}

function queryOf(req: ArticleRequest): ArticleQuery {
  return queryFromParameters(new URL(req.url).searchParams);
}

async function pagePlan(article: Article, query: ArticleQuery, parts: WebParts): Promise<PagePlan> {
  const { discussions, articleHeaders: headers } = parts;
  const context = parts.contextIn(article.language);
  const [resolved, picture] = await Promise.all([resolveQuery(article, query, discussions), pictureOf(article)]);
  return {
    etag: etagFrom(
      ...etagPartsOf(resolved, parts.identity),
      context.edition.name,
      articlePath(article, query),
      picture?.path ?? '',
    ),
    async render() {
      const view = await loadView(resolved, discussions);
      const main = await articleHtml(view, picture, context);
      const body = await layoutHtml(
        { title: article.title, head: articleHeadHtml(view, picture, context), main },
        context,
      );
      return { headers, body };
    },
  };
}

async function jsonPlan(article: Article, query: ArticleQuery, parts: WebParts): Promise<PagePlan> {
  const { discussions } = parts;
  const context = parts.contextIn(article.language);
  const resolved = await resolveQuery(article, query, discussions);
  return {
    etag: etagFrom(...etagPartsOf(resolved, parts.identity), commentsPath(article, query)),
    async render() {
      const view = await loadView(resolved, discussions);
      const link = linkHeader(view, (other) => context.site.url + commentsPath(article, other));
      const headers = {
        ...dataHeaders('application/json; charset=utf-8'),
        'cache-control': REVALIDATED,
        ...(link !== null && { link }),
      };
      return { headers, body: await commentsJson(view, context) };
    },
  };
}
