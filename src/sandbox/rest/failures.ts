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

/** The dependencies of faults. */
export interface FaultDependencies {
  world: World;
  faults: Faults;
  gateway: Pick<Gateway, 'hold'>;
  contract: Contract;
  journal: Journal;
}

/** Cuts the connection like a broken network; discord.js then repeats the request. */
function cut(context: Context<Env>): Response {
  context.env.incoming.socket.resetAndDestroy();
  return new Response(null);
}

/** Applies the planned faults before an operation, if any: a delay, then a cut connection, 429 or 5xx. */
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

/** Discord does not publish the limit on old edits, so a fault triggers this error. */
const TOO_MANY_OLD_EDITS = {
  code: 30046,
  message: 'Maximum number of edits to messages older than 1 hour reached. Try again later',
};
const HOUR = 3_600_000;

/** Whether an operation edits a message older than an hour. */
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

/** Holds all dispatches until `milliseconds` after the response; without it they go out first. */
function releaseAfterAnswer(
  { world, gateway }: Pick<FaultDependencies, 'world' | 'gateway'>,
  context: Context<Env>,
  milliseconds: number,
): void {
  const release = gateway.hold();
  context.env.outgoing.once('close', () => world.clock.after(milliseconds, release));
}

/** Applies the planned fault after an operation, if any: its response is lost. */
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
