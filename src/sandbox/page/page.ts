import { Hono } from 'hono';
import { errorAnswer } from '../failure.ts';
import { loadAssets } from './assets.ts';
import { createEvents, type EventDependencies } from './events.ts';
import { createExampleSite, type ExampleSiteDependencies } from './example-site.ts';
import { forward } from './forward.ts';
import { SHELL, SHELL_HEADERS } from './shell.ts';

/** The dependencies of the page. */
export type PageDependencies = EventDependencies & ExampleSiteDependencies;

const shell = () => new Response(SHELL, { headers: SHELL_HEADERS });

/**
 * The page: `/` and `/channels/GUILD/CHANNEL[/MESSAGE]`, where links in the bot's messages lead; its files; its streams under
 * `/sandbox`; the example site under `/example-site`. Every other GET is the articles' server's, for the frame.
 */
export function createPage(dependencies: PageDependencies): Hono {
  const assets = loadAssets();
  const app = new Hono();
  const framed = (request: Request): Promise<Response> | Response => {
    const pageUrl = dependencies.pageUrl();
    return pageUrl === null ? new Response('404: Not Found', { status: 404 }) : forward(request, pageUrl);
  };
  app.get('/', ({ req }) => (req.header('sec-fetch-dest') === 'iframe' ? framed(req.raw) : shell()));
  app.get('/channels/:guild/:channel/:message?', shell);
  app.get('/page/*', ({ req }) => {
    const asset = assets.get(req.path.slice('/page/'.length));
    if (!asset) return new Response('404: Not Found', { status: 404 });
    const headers = { etag: asset.etag, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };
    if (req.header('if-none-match') === asset.etag) return new Response(null, { status: 304, headers });
    return new Response(asset.body, { headers: { ...headers, 'content-type': asset.type } });
  });
  app.route('/sandbox', createEvents(dependencies));
  app.route('/example-site', createExampleSite(dependencies));
  app.get('/example-site/*', () => new Response('404: Not Found', { status: 404 }));
  app.get('*', ({ req }) => framed(req.raw));
  app.onError((error) => {
    const { status, code, message } = errorAnswer(dependencies, error);
    return Response.json({ code, message }, { status });
  });
  return app;
}
