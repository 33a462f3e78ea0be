import { Hono } from 'hono';
import { addAssets } from './assets.ts';
import { addArticleRoutes } from './article-routes.ts';
import { addEmbedRoutes } from './embed-routes.ts';
import { createCrossOrigin } from './cross-origin.ts';
import { addFeeds } from './feeds.ts';
import { addFrontRoute } from './front.ts';
import { permanentRedirect, withoutExtraSlashes } from './http.ts';
import { addHealthRoutes } from './health.ts';
import { addLiveRoute } from './live-route.ts';
import { answerWith } from './page-cache.ts';
import { addPrivacyRoute } from './privacy.ts';
import { Problem } from './problem.ts';
import { type WebDependencies, partsFrom } from './parts.ts';
import { addSitemap } from './sitemap.ts';
import { addWhyRoute } from './why-route.ts';

/** Responds to a request; never rejects. */
export type WebHandler = (request: Request) => Response | Promise<Response>;

/** Characters of the longest address: `/counts` takes a hundred pages, and Node refuses more than 16 KB of headers. */
const MAX_ADDRESS = 12_288;

/** Creates the web handler: pages, JSON, embeds, pictures, health. It needs no port: tests call it in memory. */
export function createWebHandler(dependencies: WebDependencies): WebHandler {
  const parts = partsFrom(dependencies);
  const { pages, problems } = parts;
  const app = new Hono();
  addFrontRoute(app, parts);
  addArticleRoutes(app, parts);
  const crossOrigin = createCrossOrigin(parts);
  const embed = addEmbedRoutes(app, parts, crossOrigin);
  addLiveRoute(app, parts, crossOrigin);
  addWhyRoute(app, parts);
  addPrivacyRoute(app, parts);
  addHealthRoutes(app, parts);
  addFeeds(app, parts);
  addSitemap(app, parts);
  addAssets(app, parts.assets);
  app.notFound(({ req }) => {
    const address = withoutExtraSlashes(req.url);
    return address === null
      ? problems.answer(new Problem(404, 'page.problem.notFound'), req.raw)
      : permanentRedirect(address);
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
