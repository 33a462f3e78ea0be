import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Contract } from '../contract/contract.ts';
import type { Faults } from '../faults.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Journal } from '../journal.ts';
import { timeOfSnowflake } from '../snowflakes.ts';
import type { World } from '../world/world.ts';
import { isSnowflake } from './parameters.ts';

type Env = { Bindings: HttpBindings };

/** What a failure on purpose needs. */
export interface FaultDependencies {
  world: World;
  faults: Faults;
  gateway: Pick<Gateway, 'hold'>;
  contract: Contract;
  journal: Journal;
}

/** Cuts the line as a broken network does: discord.js repeats the request then. */
function cut(context: Context<Env>): Response {
  context.env.incoming.socket.resetAndDestroy();
  return new Response(null);
}

/** What was arranged to happen instead of an operation, if anything: a wait first, then a cut line, 429 or 5xx. */
export async function faultBefore(
  { faults, journal, world, gateway, contract }: FaultDependencies,
  name: string,
  context: Context<Env>,
): Promise<Response | undefined> {
  const delay = faults.take(['delay'], name);
  if (delay) {
    const over = new Promise<void>((resolve) => void world.clock.after(delay.milliseconds, resolve));
    journal.record('fault', name, { kind: 'delay' });
    await over;
  }
  if (faults.take(['reset-before'], name)) return cut(context);
  const fault = faults.take(['rate-limit', 'error'], name);
  if (fault) journal.record('fault', name, { kind: fault.kind });
  if (fault?.kind === 'error') return new Response(null, { status: fault.status });
  if (fault) return rateLimited(contract, fault);
  const oldEdit = isOldEdit(world, name, context) ? faults.take(['old-edit'], name) : undefined;
  if (oldEdit) journal.record('fault', name, { kind: 'old-edit' });
  if (oldEdit) return rateLimited(contract, { scope: 'user', retryAfter: oldEdit.retryAfter, ...TOO_MANY_OLD_EDITS });
  const late = faults.take(['answer-first'], name);
  if (late) releaseAfterAnswer({ world, gateway }, context, late.milliseconds);
  return undefined;
}

/** Discord does not say how many edits are too many: the box is told when they are. */
const TOO_MANY_OLD_EDITS = {
  code: 30046,
  message: 'Maximum number of edits to messages older than 1 hour reached. Try again later',
};
const HOUR = 3_600_000;

/** Whether an operation edits a message that is older than an hour. */
function isOldEdit(world: World, name: string, context: Context<Env>): boolean {
  if (name !== 'PATCH /channels/{channel_id}/messages/{message_id}') return false;
  const id = context.req.param('message_id') ?? '';
  return isSnowflake(id) && world.clock.now() - timeOfSnowflake(id) > HOUR;
}

interface RateLimit {
  scope: string;
  retryAfter: number;
  code?: number;
  message?: string;
}

function rateLimited(
  contract: Contract,
  { scope, retryAfter, code, message = 'You are being rate limited.' }: RateLimit,
): Response {
  const isGlobal = scope === 'global';
  const body = { message, retry_after: retryAfter, global: isGlobal, ...(code !== undefined && { code }) };
  contract.answer('error 429', { response: 'RatelimitedResponse' }, body);
  const headers = {
    'retry-after': String(retryAfter),
    'x-ratelimit-scope': scope,
    ...(isGlobal && { 'x-ratelimit-global': 'true' }),
  };
  return Response.json(body, { status: 429, headers });
}

/** Holds all dispatches until the answer has gone out and `milliseconds` more; else they go out before it. */
function releaseAfterAnswer(
  { world, gateway }: Pick<FaultDependencies, 'world' | 'gateway'>,
  context: Context<Env>,
  milliseconds: number,
): void {
  const release = gateway.hold();
  context.env.outgoing.once('close', () => world.clock.after(milliseconds, release));
}

/** What was arranged to happen once an operation is done: its answer gets lost. */
export function faultAfter(
  { faults, journal }: FaultDependencies,
  name: string,
  context: Context<Env>,
): 'cut' | undefined {
  if (!faults.take(['reset-after'], name)) return undefined;
  journal.record('fault', name, { kind: 'reset-after' });
  cut(context);
  return 'cut';
}
