import { ApplicationCommandType, ContextMenuCommandBuilder, SlashCommandBuilder } from 'discord.js';
import { expect, test } from 'vitest';
import { localized } from '../../../src/discord/runtime/command-files.ts';

test('Discord is told of a command, its options and its choices in every language, without a change to what they are', () => {
  const data = new SlashCommandBuilder()
    .setName('section')
    .setDescription('Read')
    .addStringOption((option) =>
      option.setName('show').setDescription('Who').setRequired(true).addChoices({ name: 'only me', value: 'me' }),
    );
  expect(localized(data.toJSON(), 'section')).toMatchObject({
    name: 'section',
    name_localizations: { de: 'abschnitt' },
    description: 'Read',
    description_localizations: { de: 'Einen Abschnitt eines Artikels lesen' },
    options: [
      {
        name: 'show',
        name_localizations: { de: 'zeigen' },
        required: true,
        choices: [{ name: 'only me', name_localizations: { de: 'nur mir' }, value: 'me' }],
      },
    ],
  });
});

test('a command of a menu is found by its file, and one that no language has stays as it is', () => {
  const menu = (name: string) =>
    new ContextMenuCommandBuilder().setName(name).setType(ApplicationCommandType.Message).toJSON();
  expect(localized(menu('Pin as summary'), 'pin-as-summary').name_localizations).toMatchObject({
    de: 'Als Zusammenfassung anpinnen',
  });
  expect(localized(menu('Nothing'), 'nothing')).toEqual({ ...menu('Nothing'), name_localizations: {} });
});
