import { DiscordAPIError, PermissionFlagsBits, type Guild } from 'discord.js';
import type { Article } from '../../articles/article.ts';
import { UserError } from '../runtime/user-error.ts';
import { missingRights, unfitness, type OpeningChannel, isOpeningChannel } from '../runtime/rights.ts';
import type { GuildSettings } from '../../discussions/settings.ts';

type Illustrated = Pick<Article, 'image'>;

function rightsRefusal(channel: OpeningChannel, article: Illustrated): UserError | null {
  const rights = missingRights(channel, article);
  if (rights.length === 0) return null;
  return new UserError('discord.missingRights', (t) => ({
    channel: `<#${channel.id}>`,
    rights: rights.map((right) => t(`discord.right.${right}`)).join(', '),
  }));
}

/** Throws `UserError` for a channel whose messages may not be shown, or in which the bot lacks a permission. */
export function assertChannelFits(channel: OpeningChannel, article: Illustrated): void {
  const unfit = unfitness(channel);
  if (unfit) throw new UserError(`discord.unfit.${unfit}`, { channel: `<#${channel.id}>` });
  const refusal = rightsRefusal(channel, article);
  if (refusal) throw refusal;
}

/** Turns a refusal by Discord into a `UserError`; returns any other error unchanged. */
export function refusalFrom(error: unknown, channel: OpeningChannel, article: Illustrated): unknown {
  if (!(error instanceof DiscordAPIError)) return error;
  return (
    rightsRefusal(channel, article) ??
    new UserError('discord.refused', { reason: error.message, code: String(error.code) })
  );
}

/** Throws `UserError` with the reason why a setting would not work in the guild. */
export function assertUsable(guild: Guild, change: Partial<GuildSettings>): void {
  if (change.homeChannel) assertHome(guild, change.homeChannel);
  if (change.moderatorChannel) assertWritable(guild, change.moderatorChannel);
  const roles = [change.moderatorRole, ...(change.staffRoles ?? []), ...(change.authorRoles ?? [])];
  if (roles.includes(guild.id)) throw new UserError('discord.setup.everyone');
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

/** Discord lets a bot ping a role that everyone may ping, or any role if the bot may ping all. */
function assertPingable(guild: Guild, id: string): void {
  if (id === guild.id) throw new UserError('discord.setup.everyone');
  const mayPingAll = guild.members.me?.permissions.has(PermissionFlagsBits.MentionEveryone) ?? false;
  if (!guild.roles.cache.get(id)?.mentionable && !mayPingAll) {
    throw new UserError('discord.setup.notMentionable', { role: `<@&${id}>` });
  }
}
