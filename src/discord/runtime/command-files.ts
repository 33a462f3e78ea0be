import {
  Locale,
  type LocalizationMap,
  makeURLSearchParams,
  Routes,
  type APIApplicationCommand,
  type Client,
} from 'discord.js';
import { type CommandKey, translationsOf } from '../../language/catalogues.ts';
import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from './command.ts';

/** What commands, subcommands, options and choices have in common. */
interface Named {
  readonly name: string;
  readonly description?: string | undefined;
  readonly options?: readonly Named[] | undefined;
  readonly choices?: readonly (Named & { readonly value: string | number })[] | undefined;
}

/** A command with its names and descriptions in every language, as it is registered; `file` is its file's name. */
export const localized = <Command extends Named>(command: Command, file: string): Command =>
  withTranslations(command, `command.${file}`);

function withTranslations<Part extends Named>(part: Part, path: CommandKey): Part {
  const { description, options, choices } = part;
  return {
    ...part,
    name_localizations: localesOf(`${path}.name`),
    ...(description && { description_localizations: localesOf(`${path}.description`) }),
    ...(options && { options: options.map((option) => withTranslations(option, `${path}.${option.name}`)) }),
    ...(choices && { choices: choices.map((choice) => withTranslations(choice, `${path}.${choice.value}`)) }),
  };
}

/** Discord has several locales for some languages, such as es-ES and es-419. */
function localesOf(key: CommandKey): LocalizationMap {
  const translations = translationsOf(key);
  return Object.fromEntries(
    Object.values(Locale).flatMap((locale) => {
      const translation = translations.get(locale.split('-')[0] ?? '');
      return translation === undefined ? [] : [[locale, translation]];
    }),
  );
}

const isCommand = (value: unknown): value is Command =>
  typeof value === 'object' && value !== null && 'data' in value && 'execute' in value;

/** The file of a command: "Recommend on site" is in recommend-on-site.ts. */
const fileNameOf = (name: string): string => name.toLowerCase().replaceAll(' ', '-');

/** Loads a folder's commands: one in each file, which has its name. Throws an Error that names the file. */
export async function loadCommands(folder: string): Promise<Command[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const module = (await import(pathToFileURL(join(folder, file)).href)) as { default?: unknown };
      if (!isCommand(module.default)) throw new Error(`${file} has no command as its default export`);
      const { name } = module.default.data;
      if (fileNameOf(name) !== parse(file).name)
        throw new Error(`The command in ${file} is called "${name}"; command and file must have the same name`);
      return module.default;
    }),
  );
}

/** The parts of a command that we register; Discord adds others. */
const REGISTERED: ReadonlySet<string> = new Set([
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'default_member_permissions',
  'contexts',
  'integration_types',
  'nsfw',
]);

/** Empty and false parts may be left out, by us and by Discord. */
const isNothing = (value: unknown): boolean =>
  !value || (typeof value === 'object' && Object.values(value).every((part) => part === undefined));

// discord.js' own comparison counts `nsfw: undefined` and `options: []` as differences, but not another order of options.
function isSame(one: unknown, other: unknown): boolean {
  if (isNothing(one) || isNothing(other)) return isNothing(one) && isNothing(other);
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  const [parts, others] = [new Map(Object.entries(one ?? {})), new Map(Object.entries(other ?? {}))];
  return [...new Set([...parts.keys(), ...others.keys()])].every((key) => isSame(parts.get(key), others.get(key)));
}

const registered = (command: object): object =>
  Object.fromEntries(Object.entries(command).filter(([part]) => REGISTERED.has(part)));

/** Whether a registered command equals ours, including the order of its options and choices. */
export const isKnownCommand = (wanted: object, known: object): boolean => isSame(registered(wanted), registered(known));

/** Registers the commands in all languages, unless Discord has the same ones. Resolves with whether it had to. */
export async function registerCommands(client: Client<true>, commands: readonly Command[]): Promise<boolean> {
  const wanted = commands.map(({ data }) => localized(data.toJSON(), fileNameOf(data.name)));
  const query = makeURLSearchParams({ with_localizations: true });
  const route = Routes.applicationCommands(client.application.id);
  const known = (await client.rest.get(route, { query })) as APIApplicationCommand[];
  const isUpToDate =
    known.length === wanted.length && wanted.every((one) => known.some((other) => isKnownCommand(one, other)));
  if (!isUpToDate) await client.application.commands.set(wanted);
  return !isUpToDate;
}
