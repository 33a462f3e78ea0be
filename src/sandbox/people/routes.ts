import { Hono, type Context } from 'hono';
import { discordError } from '../errors.ts';
import { errorAnswer } from '../failure.ts';
import type { Journal } from '../journal.ts';
import { readBody } from '../rest/body.ts';
import { may } from '../world/access.ts';
import { guildObject } from '../world/guild.ts';
import { commandObject, memberObject, messageObject, placeObject, visibleMessages } from '../world/objects.ts';
import type { Member } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { ADMINISTRATION } from './administration.ts';
import { COMPONENTS } from './components.ts';
import { entryOf } from '../own.ts';
import { arrangeFault, turnClock, type ControlDependencies } from './controls.ts';
import { inputFrom, type Input } from './input.ts';
import { memberNamed, placesSeen } from './lookup.ts';
import { MODALS } from './modals.ts';
import { ROLES } from './roles.ts';
import { COMMANDS, commandsFor } from './questions.ts';
import { THREADS } from './threads.ts';
import { WRITING, type Action } from './writing.ts';

/** All actions of members over HTTP, by the last part of `/sandbox/…`. */
const ACTIONS: Readonly<Record<string, Action>> = {
  ...WRITING,
  ...THREADS,
  ...COMMANDS,
  ...COMPONENTS,
  ...MODALS,
  ...ADMINISTRATION,
  ...ROLES,
};

/** The dependencies of the people's routes. */
export interface PeopleDependencies extends ControlDependencies {
  journal: Journal;
}

/** The guild as one member sees it: visible channels, and messages including their ephemeral ones. */
function stateFor(world: World, member: Member) {
  const userId = member.user.id;
  const places = placesSeen(world, userId);
  const { id, name, owner_id, roles } = guildObject(world);
  return {
    guild: { id, name, owner_id, roles },
    directs: [...world.directs.values()]
      .filter(({ recipient }) => recipient === userId)
      .flatMap(({ messages }) => messages.map((message) => messageObject(world, message, userId))),
    members: [...world.members.values()].map(memberObject),
    channels: places.map((place) => placeObject(place, userId)),
    messages: Object.fromEntries(
      places.map((place) => [
        place.id,
        may(world, { userId, place }, 'ReadMessageHistory')
          ? visibleMessages(world, userId, place.id).map((message) => messageObject(world, message, userId))
          : [],
      ]),
    ),
  };
}

/** Performs one action as the member named by `as`. Throws Discord's errors. */
async function act({ world, journal }: PeopleDependencies, name: string, input: Input): Promise<unknown> {
  const action = entryOf(ACTIONS, name);
  if (!action) throw discordError('notFound');
  journal.record('person', name, { as: input.optionalText('as') });
  return await action(world, memberNamed(world, input.text('as')), input);
}

/**
 * The routes of `/sandbox`. For members, as POST with `as`: say, edit, delete, react, unreact, pin, unpin, thread, open-thread, post-as,
 * command, autocomplete, menu, click, select, submit, channel, create-channel, delete-channel, bot-permission, member, leave-guild,
 * create-role, delete-role, role.
 * For all: GET state, commands, journal; POST fault, clock.
 */
export function createPeopleRoutes(dependencies: PeopleDependencies): Hono {
  const { world, journal } = dependencies;
  const app = new Hono();
  const post = (path: string, handle: (input: Input, context: Context) => unknown) =>
    app.post(path, async (context) => {
      const { body } = await readBody(context.req.raw);
      return Response.json((await handle(inputFrom(body), context)) ?? {});
    });
  const viewer = (context: Context) => memberNamed(world, context.req.query('as') ?? 'owner');

  app.get('/state', (context) => Response.json(stateFor(world, viewer(context))));
  app.get('/commands', (context) =>
    Response.json(commandsFor(world, viewer(context).user.id).map((command) => commandObject(command, false))),
  );
  app.get('/journal', () => Response.json({ entries: journal.entries(), violations: journal.violations() }));
  post('/fault', (input) => {
    arrangeFault(dependencies, input);
    journal.record('fault', input.text('kind'));
  });
  post('/clock', (input) => turnClock(dependencies, input));
  post('/:action', (input, context) => act(dependencies, context.req.param('action') ?? '', input));
  app.onError((error) => {
    const known = errorAnswer(dependencies, error);
    return Response.json({ ...known.body(), message: error.message }, { status: known.status });
  });
  return app;
}
