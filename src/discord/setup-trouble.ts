import { PermissionFlagsBits, type Guild } from 'discord.js';
import type { GuildSettings } from '../discussions/settings.ts';
import { UserError } from './user-error.ts';
import { assertChannelFits } from './opening-refusals.ts';
import { isOpeningChannel } from './rights.ts';

/** Throws `UserError` with what keeps a setting from working in the guild. */
export function assertUsable(guild: Guild, change: Partial<GuildSettings>): void {
  if (change.homeChannel) assertHome(guild, change.homeChannel);
  if (change.moderatorChannel) assertWritable(guild, change.moderatorChannel);
  if (change.moderatorRole === guild.id) throw new UserError('discord.setup.everyone');
  if (change.notifyRole) assertPingable(guild, change.notifyRole);
}

function assertHome(guild: Guild, id: string): void {
  const channel = guild.channels.cache.get(id);
  if (!channel || !isOpeningChannel(channel)) throw new UserError('discord.notThisChannel');
  assertChannelFits(channel, { image: null });
}

function assertWritable(guild: Guild, id: string): void {
  const me = guild.members.me;
  const rights = me && guild.channels.cache.get(id)?.permissionsFor(me);
  if (!rights?.has([PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages])) {
    throw new UserError('discord.setup.cannotWrite', { channel: `<#${id}>` });
  }
}

/** Discord lets a bot ping a role when everyone may, or when the bot may ping all of them. */
function assertPingable(guild: Guild, id: string): void {
  if (id === guild.id) throw new UserError('discord.setup.everyone');
  const mayPingAll = guild.members.me?.permissions.has(PermissionFlagsBits.MentionEveryone) ?? false;
  if (!guild.roles.cache.get(id)?.mentionable && !mayPingAll) {
    throw new UserError('discord.setup.notMentionable', { role: `<@&${id}>` });
  }
}
