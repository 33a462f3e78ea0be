import type { Hono } from 'hono';
import { LRUCache } from 'lru-cache';
import { canonicalAddress, type Article } from '../articles/article.ts';
import { articleOfPage, type KnownPages } from '../articles/article-of-page.ts';
import {
  DEFAULT_SORT,
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
import { type CrossOrigin, readableBy } from './cross-origin.ts';
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
import { answerWith, type PagePlan } from './page-cache.ts';
import type { WebParts } from './parts.ts';
import { Problem } from './problem.ts';
import { wantsJson } from './problem-answers.ts';
import { articleAsked } from './which-article.ts';

/** The most pages whose comments are counted for one request. */
const MAX_COUNTED = 100;

/** Answers that need no look at anything but the request. */
export interface EmbedShortcut {
  /** The comments that were given for the address before, if nothing can have changed since; undefined for all else. */
  fresh(address: string, request: Request): Response | undefined;
}

/** How many addresses of comments are known by heart, and of what length. */
const SHORTCUTS = 10_000;
const LONGEST_SHORTCUT = 500;

/** Adds what the pages of other sites ask for: comments, counts and the script. */
export function addEmbedRoutes(app: Hono, parts: WebParts, crossOrigin: CrossOrigin): EmbedShortcut {
  const { library, context, discussions, pages, problems } = parts;
  const known: KnownPages = { library, site: context.site.url };
  const { origins, answerForSite, isRefused } = crossOrigin;
  const framing = (): readonly string[] => [...origins.all(), ...parts.frameAncestors];
  const files = loadEmbedFiles();
  const shortcuts = new LRUCache<string, { readonly name: string; readonly version: number }>({ max: SHORTCUTS });

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
          vary: 'origin',
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
    answerForSite(req.raw, async () => {
      const parameters = new URL(req.url).searchParams;
      const format = formatFrom(parameters);
      try {
        const article = articleAsked(parameters, known);
        const query = queryFromParameters(parameters, DEFAULT_SORT.page);
        // Not an address: what is kept under one is served without a look at the request's origin.
        const name = `embed ${embedPath(article, query, format)}`;
        const version = library.version();
        const page = pages.fresh(name) ?? (await pages.page(name, () => fragmentPlan(article, query, format)));
        const address = req.url.slice(req.url.indexOf('/', 8));
        if (address.length <= LONGEST_SHORTCUT) shortcuts.set(address, { name, version });
        return answerWith(page, req.raw);
      } catch (error) {
        if (error instanceof Problem) return problemAnswer(error, req.raw, format);
        throw error;
      }
    }),
  );

  app.get('/counts', ({ req }) =>
    answerForSite(req.raw, async () => {
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
      return answerWith({ etag, ...(await encodedText(body, headers)) }, req.raw);
    }),
  );

  app.get('/embed.js', async ({ req }) => answerWith(await files.script, req.raw));
  app.get(EMBED_STYLESHEET, async ({ req }) => answerWith(await files.stylesheet, req.raw));

  return {
    fresh(address, request) {
      const known = shortcuts.get(address);
      const page = known?.version === library.version() ? pages.fresh(known.name) : undefined;
      const origin = request.headers.get('origin');
      return page && !isRefused(origin) ? answerWith(page, request, readableBy(origin)) : undefined;
    },
  };
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
