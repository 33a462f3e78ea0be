import { consola } from 'consola';
import { Hono } from 'hono';
import type { ArticleLibrary } from '../articles/library.ts';
import type { DiscussionReader } from '../discussions/reading.ts';
import { loadAssets, addAssets } from './assets.ts';
import { addArticleRoutes } from './article-routes.ts';
import { addEmbedRoutes } from './embed-routes.ts';
import { etagFrom } from './etag.ts';
import { addFrontRoute } from './front.ts';
import { pageHeaders, REVALIDATED, movedTo, tidied } from './headers.ts';
import { addHealthRoutes } from './health.ts';
import { answerWith, createPageCache } from './page-cache.ts';
import { addPrivacyRoute } from './privacy.ts';
import { createProblemAnswers } from './problem-answers.ts';
import { Problem } from './problem.ts';
import type { WebParts } from './parts.ts';
import type { Health, Site } from './site.ts';
import { languageOf, translator } from '../language/translate.ts';
import type { PageContext } from './page/context.ts';
import { addWhyRoute } from './why-route.ts';

/** What the web server is made of. */
export interface WebDependencies {
  readonly library: ArticleLibrary;
  readonly discussions: DiscussionReader;
  readonly site: Site;
  readonly health: Health;
  /** Origins whose pages may hold ours in a frame; none unless told. */
  readonly frameAncestors?: readonly string[];
  /** Origins of sites whose pages may show comments, besides those of the articles' own addresses. */
  readonly embedOrigins?: readonly string[];
  /** Hears of every request that failed through our own fault; the log unless told. */
  readonly report?: (error: unknown) => void;
}

/** Answers one request; never rejects. */
export type WebHandler = (request: Request) => Response | Promise<Response>;

/** The longest address that is answered, in characters: a hundred pages may be asked about at once, and Node takes 16 KB of headers. */
const MAX_ADDRESS = 12_288;

/** Builds the web's handler: pages, JSON, pictures, health. It needs no port: tests call it in memory. */
export function createWebHandler(dependencies: WebDependencies): WebHandler {
  const parts = partsFrom(dependencies);
  const { pages, problems } = parts;
  const app = new Hono();
  addFrontRoute(app, parts);
  addArticleRoutes(app, parts);
  const embed = addEmbedRoutes(app, parts);
  addWhyRoute(app, parts);
  addPrivacyRoute(app, parts);
  addHealthRoutes(app, parts);
  addAssets(app, parts.assets);
  app.notFound(({ req }) => {
    const address = tidied(req.url);
    return address === null ? problems.answer(new Problem(404, 'page.problem.notFound'), req.raw) : movedTo(address);
  });
  app.onError((error, { req }) => problems.answer(error, req.raw));

  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return problems.answer(new Problem(405, 'page.problem.method'), request);
    const address = request.url.slice(request.url.indexOf('/', 8));
    if (address.length > MAX_ADDRESS)
      return problems.answer(new Problem(414, 'page.problem.tooLong', { most: MAX_ADDRESS }), request);
    const page = pages.fresh(address);
    return page ? answerWith(page, request) : (embed.fresh(address, request) ?? app.fetch(request));
  };
}

function partsFrom({ library, discussions, site, health, report, ...allowed }: WebDependencies): WebParts {
  const { frameAncestors = [], embedOrigins = [] } = allowed;
  const assets = loadAssets();
  const contextIn = createContexts({ site, stylesheet: assets.stylesheet.path, icon: assets.icon.path });
  const context = contextIn('en');
  const headers = { ...pageHeaders(frameAncestors), 'cache-control': REVALIDATED };
  return {
    library,
    discussions,
    health,
    assets,
    context,
    contextIn,
    headers,
    frameAncestors,
    embedOrigins,
    pages: createPageCache({ stamp: () => `${library.version()} ${discussions.revision()}` }),
    problems: createProblemAnswers({ contextIn, headers, report: report ?? ((error) => consola.error(error)) }),
    identity: etagFrom(site.build, JSON.stringify(site), JSON.stringify(headers), context.stylesheet, context.icon),
  };
}

/** Answers with the page context of a language, by its BCP 47 tag; English where there is no catalogue of it. */
function createContexts(parts: Pick<PageContext, 'site' | 'stylesheet' | 'icon'>): (language: string) => PageContext {
  const contexts = new Map<string, PageContext>();
  return (tag) => {
    const language = languageOf(tag);
    const context = contexts.get(language) ?? { ...parts, language, t: translator(language) };
    contexts.set(language, context);
    return context;
  };
}
