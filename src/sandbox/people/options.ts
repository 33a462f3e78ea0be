import { ApplicationCommandOptionType as Type, type APIApplicationCommandOption } from 'discord-api-types/v10';
import { invalidField } from '../errors.ts';
import { entryOf } from '../own.ts';
import type { Command } from '../world/interaction-records.ts';
import type { Place } from '../world/records.ts';
import type { World } from '../world/world.ts';
import {
  resolveChannel,
  resolveMentionable,
  resolvePerson,
  resolveRole,
  resolveUpload,
  type Resolved,
} from './resolved.ts';

interface DataOption {
  name: string;
  type: number;
  value?: unknown;
  focused?: true;
  options?: DataOption[];
}

/** The place and user of a command. */
export interface Typing {
  world: World;
  userId: string;
  place: Place;
  values: Record<string, unknown>;
  /** The option being typed, for autocomplete. */
  focused?: string;
}

const wrong = (name: string, message: string) =>
  invalidField(`options.${name}`, 'APPLICATION_COMMAND_INVALID_OPTION', message);

function textOption(option: APIApplicationCommandOption, value: unknown): string | number {
  const choices = 'choices' in option ? option.choices : undefined;
  if (choices?.length) {
    const choice = choices.find((each) => each.value === value || each.name === value);
    if (!choice) throw wrong(option.name, `Must be one of ${choices.map(({ name }) => name).join(', ')}.`);
    return choice.value;
  }
  if (option.type === Type.String) {
    if (typeof value !== 'string') throw wrong(option.name, 'Must be a string.');
    const { min_length = 0, max_length = 6000 } = option;
    if (value.length < min_length || value.length > max_length)
      throw wrong(option.name, `Must be between ${min_length} and ${max_length} in length.`);
    return value;
  }
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw wrong(option.name, 'Must be a number.');
  if (option.type === Type.Integer && !Number.isInteger(number)) throw wrong(option.name, 'Must be a whole number.');
  const least = 'min_value' in option ? option.min_value : undefined;
  const most = 'max_value' in option ? option.max_value : undefined;
  if (number < (least ?? -Infinity) || number > (most ?? Infinity)) throw wrong(option.name, 'Is out of bounds.');
  return number;
}

function channelOption(
  { world, userId }: Typing,
  option: APIApplicationCommandOption,
  { value, resolved }: { value: string; resolved: Resolved },
): string {
  const place = resolveChannel({ world, resolved }, userId, value);
  const types: readonly number[] | undefined = 'channel_types' in option ? option.channel_types : undefined;
  if (types && types.length > 0 && !types.includes(place.type))
    throw wrong(option.name, 'This channel type cannot be chosen here.');
  return place.id;
}

function valueOf(
  typing: Typing,
  option: APIApplicationCommandOption,
  { value, resolved }: { value: unknown; resolved: Resolved },
): unknown {
  const text = String(value);
  switch (option.type) {
    case Type.Boolean:
      if (value !== true && value !== false && text !== 'true' && text !== 'false')
        throw wrong(option.name, 'Must be true or false.');
      return text === 'true';
    case Type.Channel:
      return channelOption(typing, option, { value: text, resolved });
    case Type.User:
      return resolvePerson({ world: typing.world, resolved }, text);
    case Type.Role:
      return resolveRole({ world: typing.world, resolved }, text);
    case Type.Mentionable:
      return resolveMentionable({ world: typing.world, resolved }, text);
    case Type.Attachment:
      return resolveUpload({ world: typing.world, resolved }, typing.place.id, value);
    default:
      return textOption(option, value);
  }
}

function leafOptions(typing: Typing, known: readonly APIApplicationCommandOption[], resolved: Resolved): DataOption[] {
  const names = new Set(known.map(({ name }) => name));
  const stranger = Object.keys(typing.values).find((name) => !names.has(name));
  if (stranger !== undefined)
    throw wrong(stranger, `There is no option "${stranger}". Options: ${[...names].join(', ') || 'none'}.`);
  return known.flatMap((option): DataOption[] => {
    const value = entryOf(typing.values, option.name);
    if (option.name === typing.focused)
      return [{ name: option.name, type: option.type, value: value ?? '', focused: true }];
    if (value === undefined || value === null || value === '') {
      if (option.required && typing.focused === undefined) throw wrong(option.name, 'This option is required.');
      return [];
    }
    return [{ name: option.name, type: option.type, value: valueOf(typing, option, { value, resolved }) }];
  });
}

/** A command's data as Discord sends it: subcommands from `path`, options checked against the registration. */
export function commandData(typing: Typing, command: Command, path: readonly string[]): Record<string, unknown> {
  const resolved: Resolved = {};
  const descend = (
    options: readonly APIApplicationCommandOption[],
    [next, ...rest]: readonly string[],
  ): DataOption[] => {
    const isNested = options.some(({ type }) => type === Type.Subcommand || type === Type.SubcommandGroup);
    if (!isNested) return leafOptions(typing, options, resolved);
    const chosen = options.find(({ name }) => name === next);
    if (!chosen)
      throw invalidField(
        'command',
        'APPLICATION_COMMAND_INVALID',
        `Choose one of ${options.map(({ name }) => `"${command.name} ${name}"`).join(', ')}.`,
      );
    const inner = 'options' in chosen ? (chosen.options ?? []) : [];
    return [{ name: chosen.name, type: chosen.type, options: descend(inner, rest) }];
  };
  const options = descend(command.options, path);
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(command.guild_id !== undefined && { guild_id: command.guild_id }),
    ...(options.length > 0 && { options }),
    ...(Object.keys(resolved).length > 0 && { resolved }),
  };
}
