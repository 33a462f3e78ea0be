import { type Context, Hono } from 'hono';
import type { HttpBindings } from '@hono/node-server';
import type { Contract } from '../contract/contract.ts';
import { problemsBeyond } from '../contract/exceptions.ts';
import { formProblems, problemsWith } from '../contract/schemas.ts';
import { discordError, invalidForm } from '../errors.ts';
import { errorAnswer } from '../failure.ts';
import { applicationOperations, guildOperations } from './application.ts';
import { readBody } from './body.ts';
import { createBuckets } from './buckets.ts';
import { channelOperations } from './channels.ts';
import { commandOperations } from './commands.ts';
import { directOperations } from './directs.ts';
import { faultAfter, faultBefore, type FaultDependencies } from './failures.ts';
import { interactionOperations } from './interactions.ts';
import { messageOperations } from './messages.ts';
import type { Answer, Call, Operation, Operations } from './operation.ts';
import { checkPath, checkQuery } from './parameters.ts';
import { pinOperations, reactionOperations } from './reactions-and-pins.ts';
import { threadMemberOperations } from './thread-members.ts';
import { threadOperations } from './threads.ts';

/** All supported operations of Discord's REST, by "METHOD /path"; fixed paths come before those with parameters. */
export const OPERATIONS: Operations = {
  ...applicationOperations,
  ...commandOperations,
  ...guildOperations,
  ...pinOperations,
  ...reactionOperations,
  ...messageOperations,
  ...threadOperations,
  ...threadMemberOperations,
  ...channelOperations,
  ...directOperations,
  ...interactionOperations,
};

/** The dependencies of the REST API. */
export interface RestDependencies extends FaultDependencies {
  token: string;
  contract: Contract;
}

type Env = { Bindings: HttpBindings };

/** Discord's REST v10 under `/api/v10`. */
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
      if (faultAfter(dependencies, name, context) === 'cut') return result;
      const major =
        context.req.param('channel_id') ?? context.req.param('guild_id') ?? context.req.param('webhook_token') ?? '';
      for (const [key, value] of Object.entries(buckets.headers(name, major))) result.headers.set(key, value);
      return result;
    });
  }
  app.all('/api/*', (context) => {
    const what = `${context.req.method} ${context.req.path}`;
    journal.record('unbuilt', what);
    journal.violate({ where: `request ${what}`, path: '', message: 'The box does not support this operation' });
    return context.json(discordError('notFound').body(), 404);
  });
  app.onError((error, context) => {
    const known = errorAnswer(dependencies, error, `answer ${context.req.method} ${context.req.path}`);
    return Response.json(known.body(), { status: known.status });
  });
  return app;
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
  const entry: Record<string, unknown> = { path: context.req.path, reason: reasonFrom(context) };
  try {
    if (!operation.open && context.req.header('authorization') !== `Bot ${token}`) throw discordError('unauthorized');
    const { body, files } = await readBody(context.req.raw);
    entry['request'] = body;
    const call = callFrom({ world, context, body, files });
    checkPath(context.req.param());
    for (const unknown of checkQuery(operation.query ?? {}, call.query))
      journal.violate({ where: `request ${name}`, path: unknown, message: 'The specification has no such parameter' });
    checkRequest(name, operation, { call, body });
    const answer = operation.handle(call);
    if (answer.body !== undefined) contract.answer(name, operation, answer.body);
    Object.assign(entry, { status: answer.status, answer: answer.body });
    return toResponse(answer);
  } catch (error) {
    const known = errorAnswer({ journal }, error, `answer ${name}`);
    contract.answer(`error ${name}`, { response: 'ErrorResponse' }, known.body());
    Object.assign(entry, { status: known.status, answer: known.body() });
    return Response.json(known.body(), { status: known.status });
  } finally {
    journal.record('request', name, entry);
  }
}

/** The reason for the guild's audit log; the header is URL-encoded. */
function reasonFrom({ req }: Context<Env>): string | undefined {
  const reason = req.header('x-audit-log-reason');
  return new URLSearchParams(reason && `reason=${reason}`).get('reason') ?? undefined;
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
  const problems = problemsBeyond(`request ${name}`, body ?? {}, (given) =>
    problemsWith(expression, given, { strict: false }),
  );
  if (problems.length > 0) throw invalidForm(formProblems(problems));
}

function toResponse({ status, body }: Answer): Response {
  return body === undefined ? new Response(null, { status: 204 }) : Response.json(body, { status });
}
