import {
  ApplicationCommandOptionType as Type,
  ApplicationCommandType,
  Locale,
  type APIApplicationCommandOption,
  type LocalizationMap,
} from 'discord-api-types/v10';
import { commandsFor } from '../people/questions.ts';
import type { Command } from '../world/interaction-records.ts';
import type { Member } from '../world/records.ts';
import type { World } from '../world/world.ts';
import type { ShownCommand, ShownOption } from './view.ts';

const KINDS: Readonly<Record<number, ShownCommand['kind']>> = {
  [ApplicationCommandType.ChatInput]: 'slash',
  [ApplicationCommandType.Message]: 'message',
  [ApplicationCommandType.User]: 'user',
};

/** A command, subcommand, option or choice, with optional translations. */
interface Named {
  name: string;
  description?: string;
  name_localizations?: LocalizationMap | null | undefined;
  description_localizations?: LocalizationMap | null | undefined;
}

/** The name of a command's part in a member's language, or else the default. */
const spoken = (part: Named, locale: Locale) => ({
  label: part.name_localizations?.[locale] ?? part.name,
  description: part.description_localizations?.[locale] ?? part.description ?? '',
});

function shownOption(option: APIApplicationCommandOption, locale: Locale): ShownOption {
  const { name, type, required = false } = option;
  const choices = 'choices' in option ? (option.choices ?? []) : [];
  const isSwitch = type === Type.Boolean;
  return {
    name,
    ...spoken(option, locale),
    type,
    isRequired: required,
    completes: 'autocomplete' in option && (option.autocomplete ?? false),
    choices: isSwitch
      ? ['True', 'False'].map((word) => ({ name: word, value: word.toLowerCase() }))
      : choices.map((choice) => ({ name: spoken(choice, locale).label, value: String(choice.value) })),
    channelTypes: 'channel_types' in option ? [...(option.channel_types ?? [])] : [],
  };
}

/** A command, or each of its subcommands, with the options to fill in, in a member's language. */
function shownCommands(command: Command, locale: Locale): ShownCommand[] {
  const kind = KINDS[command.type] ?? 'slash';
  type Words = Pick<ShownCommand, 'name' | 'label' | 'description'>;
  const descend = (words: Words, inner: readonly APIApplicationCommandOption[]): ShownCommand[] => {
    const nested = inner.filter((option) => option.type === Type.Subcommand || option.type === Type.SubcommandGroup);
    if (nested.length === 0) return [{ ...words, kind, options: inner.map((option) => shownOption(option, locale)) }];
    return nested.flatMap((option) => {
      const { label, description } = spoken(option, locale);
      const own = { name: `${words.name} ${option.name}`, label: `${words.label} ${label}`, description };
      return descend(own, 'options' in option ? (option.options ?? []) : []);
    });
  };
  return descend({ name: command.name, ...spoken(command, locale) }, command.options);
}

/** The commands that a member can use, in their language, and how many others exist. */
export function commandsShown(world: World, member: Member): { commands: ShownCommand[]; hiddenCommands: number } {
  const usable = commandsFor(world, member.user.id);
  const locale = member.locale ?? Locale.EnglishUS;
  return {
    commands: usable
      .flatMap((command) => shownCommands(command, locale))
      .toSorted((a, b) => a.label.localeCompare(b.label)),
    hiddenCommands: world.commands.size - usable.length,
  };
}
