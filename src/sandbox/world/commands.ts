import { ApplicationCommandType, type APIApplicationCommandOption } from 'discord-api-types/v10';
import { invalidForm, type FormProblem } from '../errors.ts';
import type { Command } from './interaction-records.ts';
import type { World } from './world.ts';

/** A command as the bot sends it to be registered. */
export interface CommandWish {
  name: string;
  type?: Command['type'] | null;
  description?: string | null;
  options?: APIApplicationCommandOption[] | null;
  default_member_permissions?: string | number | null;
  [key: string]: unknown;
}

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const LIMITS = [
  [ApplicationCommandType.ChatInput, 100],
  [ApplicationCommandType.User, 15],
  [ApplicationCommandType.Message, 15],
] as const;

/** What a list of commands breaks of Discord's rules: names, descriptions, counts, required options first. */
function commandProblems(wishes: readonly CommandWish[]): FormProblem[] {
  const problems: FormProblem[] = [];
  const add = (path: PropertyKey[], code: string, message: string) => problems.push({ path, code, message });
  const names = new Set<string>();
  wishes.forEach((wish, index) => {
    const type = wish.type ?? ApplicationCommandType.ChatInput;
    const key = `${type}:${wish.name}`;
    if (names.has(key))
      add([index, 'name'], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
    names.add(key);
    if (type === ApplicationCommandType.ChatInput)
      problems.push(...namedProblems(wish, [index]), ...optionProblems(wish.options ?? [], [index, 'options']));
    if (type !== ApplicationCommandType.ChatInput && wish.description)
      add(
        [index, 'description'],
        'APPLICATION_COMMAND_INVALID_DESCRIPTION',
        'Context menu commands have no description',
      );
  });
  for (const [type, limit] of LIMITS) {
    if (wishes.filter((wish) => (wish.type ?? ApplicationCommandType.ChatInput) === type).length > limit)
      add([], 'APPLICATION_COMMANDS_TOO_MANY', `Maximum number of application commands reached (${limit}).`);
  }
  return problems;
}

function namedProblems(
  { name, description }: { name: string; description?: string | null },
  path: PropertyKey[],
): FormProblem[] {
  const problems: FormProblem[] = [];
  if (!NAME.test(name) || name !== name.toLowerCase()) {
    problems.push({
      path: [...path, 'name'],
      code: 'APPLICATION_COMMAND_INVALID_NAME',
      message: 'Command name is invalid',
    });
  }
  const length = description?.length ?? 0;
  if (length < 1 || length > 100) {
    problems.push({
      path: [...path, 'description'],
      code: 'BASE_TYPE_BAD_LENGTH',
      message: 'Must be between 1 and 100 in length.',
    });
  }
  return problems;
}

function optionProblems(options: readonly APIApplicationCommandOption[], path: PropertyKey[]): FormProblem[] {
  const problems = options.flatMap((option, index) => [
    ...namedProblems(option, [...path, index]),
    ...('options' in option ? optionProblems(option.options ?? [], [...path, index, 'options']) : []),
  ]);
  const firstOptional = options.findIndex((option) => !option.required);
  options.forEach((option, index) => {
    if (option.required && firstOptional >= 0 && index > firstOptional) {
      problems.push({
        path: [...path, index],
        code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        message: 'Required options must be placed before non-required options',
      });
    }
    if ('autocomplete' in option && option.autocomplete && 'choices' in option && option.choices?.length) {
      problems.push({
        path: [...path, index],
        code: 'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE',
        message: 'Choices and autocomplete exclude each other',
      });
    }
  });
  const seen = new Set(options.map(({ name }) => name));
  if (seen.size !== options.length)
    problems.push({
      path,
      code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
      message: 'Option name already exists',
    });
  return problems;
}

const withoutEmpty = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined && item !== null)) as T; // the same keys, some absent

function storedOption(option: APIApplicationCommandOption): APIApplicationCommandOption {
  const clean = withoutEmpty(option);
  if (!('options' in clean) || !clean.options) return clean;
  return { ...clean, options: clean.options.map(storedOption) } as APIApplicationCommandOption; // options stay of their parent's kind
}

/** The commands of one scope: a guild's, or the global ones when it is absent. */
export const commandsIn = (world: World, guildId?: string): Command[] =>
  [...world.commands.values()].filter((command) => command.guild_id === guildId);

/** Replaces all commands of a scope; a command that keeps its name and type keeps its id. Throws 50035. */
export function replaceCommands(world: World, wishes: readonly CommandWish[], guildId?: string): Command[] {
  const problems = commandProblems(wishes);
  if (problems.length > 0) throw invalidForm(problems);
  const before = commandsIn(world, guildId);
  for (const { id } of before) world.commands.delete(id);
  return wishes.map((wish) => {
    const { options, default_member_permissions, ...rest } = withoutEmpty(wish);
    const type = wish.type ?? ApplicationCommandType.ChatInput;
    const id = before.find((command) => command.name === wish.name && command.type === type)?.id ?? world.nextId();
    const permissions = default_member_permissions ?? null;
    const command: Command = {
      nsfw: false,
      ...(guildId === undefined && { contexts: null, integration_types: [0, 1] }),
      ...rest,
      id,
      application_id: world.application.id,
      version: world.nextId(),
      type,
      name: wish.name,
      description: wish.description ?? '',
      default_member_permissions: permissions === null ? null : String(permissions),
      options: (options ?? []).map(storedOption),
      ...(guildId !== undefined && { guild_id: guildId }),
    };
    world.commands.set(id, command);
    return command;
  });
}
