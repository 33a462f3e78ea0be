import { discordError } from '../errors.ts';
import type { CommandWish } from '../world/command-rules.ts';
import {
  changeCommand,
  commandById,
  commandsIn,
  deleteCommand,
  putCommand,
  replaceCommands,
} from '../world/commands.ts';
import { commandObject } from '../world/objects.ts';
import { created, nothing, ok, type Call, type Operations } from './operation.ts';

type Scope = { guildId?: string };

/** The command scope in a path: a guild's or the global one. Throws 50001 and 10004. */
function scopeOf({ world, path }: Call): Scope {
  if (path('application_id') !== world.application.id) throw discordError('missingAccess');
  const guildId = path('guild_id');
  if (guildId === '') return {};
  if (guildId !== world.guild.id) throw discordError('unknownGuild');
  return { guildId };
}

/** The operations on a scope's list of commands at `path`. */
const operationsOnAll = (path: string): Operations => ({
  [`GET ${path}`]: {
    query: { with_localizations: 'boolean' },
    response: 'ApplicationCommandResponse[]',
    handle(call) {
      const withTranslations = call.query.get('with_localizations') === 'true';
      const commands = commandsIn(call.world, scopeOf(call).guildId);
      return ok(commands.map((command) => commandObject(command, withTranslations)));
    },
  },
  [`PUT ${path}`]: {
    request: 'ApplicationCommandUpdateRequest[]',
    response: 'ApplicationCommandResponse[]',
    handle(call) {
      const commands = replaceCommands(call.world, call.body<CommandWish[]>(), scopeOf(call).guildId);
      return ok(commands.map((command) => commandObject(command, true)));
    },
  },
  [`POST ${path}`]: {
    request: 'ApplicationCommandCreateRequest',
    response: 'ApplicationCommandResponse',
    handle(call) {
      const { command, isNew } = putCommand(call.world, call.body<CommandWish>(), scopeOf(call).guildId);
      return (isNew ? created : ok)(commandObject(command, true));
    },
  },
});

/** The operations on one command at `path`. */
const operationsOnOne = (path: string): Operations => ({
  [`GET ${path}`]: {
    response: 'ApplicationCommandResponse',
    handle: (call) => ok(commandObject(commandById(call.world, call.path('command_id'), scopeOf(call).guildId), true)),
  },
  [`PATCH ${path}`]: {
    request: 'ApplicationCommandPatchRequestPartial',
    response: 'ApplicationCommandResponse',
    handle(call) {
      const target = { id: call.path('command_id'), ...scopeOf(call) };
      return ok(commandObject(changeCommand(call.world, target, call.body<Partial<CommandWish>>()), true));
    },
  },
  [`DELETE ${path}`]: {
    handle(call) {
      deleteCommand(call.world, call.path('command_id'), scopeOf(call).guildId);
      return nothing;
    },
  },
});

/** The same operations for global and guild commands. */
const operationsBelow = (path: string): Operations => ({
  ...operationsOnAll(path),
  ...operationsOnOne(`${path}/{command_id}`),
});

const GUILD_COMMANDS = '/applications/{application_id}/guilds/{guild_id}/commands';

/** Global and guild commands, and their permissions, which are empty in the box. */
export const commandOperations: Operations = {
  ...operationsBelow('/applications/{application_id}/commands'),
  [`GET ${GUILD_COMMANDS}/permissions`]: {
    response: 'CommandPermissionsResponse[]',
    handle(call) {
      scopeOf(call);
      return ok([]);
    },
  },
  [`GET ${GUILD_COMMANDS}/{command_id}/permissions`]: {
    response: 'CommandPermissionsResponse',
    handle(call) {
      scopeOf(call);
      throw discordError('unknownPermissions');
    },
  },
  [`PUT ${GUILD_COMMANDS}/{command_id}/permissions`]: {
    handle() {
      throw discordError('botsCannot'); // needs a person's OAuth2 token
    },
  },
  ...operationsBelow(GUILD_COMMANDS),
};
