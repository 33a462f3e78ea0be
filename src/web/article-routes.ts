import type { Article } from '../articles/article.ts';
import type { DiscussionReader, Sort } from '../discussions/reading.ts';
import { isSnowflake } from '../snowflake.ts';
import {
  articlePath,
  DEFAULT_SORT,
  PAGE_SIZE,
  commentsPath,
  queryFromParameters,
  type ArticleQuery,
} from './addresses.ts';
import { REVALIDATED, dataHeaders, permanentRedirect, etagFrom } from './http.ts';
import { Problem } from './problem.ts';
import type { Context, Hono } from 'hono';
import { findConversation, resolveQuery, loadView, etagPartsOf } from './article-view.ts';
import { pictureAnswer, pictureOf } from './images.ts';
import { commentsJson, linkHeader } from './json.ts';
import { articleHtml, conversationPageHtml } from './page/article.ts';
import { articleHeadHtml } from './page/article-head.ts';
import { layoutHtml } from './page/layout.ts';
import { answerWith, type PagePlan } from './page-cache.ts';
import type { WebParts } from './parts.ts';

/** Adds the routes of an article's page, its comments as JSON, its comments' permalinks, and its pictures. */
export function addArticleRoutes(app: Hono, parts: WebParts): void {
  const { library, pages } = parts;

  app.get('/articles/:slug', ({ req }) =>
    forArticle(req, parts, async (article) => {
      const query = queryOf(req, DEFAULT_SORT.page);
      const address = articlePath(article, query);
      if (query.conversation !== null) return permanentRedirect(address);
      return answerWith(await pages.page(address, () => pagePlan(article, query, parts)), req.raw);
    }),
  );
  app.get('/articles/:slug/comments.json', ({ req }) =>
    forArticle(req, parts, async (article) => {
      const query = queryOf(req, DEFAULT_SORT.data);
      return answerWith(await pages.page(commentsPath(article, query), () => jsonPlan(article, query, parts)), req.raw);
    }),
  );
  app.get('/articles/:slug/comments/:id', ({ req }) =>
    forArticle(req, parts, async (article) => {
      const id = req.param('id') ?? '';
      if (!isSnowflake(id)) throw new Problem(404, 'page.problem.noComment');
      const parameters = new URL(req.url).searchParams;
      parameters.set('conversation', id);
      const query = queryFromParameters(parameters, DEFAULT_SORT.page);
      const address = articlePath(article, query);
      const page = pages.fresh(address);
      if (page) return answerWith(page, req.raw);
      const elsewhere = await placeElsewhere(article, id, parts.discussions);
      if (elsewhere === null)
        return answerWith(await pages.page(address, () => pagePlan(article, query, parts)), req.raw);
      return new Response(null, { status: 302, headers: { location: elsewhere, 'cache-control': REVALIDATED } });
    }),
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
export async function forArticle(
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

/**
 * Where a comment is now: in its conversation, or in the list of a discussion without conversations yet. Null for the
 * comment by whose id its conversation goes. Throws `Problem` 404 when no discussion of the article shows the comment.
 */
async function placeElsewhere(article: Article, id: string, reader: DiscussionReader): Promise<string | null> {
  const discussions = await reader.ofArticle(article.key);
  const pageWith = (before: number) => ({ from: { page: Math.floor(before / PAGE_SIZE) + 1 } });
  for (const [index, discussion] of discussions.entries()) {
    const before = discussion.hasConversations ? undefined : await reader.position(discussion, id);
    if (before === undefined) continue;
    const list = { sort: 'oldest', discussion: index === 0 ? null : discussion.thread } as const;
    return `${articlePath(article, { ...list, ...pageWith(before) })}#comment-${id}`;
  }
  const { name, before } = await findConversation(discussions, id, reader);
  return name === id ? null : `${articlePath(article, { conversation: name, ...pageWith(before) })}#comment-${id}`;
}

function queryOf(req: ArticleRequest, defaultSort: Sort): ArticleQuery {
  return queryFromParameters(new URL(req.url).searchParams, defaultSort);
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
      const isConversation = query.conversation !== null;
      const main = await (isConversation ? conversationPageHtml(view, context) : articleHtml(view, picture, context));
      const title = isConversation ? `${context.t('page.conversation')}: ${article.title}` : article.title;
      const body = await layoutHtml({ title, head: articleHeadHtml(view, picture, context), main }, context);
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
