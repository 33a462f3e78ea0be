import { Locale, type LocalizationMap } from 'discord.js';
import type { CommandKey } from '../language/catalogues.ts';
import { translationsOf } from '../language/commands.ts';

/** What a command, a subcommand, an option and a choice have in common. */
interface Named {
  readonly name: string;
  readonly description?: string | undefined;
  readonly options?: readonly Named[] | undefined;
  readonly choices?: readonly (Named & { readonly value: string | number })[] | undefined;
}

/** A command with its names and descriptions in every language that has them, as Discord is to be told of it; `file` is its file's name. */
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
