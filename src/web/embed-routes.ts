import type { Hono } from 'hono';
import { canonicalAddress, type Article } from '../articles/article.ts';
import { articleOfPage, type KnownPages, type PageMatch } from '../articles/article-of-page.ts';
import {
  EMBED_FORMATS,
  embedPath,
  type EmbedFormat,
  queryFromParameters,
  quoted,
  single,
  type ArticleQuery,
} from './addresses.ts';
import { resolveQuery, loadView, etagPartsOf } from './article-view.ts';
import { loadEmbedFiles } from './embed-files.ts';
import { createEmbedOrigins } from './embed-origins.ts';
import {
  etagFrom,
  dataHeaders,
  NEVER_KEPT,
  pageHeaders,
  REVALIDATED,
  type AnswerHeaders,
  encodedText,
} from './http.ts';
import { teaserCount } from './front.ts';
import { linkHeader } from './json.ts';
import { EMBED_STYLESHEET, embedProblemHtml, fragmentHtml, framePageHtml } from './page/fragment.ts';
import { layoutHtml } from './page/layout.ts';
import { whyHtml } from './page/why.ts';
import { answerWith, type PagePlan } from './page-cache.ts';
import type { WebParts } from './parts.ts';
import { Problem, problemJson } from './problem.ts';
import { wantsJson } from './problem-answers.ts';
import { articleAsked, matchAsked } from './which-article.ts';

/** The most pages whose comments are counted for one request. */
const MAX_COUNTED = 100;

/** Adds what the pages of other sites ask for: comments, counts, the script, and why a page is which article. */
export function addEmbedRoutes(app: Hono, parts: WebParts): void {
  const { library, context, discussions, pages, problems } = parts;
  const known: KnownPages = { library, site: context.site.url };
  const origins = createEmbedOrigins(library, { site: context.site.url, allowed: parts.embedOrigins });
  const framing = (): readonly string[] => [...origins.all(), ...parts.frameAncestors];
  const files = loadEmbedFiles();

  /** Answers for a page of another site; `answer` is given the headers that let its script read the answer. */
  async function forSite(request: Request, answer: (readable: AnswerHeaders) => Promise<Response>): Promise<Response> {
    const origin = request.headers.get('origin');
    const vary = 'accept-encoding, origin';
    if (origin !== null && !origins.allows(origin)) {
      const detail = context.t('page.embed.origin', { given: quoted(origin) });
      // Anyone may read why it was refused: a site's own developer sees it in the browser's console.
      const headers = { ...dataHeaders('application/problem+json'), 'access-control-allow-origin': '*', vary };
      return new Response(problemJson(403, detail), {
        status: 403,
        headers: { ...headers, 'cache-control': NEVER_KEPT },
      });
    }
    const readable = { vary, ...(origin !== null && { 'access-control-allow-origin': origin }) };
    const answered = await answer(readable).catch((error: unknown) => problems.answer(error, request));
    for (const [name, value] of Object.entries(readable)) answered.headers.set(name, value);
    return answered;
  }

  async function fragmentPlan(article: Article, query: ArticleQuery, format: EmbedFormat): Promise<PagePlan> {
    const own = parts.contextIn(article.language);
    const frame = await resolveQuery(article, query, discussions);
    const ancestors = format === 'page' ? framing() : [];
    return {
      etag: etagFrom(...etagPartsOf(frame, parts.identity), embedPath(article, query, format), ...ancestors),
      async render() {
        const view = await loadView(frame, discussions);
        const { url } = own.site;
        const neighbours = linkHeader(view, (other) => url + embedPath(article, other, format));
        const home = `<${canonicalAddress(article, url)}>; rel="canonical"`;
        const headers = {
          ...embedHeaders(ancestors),
          'cache-control': REVALIDATED,
          'content-language': own.language,
          link: neighbours === null ? home : `${home}, ${neighbours}`,
        };
        return { headers, body: await (format === 'page' ? framePageHtml : fragmentHtml)(view, own) };
      },
    };
  }

  async function problemAnswer(error: Problem, request: Request, format: EmbedFormat): Promise<Response> {
    if (wantsJson(request)) return problems.answer(error, request);
    const told = { title: context.t('page.comments'), detail: context.t(error.key, error.values) };
    const bodies = await embedProblemHtml(told, context);
    const headers = { ...embedHeaders(format === 'page' ? framing() : []), 'cache-control': NEVER_KEPT };
    return new Response(bodies[format], { status: error.status, headers });
  }

  app.get('/embed', ({ req }) =>
    forSite(req.raw, async (readable) => {
      const parameters = new URL(req.url).searchParams;
      const format = formatFrom(parameters);
      try {
        const article = articleAsked(parameters, known);
        const query = queryFromParameters(parameters);
        // Not an address: what is kept under one is served without a look at the request's origin.
        const name = `embed ${embedPath(article, query, format)}`;
        const page = pages.fresh(name) ?? (await pages.page(name, () => fragmentPlan(article, query, format)));
        return answerWith(page, req.raw, readable);
      } catch (error) {
        if (error instanceof Problem) return problemAnswer(error, req.raw, format);
        throw error;
      }
    }),
  );

  app.get('/counts', ({ req }) =>
    forSite(req.raw, async (readable) => {
      const urls = new URL(req.url).searchParams.getAll('url');
      if (urls.length === 0 || urls.length > MAX_COUNTED)
        throw new Problem(400, 'page.embed.counted', { most: MAX_COUNTED, given: urls.length });
      const articles = urls.map((url) => articleOfPage({ url, canonical: null, og: null }, known).article);
      const asked = [...new Set(articles)].filter((article) => article !== null);
      const found = await Promise.all(
        asked.map(async (article) => {
          const count = teaserCount({ discussions: await discussions.ofArticle(article.key) }) ?? 0;
          return [article, count] as const;
        }),
      );
      const counts = new Map(found);
      const body = JSON.stringify({
        counts: articles.map((article, index) => ({
          url: urls[index],
          article: article?.slug ?? null,
          count: article ? counts.get(article) : null,
        })),
      });
      const etag = etagFrom(body);
      const headers = { ...embedDataHeaders(), 'cache-control': REVALIDATED, etag };
      return answerWith({ etag, ...(await encodedText(body, headers)) }, req.raw, readable);
    }),
  );

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

  app.get('/embed.js', async ({ req }) => answerWith(await files.script, req.raw));
  app.get(EMBED_STYLESHEET, async ({ req }) => answerWith(await files.stylesheet, req.raw));
}

/** No search engine is to list a piece of a page as a page. */
function embedHeaders(frameAncestors: readonly string[]): AnswerHeaders {
  return {
    ...pageHeaders(frameAncestors),
    'cross-origin-opener-policy': 'unsafe-none',
    'cross-origin-resource-policy': 'cross-origin',
    'x-robots-tag': 'noindex',
  };
}

const embedDataHeaders = (): AnswerHeaders => ({
  ...dataHeaders('application/json; charset=utf-8'),
  'cross-origin-resource-policy': 'cross-origin',
});

function formatFrom(parameters: URLSearchParams): EmbedFormat {
  const given = single(parameters, 'format') ?? 'fragment';
  const format = EMBED_FORMATS.find((known) => known === given);
  if (!format) throw new Problem(400, 'page.embed.format', { allowed: EMBED_FORMATS.join(', '), given: quoted(given) });
  return format;
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
