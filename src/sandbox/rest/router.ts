import type { Context } from 'hono';
import { Hono } from 'hono';
import type { HttpBindings } from '@hono/node-server';
import type { Contract } from '../contract/contract.ts';
import { isExcused } from '../contract/exceptions.ts';
import { formProblems, problemsWith } from '../contract/schemas.ts';
import { DiscordError, discordError, invalidForm } from '../errors.ts';
import type { Faults } from '../faults.ts';
import type { Journal } from '../journal.ts';
import type { World } from '../world/world.ts';
import { applicationOperations, commandOperations, guildOperations } from './application.ts';
import { readBody } from './body.ts';
import { createBuckets } from './buckets.ts';
import { channelOperations } from './channels.ts';
import { interactionOperations } from './interactions.ts';
import { messageOperations } from './messages.ts';
import type { Answer, Call, Operation, Operations } from './operation.ts';
import { pinOperations, reactionOperations } from './reactions-and-pins.ts';
import { threadOperations } from './threads.ts';

/** Everything that is built of Discord's REST, by "METHOD /path"; fixed paths stand before those with parameters. */
const OPERATIONS: Operations = {
  ...applicationOperations,
  ...commandOperations,
  ...guildOperations,
  ...pinOperations,
  ...reactionOperations,
  ...messageOperations,
  ...threadOperations,
  ...channelOperations,
  ...interactionOperations,
};

/** What the REST side needs. */
export interface RestDependencies {
  world: World;
  token: string;
  contract: Contract;
  journal: Journal;
  faults: Faults;
}

type Env = { Bindings: HttpBindings };

/** Discord's REST v10 below `/api/v10`. */
export function createRest(dependencies: RestDependencies): Hono<Env> {
  const { world, journal } = dependencies;
  // discord.js encodes "@me" and "@original" as %40…; the path is compared as Discord names it
  const app = new Hono<Env>({ getPath: (request) => new URL(request.url).pathname.replaceAll('%40', '@') });
  const buckets = createBuckets(world.clock.now);
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    const [method = '', path = ''] = name.split(' ');
    app.on(method, `/api/v10${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, async (context) => {
      const failure = await faultBefore(dependencies, name, context);
      if (failure) return failure;
      const result = await run(dependencies, { name, operation, context });
      if (dependencies.faults.take(['reset-after'], name)) return cut(context);
      const major =
        context.req.param('channel_id') ?? context.req.param('guild_id') ?? context.req.param('webhook_token') ?? '';
      for (const [key, value] of Object.entries(buckets.headers(name, major))) result.headers.set(key, value);
      return result;
    });
  }
  app.all('/api/*', (context) => {
    journal.record('unbuilt', `${context.req.method} ${context.req.path}`);
    return context.json(discordError('notFound').body(), 404);
  });
  return app;
}

function cut(context: Context<Env>): Response {
  context.env.incoming.socket.resetAndDestroy(); // as a broken line does: discord.js repeats the request then
  return new Response(null);
}

async function faultBefore(
  { faults, journal, world }: RestDependencies,
  name: string,
  context: Context<Env>,
): Promise<Response | undefined> {
  const delay = faults.take(['delay'], name);
  if (delay) await new Promise<void>((resolve) => void world.clock.after(delay.milliseconds, resolve));
  if (faults.take(['reset-before'], name)) return cut(context);
  const fault = faults.take(['rate-limit', 'error'], name);
  if (fault?.kind === 'rate-limit') {
    journal.record('fault', name, { status: 429 });
    const headers = {
      'retry-after': String(fault.retryAfter),
      'x-ratelimit-scope': fault.scope,
      ...(fault.scope === 'global' && { 'x-ratelimit-global': 'true' }),
    };
    const body = {
      message: 'You are being rate limited.',
      retry_after: fault.retryAfter,
      global: fault.scope === 'global',
    };
    return context.json(body, 429, headers);
  }
  if (fault) {
    journal.record('fault', name, { status: fault.status });
    return new Response(null, { status: fault.status });
  }
  return undefined;
}

interface Run {
  name: string;
  operation: Operation;
  context: Context<Env>;
}

async function run(
  { world, token, contract, journal }: RestDependencies,
  { name, operation, context }: Run,
): Promise<Response> {
  const entry: Record<string, unknown> = { path: context.req.path };
  try {
    if (!operation.open && context.req.header('authorization') !== `Bot ${token}`) throw discordError('unauthorized');
    const { body, files } = await readBody(context.req.raw);
    entry['request'] = body;
    const call = callFrom({ world, context, body, files });
    checkRequest(name, operation, { call, body });
    const answer = operation.handle(call);
    if (operation.response && answer.body !== undefined) contract.answer(name, operation.response, answer.body);
    Object.assign(entry, { status: answer.status, answer: answer.body });
    return toResponse(answer);
  } catch (error) {
    const known =
      error instanceof DiscordError ? error : new DiscordError({ status: 500, code: 0 }, '500: Internal Server Error');
    if (known !== error)
      journal.violate({
        where: `answer ${name}`,
        path: '',
        message: `The box failed: ${error instanceof Error ? error.stack : String(error)}`,
      });
    Object.assign(entry, { status: known.status, answer: known.body() });
    return Response.json(known.body(), { status: known.status });
  } finally {
    journal.record('request', name, entry);
  }
}

function callFrom({
  world,
  context,
  body,
  files,
}: Pick<Call, 'world' | 'files'> & { context: Context<Env>; body: unknown }): Call {
  return {
    world,
    path: (parameter) => context.req.param(parameter) ?? '',
    query: new URL(context.req.url).searchParams,
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the border: the operation's schema has passed it
    body: <T>() => (body ?? {}) as T,
    files,
  };
}

function checkRequest(name: string, operation: Operation, { call, body }: { call: Call; body: unknown }): void {
  if (!operation.request) return;
  const expression = typeof operation.request === 'string' ? operation.request : operation.request(call);
  const problems = problemsWith(expression, body ?? {}, { strict: false }).filter(
    ({ path }) => !isExcused(`request ${name}`, path),
  );
  if (problems.length > 0) throw invalidForm(formProblems(problems));
}

function toResponse({ status, body }: Answer): Response {
  return body === undefined ? new Response(null, { status: 204 }) : Response.json(body, { status });
}
