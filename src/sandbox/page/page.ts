import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import { canView, isThread } from '../world/access.ts';
import type { Member, Place } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { discordError } from '../errors.ts';
import { inputFrom } from '../people/input.ts';
import { memberNamed, placesSeen } from '../people/lookup.ts';
import { act, errorAnswer, type PeopleDependencies } from '../people/routes.ts';
import { inputFromForm } from './forms.ts';
import { conversation, type Markup } from './conversation.ts';
import { modalForm, writeForms } from './composer.ts';
import { STYLE } from './style.ts';

const BANNER = 'Sandbox: not Discord. Everything here stays on this computer. The bot is the real one.';

/** Who looks, where, and what is to be said above the conversation. */
export interface View {
  world: World;
  member: Member;
  place: Place;
  notice: string | null;
  /** The modal that is open, by its id. */
  modal: string | null;
}

const HUMANS = (world: World) => [...world.members.values()].filter(({ user }) => !user.bot);

function sidebar({ world, member, place }: View): Markup {
  const seen = placesSeen(world, member.user.id);
  const link = (each: Place): Markup =>
    html`<li>
      <a
        href="/channels/${world.guild.id}/${each.id}?as=${member.user.username}"
        ${each.id === place.id ? raw('aria-current="page"') : ''}
        >${isThread(each) ? '🧵 ' : each.type === 15 ? '🗂 ' : '# '}${each.name}</a
      >${isThread(each) && each.thread_metadata.archived ? ' (archived)' : ''}${isThread(each) && each.thread_metadata.locked ? ' (locked)' : ''}
      ${
        isThread(each)
          ? ''
          : html`<ul>
              ${seen.filter((thread) => isThread(thread) && thread.parent_id === each.id).map(link)}
            </ul>`
      }
    </li>`;
  return html`<nav aria-label="Channels">
    <form method="get" action="/channels/${world.guild.id}/${place.id}">
      <label
        >You are
        <select name="as">
          ${HUMANS(world).map(({ user }) => html`<option ${user.id === member.user.id ? raw('selected') : ''}>${user.username}</option>`)}
        </select></label
      >
      <button>Switch</button>
    </form>
    <ul>
      ${seen.filter((each) => !isThread(each)).map(link)}
    </ul>
  </nav>`;
}

function document(view: View): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${view.place.name} · ${view.world.guild.name} (sandbox)</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <p class="banner">${BANNER}</p>
        <div class="columns">
          ${sidebar(view)}
          <main>
            <h1>${view.place.name}</h1>
            ${view.notice ? html`<p class="notice" role="status">${view.notice}</p>` : ''}
            ${view.modal ? modalForm(view) : ''} ${writeForms(view)} ${conversation(view)}
          </main>
        </div>
      </body>
    </html>`;
}

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
};

/** The plain page of forms: `/` and `/channels/GUILD/CHANNEL[/MESSAGE]`, where links in the bot's messages lead. */
export function createPage(dependencies: PeopleDependencies): Hono {
  const { world } = dependencies;
  const app = new Hono();
  const first = () => [...world.channels.values()][0]?.id ?? '';
  app.get('/', (context) =>
    context.redirect(`/channels/${world.guild.id}/${first()}${new URL(context.req.url).search}`),
  );
  app.get('/channels/:guild/:channel/:message?', (context) => {
    const member = memberNamed(world, context.req.query('as') ?? 'owner');
    const id = context.req.param('channel');
    const place = world.channels.get(id) ?? world.threads.get(id);
    if (!place || !canView(world, member.user.id, place) || context.req.param('guild') !== world.guild.id)
      throw discordError('unknownChannel');
    const { notice = null, modal = null } = context.req.query();
    return context.html(document({ world, member, place, notice, modal }), 200, HEADERS);
  });
  app.post('/act/:action', async (context) => {
    const form = await context.req.formData();
    const wanted = form.get('back');
    const back = new URL(typeof wanted === 'string' ? wanted : '/', world.url);
    const where = new URL(back.pathname + back.search, world.url);
    for (const name of ['notice', 'modal']) where.searchParams.delete(name);
    try {
      const answer = await act(dependencies, context.req.param('action'), inputFrom(inputFromForm(form)));
      const modal = modalIn(answer);
      if (modal) where.searchParams.set('modal', modal);
    } catch (error) {
      const { message, errors } = errorAnswer(dependencies, error);
      where.searchParams.set('notice', errors ? `${message}: ${JSON.stringify(errors)}` : message);
    }
    return context.redirect(where.pathname + where.search, 303);
  });
  app.onError((error, context) => {
    const { status, message } = errorAnswer(dependencies, error);
    return context.html(
      html`<!doctype html><title>${message}</title>
        <p>${message}. <a href="/">To the start</a></p>`,
      status === 404 ? 404 : 500,
    );
  });
  return app;
}

function modalIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('modal' in answer)) return undefined;
  const { modal } = answer;
  return typeof modal === 'object' && modal !== null && 'id' in modal && typeof modal.id === 'string'
    ? modal.id
    : undefined;
}
