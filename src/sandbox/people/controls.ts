import { GatewayIntentBits } from 'discord-api-types/v10';
import { durationFromText, LATEST, type VirtualClock } from '../clock.ts';
import { DISPATCHES } from '../contract/dispatches.ts';
import { invalidField } from '../errors.ts';
import type { Faults } from '../faults.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { entryOf } from '../own.ts';
import { OPERATIONS } from '../rest/router.ts';
import type { World } from '../world/world.ts';
import type { Input } from './input.ts';

/** The dependencies of faults and clock. */
export interface ControlDependencies {
  world: World;
  faults: Faults;
  gateway: Gateway;
  clock: VirtualClock;
}

type Control = (dependencies: ControlDependencies, input: Input) => void;

const DAY = 86_400; // seconds: the longest duration of a fault
const SCOPES: readonly string[] = ['user', 'global', 'shared'];

const oneOf = (field: string, names: readonly string[]) =>
  invalidField(field, 'BASE_TYPE_CHOICES', `Value must be one of ${names.join(', ')}.`);

/** A known operation or event for a fault: an unknown one would let a test pass without proving anything. */
function named(input: Input, field: string, names: readonly string[]): string | undefined {
  const name = input.optionalText(field);
  if (name !== undefined && !names.includes(name)) throw oneOf(field, names);
  return name;
}

const route = (input: Input) => {
  const operation = named(input, 'route', Object.keys(OPERATIONS));
  return operation === undefined ? {} : { operation };
};
const event = (input: Input) => {
  const name = named(input, 'event', Object.keys(DISPATCHES));
  return name === undefined ? {} : { event: name };
};
const times = (input: Input) => input.wholeNumber('times', [1, 1_000_000]) ?? 1;
const retryAfter = (input: Input) => input.number('retry_after', [0, DAY]) ?? 1;
const milliseconds = (input: Input) => input.number('milliseconds', [0, DAY * 1_000]);

function addStatus({ faults }: ControlDependencies, input: Input): void {
  const status = input.wholeNumber('status', [0, 999]) ?? 503;
  if (status === 429) {
    const scope = named(input, 'scope', SCOPES) ?? 'user';
    faults.add({ kind: 'rate-limit', ...route(input), retryAfter: retryAfter(input), scope, times: times(input) });
  } else if (status >= 500 && status <= 599) {
    faults.add({ kind: 'error', ...route(input), status, times: times(input) });
  } else {
    throw invalidField('status', 'BASE_TYPE_CHOICES', 'Value must be 429 or between 500 and 599.');
  }
}

/** Open sessions stay and get no content from then on; the next IDENTIFY with intents not granted is 4014. */
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
      milliseconds: milliseconds(input) ?? 1_000,
      times: times(input),
    }),
  'answer-first': ({ faults }, input) =>
    faults.add({
      kind: 'answer-first',
      ...route(input),
      milliseconds: milliseconds(input) ?? 100,
      times: times(input),
    }),
  'old-edit': ({ faults }, input) =>
    faults.add({ kind: 'old-edit', retryAfter: retryAfter(input), times: times(input) }),
  'reset-before': ({ faults }, input) => faults.add({ kind: 'reset-before', ...route(input), times: times(input) }),
  'reset-after': ({ faults }, input) => faults.add({ kind: 'reset-after', ...route(input), times: times(input) }),
  'drop-event': ({ faults }, input) => faults.add({ kind: 'drop', ...event(input), times: times(input) }),
  'double-event': ({ faults }, input) => faults.add({ kind: 'double', ...event(input), times: times(input) }),
  'reorder-events': ({ faults }, input) => faults.add({ kind: 'reorder', ...event(input), times: times(input) }),
  'partial-event': ({ faults }, input) =>
    faults.add({ kind: 'partial', ...event(input), keys: input.texts('keys'), times: times(input) }),
  close: ({ gateway }, input) =>
    gateway.disturb({ kind: 'close', code: input.wholeNumber('code', [4000, 4999]) ?? 4000 }),
  'drop-socket': ({ gateway }) => gateway.disturb({ kind: 'drop-socket' }),
  reconnect: ({ gateway }) => gateway.disturb({ kind: 'reconnect' }),
  'invalid-session': ({ gateway }, input) =>
    gateway.disturb({ kind: 'invalid-session', resumable: input.flag('resumable') ?? false }),
  intents: grantIntents,
  none: ({ faults }) => faults.clear(),
};

/** Plans the next fault by its `kind`. Throws 50035 for an unknown one. */
export function arrangeFault(dependencies: ControlDependencies, input: Input): void {
  const kind = input.text('kind');
  const control = entryOf(CONTROLS, kind);
  if (!control) throw oneOf('kind', Object.keys(CONTROLS));
  control(dependencies, input);
}

/** Moves the box's time forward by `advance` ("8d", "15m") and returns the new time. */
export function turnClock({ clock }: ControlDependencies, input: Input): { now: string } {
  const text = input.text('advance');
  const duration = durationFromText(text);
  if (duration === undefined)
    throw invalidField('advance', 'BASE_TYPE_INVALID', 'Use a form such as 90s, 15m, 2h or 8d.');
  if (clock.now() + duration > LATEST) {
    const end = new Date(LATEST).toISOString();
    throw invalidField(
      'advance',
      'NUMBER_TYPE_MAX',
      `The box's time ends at ${end}, with the last id that discord.js can read.`,
    );
  }
  clock.advance(duration);
  return { now: new Date(clock.now()).toISOString() };
}
