import type { Hono } from 'hono';
import type { Article } from '../articles/article.ts';
import type { PageMatch } from '../articles/article-of-page.ts';
import { dataHeaders, REVALIDATED } from './http.ts';
import { layoutHtml } from './page/layout.ts';
import { whyHtml } from './page/why.ts';
import type { WebParts } from './parts.ts';
import { wantsJson } from './problem-answers.ts';
import { matchAsked } from './which-article.ts';

/** Adds `/why`, which explains step by step which article a page of another site is. */
export function addWhyRoute(app: Hono, parts: WebParts): void {
  const known = { library: parts.library, site: parts.context.site.url };
  app.get('/why', async ({ req }) => {
    const parameters = new URL(req.url).searchParams;
    const match = matchAsked(parameters, known);
    const kept = { 'cache-control': REVALIDATED };
    if (wantsJson(req.raw))
      return new Response(whyJson(match), { headers: { ...dataHeaders('application/json'), ...kept } });
    const own = parts.contextIn(match.article?.language ?? 'en');
    const title = own.t('page.why.title');
    const body = await layoutHtml({ title, main: whyHtml(match, own) }, own);
    return new Response(body, { headers: { ...parts.headers, 'x-robots-tag': 'noindex' } });
  });
}

function whyJson({ article, rivals, checked }: PageMatch): string {
  const named = ({ slug, title }: Article) => ({ slug, title });
  return JSON.stringify({
    article: article && named(article),
    rivals: rivals && rivals.map(named),
    claims: checked.map(({ claim, given, read, article: found }) => ({
      claim,
      given,
      name: read.type === 'page' ? read.name : null,
      refused: read.type === 'refused' ? read.reason : null,
      steps: read.type === 'page' ? read.steps : [],
      article: found && named(found),
    })),
  });
}
