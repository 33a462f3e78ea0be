import { fileURLToPath } from 'node:url';
import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import { expect, test } from 'vitest';
import { isKnownCommand, loadCommands, localized } from '../../../src/discord/runtime/command-files.ts';

type Data = Record<string, unknown> & { options?: Data[] };

const commands = await loadCommands(fileURLToPath(new URL('../../../commands', import.meta.url)));
const told = commands.map(({ data }): RESTPostAPIApplicationCommandsJSONBody =>
  localized(data.toJSON(), data.name.toLowerCase().replaceAll(' ', '-')),
);

/** A command as Discord answers it: with keys of its own; what is empty is said or left out. */
function asDiscordSays(command: RESTPostAPIApplicationCommandsJSONBody, saysEmpty: boolean): Data {
  const answered = JSON.parse(JSON.stringify(command), (_key, value: unknown) =>
    Array.isArray(value) && value.length === 0 && !saysEmpty ? undefined : value,
  ) as Data;
  const empty = saysEmpty ? { nsfw: false, description: '', name_localizations: {}, options: [] } : {};
  return { ...empty, ...answered, id: '1', application_id: '2', version: '3', dm_permission: true };
}

const section = told.find(({ name }) => name === 'section');
if (!section) throw new Error('There is no command "section"');

test.each([true, false])(
  'every command is known once it was told, whether Discord says what is empty (%s) or not',
  (saysEmpty) => {
    expect(told.length).toBeGreaterThan(5);
    expect(told.filter((command) => !isKnownCommand(command, asDiscordSays(command, saysEmpty)))).toEqual([]);
  },
);

test.each<[string, (known: Data) => Data]>([
  ['its description', (known) => ({ ...known, description: 'Another' })],
  ['who may use it', (known) => ({ ...known, default_member_permissions: '8' })],
  ['where it may be used', (known) => ({ ...known, contexts: [0, 1] })],
  ['a translation', (known) => ({ ...known, name_localizations: { de: 'anders' } })],
  ['the order of its options', (known) => ({ ...known, options: known.options?.toReversed() ?? [] })],
  ['one option fewer', (known) => ({ ...known, options: known.options?.slice(1) ?? [] })],
  [
    'what an option does not have any more',
    (known) => ({ ...known, options: known.options?.map((option) => ({ ...option, max_length: 5 })) ?? [] }),
  ],
  [
    'a choice',
    (known) => ({
      ...known,
      options:
        known.options?.map((option) =>
          'choices' in option ? { ...option, choices: [{ name: 'x', value: 'x' }] } : option,
        ) ?? [],
    }),
  ],
])('a command is told again when Discord knows it with another version of %s', (_what, changed) => {
  expect(isKnownCommand(section, changed(asDiscordSays(section, true)))).toBe(false);
});
