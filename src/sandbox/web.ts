import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { isLocal } from './listener.ts';
import { createPage, type PageDependencies } from './page/page.ts';
import { createPeopleRoutes, type PeopleDependencies } from './people/routes.ts';
import { createRest, type RestDependencies } from './rest/router.ts';
import { isSignedUrl } from './world/files.ts';
import type { World } from './world/world.ts';

/** Everything that the box serves over HTTP, to this machine only: Discord's REST, the people's routes, uploads, the page. */
export function createWeb(
  dependencies: RestDependencies & PeopleDependencies & PageDependencies,
): Hono<{ Bindings: HttpBindings }> {
  const rest = createRest(dependencies);
  const web = new Hono<{ Bindings: HttpBindings }>();
  web.use(async (context, next) => {
    const { host, origin } = context.env.incoming.headers;
    if (isLocal({ host, origin })) return next();
    return context.json(
      { code: 0, message: 'The sandbox answers this machine only: Host and Origin must be its own address.' },
      403,
    );
  });
  web.all('/api/*', (context) => rest.fetch(context.req.raw, context.env));
  web.route('/sandbox', createPeopleRoutes(dependencies));
  web.get('/attachments/:channel/:id/:name', (context) =>
    upload(dependencies.world, new URL(context.req.url), context.req.param('id')),
  );
  web.route('/', createPage(dependencies));
  return web;
}

function upload(world: World, url: URL, id: string): Response {
  const file = world.files.get(id);
  if (!file || !isSignedUrl(world, url)) return new Response('This content is no longer available.', { status: 404 });
  const headers = {
    'content-type': file.content_type,
    'x-content-type-options': 'nosniff',
    'content-security-policy': 'sandbox',
  };
  return new Response(new Uint8Array(file.bytes), { headers });
}
