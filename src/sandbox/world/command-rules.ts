import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type APIApplicationCommandOption,
} from 'discord-api-types/v10';
import type { FormProblem } from '../errors.ts';
import type { Command } from './interaction-records.ts';

/** A command as the bot registers it. */
export interface CommandWish {
  name: string;
  type?: Command['type'] | null;
  description?: string | null;
  options?: APIApplicationCommandOption[] | null;
  default_member_permissions?: string | number | null;
  [key: string]: unknown;
}

const NESTED: ReadonlySet<number> = new Set([
  ApplicationCommandOptionType.Subcommand,
  ApplicationCommandOptionType.SubcommandGroup,
]);
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const LIMITS = [
  [ApplicationCommandType.ChatInput, 100],
  [ApplicationCommandType.User, 15],
  [ApplicationCommandType.Message, 15],
] as const;

const MAX_TEXT = 8_000; // names, descriptions and choice values of one command

/** The size of a command or option in characters; of the translations, only the longest counts. */
function textOf(wish: { [key: string]: unknown }): number {
  const length = (value: unknown) => (typeof value === 'string' ? value.length : 0);
  const longest = (key: string) => {
    const translations: unknown = wish[`${key}_localizations`];
    const others = typeof translations === 'object' && translations !== null ? Object.values(translations) : [];
    return Math.max(length(wish[key]), ...others.map(length));
  };
  const parts = [wish['options'], wish['choices']].flatMap((list): unknown[] => (Array.isArray(list) ? list : []));
  const own = longest('name') + longest('description') + length(wish['value']);
  return parts.reduce<number>((sum, part) => sum + textOf({ ...(part as object) }), own); // options and choices are objects by the schema
}

/** How a list of commands breaks Discord's rules: names, descriptions, counts, sizes, required options first. */
export function commandProblems(wishes: readonly CommandWish[]): FormProblem[] {
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
    if (textOf(wish) > MAX_TEXT)
      add([index], 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${MAX_TEXT})`);
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

interface Named {
  name: string;
  name_localizations?: unknown;
  description?: string | null;
  description_localizations?: unknown;
}

/** A text and its translations with their paths; the same rules apply to translations (documented). */
function versionsOf(text: unknown, translations: unknown, key: string): [PropertyKey[], unknown][] {
  const others = typeof translations === 'object' && translations !== null ? Object.entries(translations) : [];
  return [
    [[key], text],
    ...others.map(([locale, each]): [PropertyKey[], unknown] => [[`${key}_localizations`, locale], each]),
  ];
}

const isName = (name: unknown) => typeof name === 'string' && NAME.test(name) && name === name.toLowerCase();
const isDescription = (text: unknown) => typeof text === 'string' && text.length >= 1 && text.length <= 100;

function namedProblems(named: Named, path: PropertyKey[]): FormProblem[] {
  const refused = (
    versions: readonly (readonly [PropertyKey[], unknown])[],
    isRight: (text: unknown) => boolean,
    problem: Omit<FormProblem, 'path'>,
  ) =>
    versions.filter(([, text]) => !isRight(text)).map(([at]): FormProblem => ({ path: [...path, ...at], ...problem }));
  return [
    ...refused(versionsOf(named.name, named.name_localizations, 'name'), isName, {
      code: 'APPLICATION_COMMAND_INVALID_NAME',
      message: 'Command name is invalid',
    }),
    ...refused(versionsOf(named.description, named.description_localizations, 'description'), isDescription, {
      code: 'BASE_TYPE_BAD_LENGTH',
      message: 'Must be between 1 and 100 in length.',
    }),
  ];
}

/** Names shared by two options of one list, in any one language. */
function sharedNames(options: readonly Named[]): boolean {
  const all = options.flatMap(({ name, name_localizations }) =>
    versionsOf(name, name_localizations, 'name').map(([at, text]) => `${at.join('.')} ${String(text)}`),
  );
  return new Set(all).size !== all.length;
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
  const nested = options.filter(({ type }) => NESTED.has(type)).length;
  if (nested > 0 && nested < options.length)
    problems.push({
      path,
      code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      message: 'Sub-command and sub-command group option types are mutually exclusive to all other types',
    });
  if (sharedNames(options))
    problems.push({
      path,
      code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
      message: 'Option name already exists',
    });
  return problems;
}
