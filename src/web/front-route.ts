import type { Hono } from 'hono';
import { etagFrom, stateOf } from './etag.ts';
import { loadFront, type Teaser } from './front-view.ts';
import { frontHtml, frontPath } from './page/front.ts';
import { frontHeadHtml } from './page/front-head.ts';
import { layoutHtml } from './page/layout.ts';
import { answerWith, type PagePlan } from './page-cache.ts';
import type { WebParts } from './parts.ts';
import { pageFromParameters } from './query.ts';

/** Adds the list of articles. */
export function addFrontRoute(app: Hono, parts: WebParts): void {
  app.get('/', async ({ req }) => {
    const page = pageFromParameters(new URL(req.url).searchParams);
    return answerWith(await parts.pages.page(frontPath(page), () => frontPlan(page, parts)), req.raw);
  });
}

async function frontPlan(page: number, parts: WebParts): Promise<PagePlan> {
  const { context, headers, identity } = parts;
  const view = await loadFront(page, parts);
  return {
    etag: etagFrom(identity, frontPath(page), String(view.pages), ...view.teasers.map(nameOf)),
    render: async () => ({
      headers,
      body: await layoutHtml(
        { title: null, head: frontHeadHtml(page, context), main: frontHtml(view, context) },
        context,
      ),
    }),
  };
}

function nameOf({ article, picture, discussions }: Teaser): string {
  return [article.slug, article.hash, picture?.path, ...discussions.map(stateOf)].join(' ');
}
