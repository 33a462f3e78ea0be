import type { Hono } from 'hono';
import { DEFAULT_SORT, queryFromParameters } from './addresses.ts';
import { forArticle } from './article-routes.ts';
import { resolveQuery } from './article-view.ts';
import type { CrossOrigin } from './cross-origin.ts';
import { dataHeaders, NEVER_KEPT } from './http.ts';
import type { WebParts } from './parts.ts';
import { problemJson } from './problem.ts';

/** When to ask again once too many listen, in seconds. */
const FULL = 60;

/** Adds `/articles/SLUG/events`: Server-Sent Events that tell when an article's discussion has another version. */
export function addLiveRoute(app: Hono, parts: WebParts, { answerForSite }: CrossOrigin): void {
  app.get('/articles/:slug/events', ({ req }) =>
    answerForSite(req.raw, () =>
      forArticle(req, parts, async (article) => {
        const query = queryFromParameters(new URL(req.url).searchParams, DEFAULT_SORT.page);
        await resolveQuery(article, query, parts.discussions);
        if (req.raw.method === 'HEAD') return new Response(null, { headers: STREAM });
        const topic = { slug: article.slug, thread: query.discussion };
        const stream = parts.live.listen(topic, req.header('last-event-id') ?? null);
        return stream ? new Response(stream, { headers: STREAM }) : fullAnswer(parts);
      }),
    ),
  );
}

/** Servers on the way must pass on each event at once. */
const STREAM = {
  ...dataHeaders('text/event-stream; charset=utf-8'),
  'cache-control': NEVER_KEPT,
  'x-accel-buffering': 'no',
};

function fullAnswer({ context }: WebParts): Response {
  return new Response(problemJson(503, context.t('page.live.full')), {
    status: 503,
    headers: { ...dataHeaders('application/problem+json'), 'cache-control': NEVER_KEPT, 'retry-after': String(FULL) },
  });
}
