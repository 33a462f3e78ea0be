import { ApplicationCommandType, PermissionFlagsBits } from 'discord-api-types/v10';
import { discordError } from '../errors.ts';
import { isThread, permissionsOf, requireOpen, requirePermission, viewedPlace } from '../world/access.ts';
import { commandsIn } from '../world/commands.ts';
import { askBot } from '../world/asking.ts';
import { messageObject } from '../world/objects.ts';
import type { Command } from '../world/interaction-records.ts';
import type { Member, Place } from '../world/records.ts';
import { requireUnlocked } from '../world/thread-states.ts';
import type { World } from '../world/world.ts';
import { answered, answerFor } from './answers.ts';
import type { Input } from './input.ts';
import { messageSeen, placeNamed } from './lookup.ts';
import { commandData, type Typing } from './options.ts';
import { resolvePerson, type Resolved } from './resolved.ts';
import type { Action } from './writing.ts';

/** The commands that a member can use in the guild, by each command's default permissions. */
export function commandsFor(world: World, userId: string): Command[] {
  const rights = permissionsOf(world, userId);
  const isAdministrator = (rights & PermissionFlagsBits.Administrator) !== 0n;
  return [...commandsIn(world, world.guild.id), ...commandsIn(world)].filter(
    ({ default_member_permissions: needed }) => {
      if (needed === null || isAdministrator) return true;
      return needed !== '0' && (rights & BigInt(needed)) === BigInt(needed);
    },
  );
}

function usableCommand(world: World, userId: string, { name, isMenu }: { name: string; isMenu: boolean }): Command {
  const fits = (command: Command) =>
    command.name === name && isMenu !== (command.type === ApplicationCommandType.ChatInput);
  const known = [...world.commands.values()].some(fits);
  const command = commandsFor(world, userId).find(fits);
  if (!command) throw discordError(known ? 'missingPermissions' : 'unknownCommand');
  return command;
}

/** Throws where a member has no input for commands or no Apps menu: in a locked thread, or without permission to send. */
function requireCommands(world: World, userId: string, place: Place): void {
  requireOpen(place);
  requirePermission(world, { userId, place }, 'UseApplicationCommands');
  requirePermission(world, { userId, place }, isThread(place) ? 'SendMessagesInThreads' : 'SendMessages');
  if (isThread(place)) requireUnlocked(world, userId, place);
}

function commandPlace(world: World, userId: string, name: string): Place {
  const place = viewedPlace(world, userId, placeNamed(world, name).id);
  if (place.type === 15) throw discordError('wrongChannelType'); // nothing can be typed in a forum itself
  requireCommands(world, userId, place);
  return place;
}

function typed(world: World, member: Member, input: Input) {
  const userId = member.user.id;
  const place = commandPlace(world, userId, input.text('channel'));
  const [name = '', ...path] = input.text('command').replace(/^\//, '').trim().split(/\s+/);
  const command = usableCommand(world, userId, { name, isMenu: false });
  const typing: Typing = { world, userId, place, values: input.record('options') };
  return { userId, place, command, path, typing };
}

const useCommand: Action = async (world, member, input) => {
  const { userId, place, command, path, typing } = typed(world, member, input);
  const data = commandData(typing, command, path);
  return answerFor(world, await answered(world, askBot(world, { type: 2, userId, channelId: place.id, data })));
};

const complete: Action = async (world, member, input) => {
  const { userId, place, command, path, typing } = typed(world, member, input);
  const focused = input.text('focused');
  const data = commandData({ ...typing, focused }, command, path);
  const interaction = await answered(world, askBot(world, { type: 4, userId, channelId: place.id, data }));
  return { choices: interaction.choices ?? [] };
};

const useMenu: Action = async (world, member, input) => {
  const userId = member.user.id;
  const { message, place } = messageSeen(world, userId, input.text('message'));
  requireCommands(world, userId, place);
  const command = usableCommand(world, userId, { name: input.text('command'), isMenu: true });
  const isUser = command.type === ApplicationCommandType.User;
  const target = isUser ? message.author.id : message.id;
  const resolved: Resolved = isUser
    ? { users: { [target]: message.author } }
    : { messages: { [target]: messageObject(world, message, world.botId) } };
  if (isUser && world.members.has(target)) resolvePerson({ world, resolved }, target);
  const data = { id: command.id, name: command.name, type: command.type, target_id: target, resolved };
  return answerFor(world, await answered(world, askBot(world, { type: 2, userId, channelId: place.id, data })));
};

/** Actions on the bot's commands, by route. */
export const COMMANDS: Readonly<Record<string, Action>> = {
  command: useCommand,
  autocomplete: complete,
  menu: useMenu,
};
