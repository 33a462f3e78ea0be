import { fileURLToPath } from 'node:url';
import { ApplicationCommandType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { loadCommands } from '../../../src/discord/command-files.ts';
import { CATALOGUES } from '../../../src/language/catalogues.ts';
import { translationsOf, typedCommand } from '../../../src/language/commands.ts';

const commands = await loadCommands(fileURLToPath(new URL('../../../commands', import.meta.url)));

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
  '%s has the names and descriptions of all commands',
  (_language, catalogue) => {
    expect([...words.keys()].filter((key) => !Object.hasOwn(catalogue, key))).toEqual([]);
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
