import {
  ApplicationCommandOptionType as Type,
  ApplicationCommandType,
  type APIApplicationCommandOption,
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

function shownOption(option: APIApplicationCommandOption): ShownOption {
  const { name, description, type, required = false } = option;
  const choices = 'choices' in option ? (option.choices ?? []) : [];
  const isSwitch = type === Type.Boolean;
  return {
    name,
    description,
    type,
    isRequired: required,
    completes: 'autocomplete' in option && (option.autocomplete ?? false),
    choices: isSwitch
      ? ['True', 'False'].map((word) => ({ name: word, value: word.toLowerCase() }))
      : choices.map((choice) => ({ name: choice.name, value: String(choice.value) })),
    channelTypes: 'channel_types' in option ? [...(option.channel_types ?? [])] : [],
  };
}

/** A command, or each of its subcommands, with the options to fill in. */
function shownCommands({ name, type, description, options }: Command): ShownCommand[] {
  const descend = (words: string, about: string, inner: readonly APIApplicationCommandOption[]): ShownCommand[] => {
    const nested = inner.filter((option) => option.type === Type.Subcommand || option.type === Type.SubcommandGroup);
    if (nested.length === 0)
      return [{ name: words, kind: KINDS[type] ?? 'slash', description: about, options: inner.map(shownOption) }];
    return nested.flatMap((option) =>
      descend(`${words} ${option.name}`, option.description, 'options' in option ? (option.options ?? []) : []),
    );
  };
  return descend(name, description, options);
}

/** The commands that a member may use, and how many more there are. */
export function commandsShown(world: World, member: Member): { commands: ShownCommand[]; hiddenCommands: number } {
  const usable = commandsFor(world, member.user.id);
  return {
    commands: usable.flatMap(shownCommands).toSorted((a, b) => a.name.localeCompare(b.name)),
    hiddenCommands: world.commands.size - usable.length,
  };
}
