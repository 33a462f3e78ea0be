import { GatewayIntentBits } from 'discord-api-types/v10';
import { durationFromText, type VirtualClock } from '../clock.ts';
import { invalidField } from '../errors.ts';
import type { Faults } from '../faults.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { World } from '../world/world.ts';
import type { Input } from './input.ts';

/** What the levers move. */
export interface ControlDependencies {
  world: World;
  faults: Faults;
  gateway: Gateway;
  clock: VirtualClock;
}

type Control = (dependencies: ControlDependencies, input: Input) => void;

const route = (input: Input) => {
  const operation = input.optionalText('route');
  return operation === undefined ? {} : { operation };
};
const event = (input: Input) => {
  const name = input.optionalText('event');
  return name === undefined ? {} : { event: name };
};
const times = (input: Input) => Math.max(1, input.number('times') ?? 1);

function addStatus({ faults }: ControlDependencies, input: Input): void {
  const status = input.number('status') ?? 503;
  if (status === 429) {
    const scope = input.optionalText('scope') ?? 'user';
    faults.add({
      kind: 'rate-limit',
      ...route(input),
      retryAfter: input.number('retry_after') ?? 1,
      scope,
      times: times(input),
    });
  } else if (status >= 500 && status <= 599) {
    faults.add({ kind: 'error', ...route(input), status, times: times(input) });
  } else {
    throw invalidField('status', 'BASE_TYPE_CHOICES', 'Value must be 429 or between 500 and 599.');
  }
}

/** Sessions that are open stay so, and get no words from then on; the next IDENTIFY that asks for what is not granted is 4014. */
function grantIntents({ world }: ControlDependencies, input: Input): void {
  world.isReviewed = input.flag('reviewed') ?? false;
  const names: Record<string, number | string> = GatewayIntentBits;
  world.grantedIntents = input.texts('granted').reduce((sum, name) => {
    const bit = names[name];
    if (typeof bit !== 'number')
      throw invalidField(
        'granted',
        'BASE_TYPE_CHOICES',
        'Value must be among MessageContent, GuildMembers, GuildPresences.',
      );
    return sum | bit;
  }, 0);
}

const CONTROLS: Readonly<Record<string, Control>> = {
  status: addStatus,
  delay: ({ faults }, input) =>
    faults.add({
      kind: 'delay',
      ...route(input),
      milliseconds: input.number('milliseconds') ?? 1_000,
      times: times(input),
    }),
  'answer-first': ({ faults }, input) =>
    faults.add({
      kind: 'answer-first',
      ...route(input),
      milliseconds: input.number('milliseconds') ?? 100,
      times: times(input),
    }),
  'old-edit': ({ faults }, input) =>
    faults.add({ kind: 'old-edit', retryAfter: input.number('retry_after') ?? 1, times: times(input) }),
  'reset-before': ({ faults }, input) => faults.add({ kind: 'reset-before', ...route(input), times: times(input) }),
  'reset-after': ({ faults }, input) => faults.add({ kind: 'reset-after', ...route(input), times: times(input) }),
  'drop-event': ({ faults }, input) => faults.add({ kind: 'drop', ...event(input), times: times(input) }),
  'double-event': ({ faults }, input) => faults.add({ kind: 'double', ...event(input), times: times(input) }),
  'reorder-events': ({ faults }, input) => faults.add({ kind: 'reorder', ...event(input), times: times(input) }),
  close: ({ gateway }, input) => gateway.disturb({ kind: 'close', code: input.number('code') ?? 4000 }),
  'drop-socket': ({ gateway }) => gateway.disturb({ kind: 'drop-socket' }),
  reconnect: ({ gateway }) => gateway.disturb({ kind: 'reconnect' }),
  'invalid-session': ({ gateway }, input) =>
    gateway.disturb({ kind: 'invalid-session', resumable: input.flag('resumable') ?? false }),
  intents: grantIntents,
  none: ({ faults }) => faults.clear(),
};

/** Arranges the next failure, by its `kind`. Throws 50035 for one that there is not. */
export function arrangeFault(dependencies: ControlDependencies, input: Input): void {
  const kind = input.text('kind');
  const control = CONTROLS[kind];
  if (!control)
    throw invalidField('kind', 'BASE_TYPE_CHOICES', `Value must be one of ${Object.keys(CONTROLS).join(', ')}.`);
  control(dependencies, input);
}

/** Moves the box's time forward by `advance` ("8d", "15m") and answers the new time. */
export function turnClock({ clock }: ControlDependencies, input: Input): { now: string } {
  const text = input.text('advance');
  const milliseconds = durationFromText(text);
  if (milliseconds === undefined) throw invalidField('advance', 'BASE_TYPE_INVALID', 'Say it as 90s, 15m, 2h or 8d.');
  clock.advance(milliseconds);
  return { now: new Date(clock.now()).toISOString() };
}
