import { ApplicationCommandType, type APIApplicationCommandOption } from 'discord-api-types/v10';
import { discordError, invalidForm } from '../errors.ts';
import { timeOfSnowflake } from '../snowflakes.ts';
import { commandProblems, type CommandWish } from './command-rules.ts';
import type { Command } from './interaction-records.ts';
import type { World } from './world.ts';

const DAY = 24 * 60 * 60 * 1000;
const CREATES_PER_DAY = 200;

const withoutEmpty = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined && item !== null)) as T; // the same keys, some absent

function storedOption(option: APIApplicationCommandOption): APIApplicationCommandOption {
  const clean = withoutEmpty(option);
  if (!('options' in clean) || !clean.options) return clean;
  return { ...clean, options: clean.options.map(storedOption) } as APIApplicationCommandOption; // options stay of their parent's kind
}

/** The commands of one scope: a guild's, or the global ones if absent. */
export const commandsIn = (world: World, guildId?: string): Command[] =>
  [...world.commands.values()].filter((command) => command.guild_id === guildId);

/** One command of a scope by its id. Throws 10063. */
export function commandById(world: World, id: string, guildId?: string): Command {
  const command = world.commands.get(id);
  if (!command || command.guild_id !== guildId) throw discordError('unknownCommand');
  return command;
}

const typeOf = (wish: CommandWish) => wish.type ?? ApplicationCommandType.ChatInput;

const sameCommand = (wish: CommandWish) => (command: Command) =>
  command.name === wish.name && command.type === typeOf(wish);

/** Counts a new command against the daily 200. Throws 30034. */
function countCreation(world: World, guildId: string | undefined, id: string): void {
  const since = world.clock.now() - DAY;
  const created = (world.createdCommands.get(guildId ?? '') ?? []).filter((known) => timeOfSnowflake(known) > since);
  if (created.length >= CREATES_PER_DAY) throw discordError('commandsPerDay');
  world.createdCommands.set(guildId ?? '', [...created, id]);
}

function storedCommand(world: World, wish: CommandWish, { guildId, id }: { guildId?: string; id: string }): Command {
  const { options, default_member_permissions, ...rest } = withoutEmpty(wish);
  const permissions = default_member_permissions ?? null;
  return {
    dm_permission: true,
    nsfw: false,
    ...(guildId === undefined && { contexts: null, integration_types: [0, 1] }),
    ...rest,
    id,
    application_id: world.application.id,
    version: world.nextId(),
    type: typeOf(wish),
    name: wish.name,
    description: wish.description ?? '',
    default_member_permissions: permissions === null ? null : String(permissions),
    options: (options ?? []).map(storedOption),
    ...(guildId !== undefined && { guild_id: guildId }),
  };
}

/** Replaces all commands of a scope; a command that keeps its name and type keeps its id. Throws 50035, 30034. */
export function replaceCommands(world: World, wishes: readonly CommandWish[], guildId?: string): Command[] {
  refuseBroken(wishes);
  const before = commandsIn(world, guildId);
  const ids = wishes.map((wish) => {
    const known = before.find(sameCommand(wish));
    const id = known?.id ?? world.nextId();
    if (!known) countCreation(world, guildId, id);
    return id;
  });
  for (const { id } of before) world.commands.delete(id);
  return wishes.map((wish, index) => keep(world, wish, { guildId, id: ids[index] }));
}

function keep(
  world: World,
  wish: CommandWish,
  { guildId, id = world.nextId() }: { guildId?: string | undefined; id?: string | undefined },
) {
  const command = storedCommand(world, wish, { ...(guildId !== undefined && { guildId }), id });
  world.commands.set(id, command);
  return command;
}

function refuseBroken(wishes: readonly CommandWish[]): void {
  const problems = commandProblems(wishes);
  if (problems.length > 0) throw invalidForm(problems);
}

/** The list rules for one command, without its index in paths. */
function refuseBrokenOne(wish: CommandWish, others: readonly Command[]): void {
  const problems = commandProblems([wish, ...others]).filter(({ path }) => path.length === 0 || path[0] === 0);
  if (problems.length > 0) throw invalidForm(problems.map((problem) => ({ ...problem, path: problem.path.slice(1) })));
}

/** Creates a command, or replaces the one of the same name and type. Throws 50035, 30034. */
export function putCommand(world: World, wish: CommandWish, guildId?: string): { command: Command; isNew: boolean } {
  const others = commandsIn(world, guildId);
  const known = others.find(sameCommand(wish));
  refuseBrokenOne(
    wish,
    others.filter((command) => command !== known),
  );
  const id = known?.id ?? world.nextId();
  if (!known) countCreation(world, guildId, id);
  return { command: keep(world, wish, { guildId, id }), isNew: !known };
}

/** Changes the given keys of a command. Throws 10063, 50035. */
export function changeCommand(
  world: World,
  { id, guildId }: { id: string; guildId?: string },
  change: Partial<CommandWish>,
): Command {
  const { version: _version, ...known } = commandById(world, id, guildId);
  const wish: CommandWish = { ...known, ...change, type: known.type };
  refuseBrokenOne(
    wish,
    commandsIn(world, guildId).filter((command) => command.id !== id),
  );
  return keep(world, wish, { guildId, id });
}

/** Deletes a command. Throws 10063. */
export function deleteCommand(world: World, id: string, guildId?: string): void {
  world.commands.delete(commandById(world, id, guildId).id);
}
