import { fileURLToPath } from 'node:url';
import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { loadCommands } from '../../../src/discord/runtime/command-files.ts';
import {
  CATALOGUES,
  type Catalogue,
  type CommandKey,
  type MessageKey,
  translationsOf,
  typedCommand,
} from '../../../src/language/catalogues.ts';
import { en } from '../../../src/language/en.ts';

const commands = await loadCommands(fileURLToPath(new URL('../../../commands', import.meta.url)));

/** A newsroom's own commands need no other language. */
const COME_WITH_BELOWLINE = [
  'article',
  'articles',
  'belowline',
  'discussion',
  'hide-from-site',
  'pin-as-summary',
  'privacy',
  'recommend-on-site',
  'report-to-moderators',
  'section',
  'summary',
];

/** What Discord accepts. */
const RULES = {
  typed: /^[a-z0-9-]{1,32}$/, // Discord allows letters of every script; all keyboards have these
  menu: /^.{1,32}$/u,
  choice: /^.{1,100}$/u,
  description: /^.{1,100}$/u,
} as const;

type Words = readonly [key: string, kind: keyof typeof RULES];

interface Part {
  readonly name: string;
  readonly type?: number | undefined;
  readonly value?: unknown;
  readonly description?: string | undefined;
  readonly options?: readonly Part[] | undefined;
  readonly choices?: readonly Part[];
}

/** The keys of all that Discord shows of a command. */
function wordsOf(part: Part, path: string, kind: Words[1]): Words[] {
  const { description, options = [], choices = [] } = part;
  return [
    [`${path}.name`, kind],
    ...(description ? [[`${path}.description`, 'description'] as const] : []),
    ...options.flatMap((option) => wordsOf(option, `${path}.${option.name}`, 'typed')),
    ...choices.flatMap((choice) => wordsOf(choice, `${path}.${String(choice.value)}`, 'choice')),
  ];
}

/** Commands as an English sentence names them, "/privacy show", "/privacy" or “Hide from site”, with their keys. */
const mentions = commands.flatMap(({ data }) => {
  const command: Part = data.toJSON();
  const path = command.name.toLowerCase().replaceAll(' ', '-');
  if (command.type === ApplicationCommandType.Message) return [{ said: `“${command.name}”`, path, isTyped: false }];
  const subcommands = (command.options ?? []).filter(({ type }) => type === ApplicationCommandOptionType.Subcommand);
  const paths = [path, ...subcommands.map(({ name }) => `${path}.${name}`)];
  return paths.map((typed) => ({ said: typedCommand(typed, 'en'), path: typed, isTyped: true }));
});

/** Options as an English sentence quotes them, with all their keys. */
const options = new Map(
  commands
    .flatMap(({ data }) => wordsOf(data.toJSON(), `command.${data.name}`, 'typed'))
    .filter(([key]) => /^command\.[^.]+\.[^.]+\.name$/.test(key))
    .map(([key]) => [key.split('.')[2] ?? '', key]),
);

/** What a language says under a key of English. */
const sentence = (catalogue: Catalogue, key: string): string => catalogue[key as MessageKey] ?? '';

const words = new Map<string, Words[1]>(
  commands.flatMap(({ data }) => {
    const command: Part = data.toJSON();
    const kind = command.type === ApplicationCommandType.Message ? 'menu' : 'typed';
    return wordsOf(command, `command.${command.name.toLowerCase().replaceAll(' ', '-')}`, kind);
  }),
);

describe.each([...CATALOGUES])('%s', (_language, catalogue) => {
  const own = Object.entries(catalogue).filter(([key]) => key.startsWith('command.'));

  test('has none that no command shows', () => {
    expect(own.filter(([key]) => !words.has(key))).toEqual([]);
  });

  test('has only such as Discord accepts', () => {
    expect(own.filter(([key, text]) => !RULES[words.get(key) ?? 'choice'].test(text))).toEqual([]);
  });

  test('calls no two things beside each other by one name', () => {
    const names = own
      .filter(([key]) => key.endsWith('.name'))
      .map(([key, name]) => `${key.split('.').slice(0, -2).join('.')} ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

test.each([...CATALOGUES].filter(([language]) => language !== 'en'))(
  '%s has the commands that come with Belowline, and every name and description of the commands that it has',
  (_language, catalogue) => {
    const has = (key: string) => Object.hasOwn(catalogue, key);
    expect(COME_WITH_BELOWLINE.filter((command) => !has(`command.${command}.name`))).toEqual([]);
    const isLeftOut = (key: string) => !has(`command.${key.split('.')[1]}.name`);
    expect([...words.keys()].filter((key) => !has(key) && !isLeftOut(key))).toEqual([]);
  },
);

test.each([...CATALOGUES].filter(([language]) => language !== 'en'))(
  'sentences in %s name commands as they are shown there',
  (language, catalogue) => {
    const wrong = Object.entries(en).flatMap(([key, english]) =>
      mentions
        .filter(({ said }) => new RegExp(`${said}(?![\\w-])`).test(english))
        .map(({ path, isTyped }) => (isTyped ? typedCommand(path, language) : catalogue[`command.${path}.name`]))
        .filter((shown) => shown === undefined || !sentence(catalogue, key).includes(shown))
        .map((shown) => `${key} must name ${shown}`),
    );
    expect(wrong).toEqual([]);
  },
);

test.each([...CATALOGUES].filter(([language]) => language !== 'en'))(
  'sentences in %s quote options as they are shown there',
  (_language, catalogue) => {
    const quoted = Object.entries(en).flatMap(([key, english]) =>
      [...english.matchAll(/“(\p{Ll}+)”/gu)].flatMap(([, name = '']) => [[key, options.get(name)] as const]),
    );
    expect(quoted.filter(([, option]) => option).length).toBeGreaterThan(2);
    const wrong = quoted.filter(([key, option]) => {
      const name = catalogue[option as CommandKey];
      return option && !new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'u').test(sentence(catalogue, key));
    });
    expect(wrong).toEqual([]);
  },
);

test('a key that no language has has no translations', () => {
  expect([...translationsOf('command.nothing.name')]).toEqual([]);
});

test('a command is typed in the reader’s language, as far as it has names', () => {
  expect(typedCommand('privacy.show', 'de')).toBe('/datenschutz ansehen');
  expect(typedCommand('privacy.nothing', 'de')).toBe('/datenschutz nothing');
  expect(typedCommand('privacy.show', 'en')).toBe('/privacy show');
});
