import {
  ChannelType,
  PermissionFlagsBits,
  type ForumChannel,
  type GuildBasedChannel,
  type GuildMember,
  type NewsChannel,
  type PermissionResolvable,
  type TextChannel,
} from 'discord.js';
import type { Article } from '../../articles/article.ts';

/** The kinds of channel in which a discussion can be opened. */
export type OpeningChannel = TextChannel | NewsChannel | ForumChannel;

/** The same kinds as Discord's numbers, for a command's option. */
export const OPENING_CHANNEL_TYPES = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
] as const;

/** Whether a discussion can be opened in a channel of this kind. */
export const isOpeningChannel = (channel: GuildBasedChannel): channel is OpeningChannel =>
  OPENING_CHANNEL_TYPES.some((type) => type === channel.type);

const isForum = (channel: OpeningChannel): boolean => channel.type === ChannelType.GuildForum;

/** Every permission that the bot uses, by discord.js' name; its invite asks for exactly these. */
export const RIGHTS = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'ReadMessageHistory',
  'ManageThreads',
  'CreatePublicThreads',
  'AttachFiles',
  'EmbedLinks',
  'PinMessages',
] as const;

/** A permission that the bot uses. */
export type Right = (typeof RIGHTS)[number];

/** A permission that opening a discussion may need. */
export type NeededRight = Exclude<Right, 'PinMessages'>;

/** The permissions that the bot needs in a channel to open an article's discussion there. */
export function neededRights(channel: OpeningChannel, article: Pick<Article, 'image'>): NeededRight[] {
  const rights: NeededRight[] = [
    'ViewChannel',
    'SendMessages',
    'SendMessagesInThreads',
    'ReadMessageHistory',
    'ManageThreads', // to delete the thread when posting fails halfway
  ];
  if (!isForum(channel)) rights.push('CreatePublicThreads');
  if (article.image?.type === 'file') rights.push('AttachFiles');
  if (article.image?.type === 'remote') rights.push('EmbedLinks');
  return rights;
}

/** The needed permissions that the bot lacks in the channel; overwrites count. */
export function missingRights(channel: OpeningChannel, article: Pick<Article, 'image'>): NeededRight[] {
  const rights = channel.guild.members.me ? channel.permissionsFor(channel.guild.members.me) : null;
  return neededRights(channel, article).filter((right) => !rights?.has(PermissionFlagsBits[right]));
}

/** Whether Discord lets the member open a thread or a forum post in the channel. */
export function mayOpen(member: GuildMember, channel: OpeningChannel): boolean {
  const needed: PermissionResolvable = isForum(channel)
    ? [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages]
    : [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.CreatePublicThreads];
  return channel.permissionsFor(member).has(needed) && !member.isCommunicationDisabled();
}

/** Why a channel's messages may not be shown on a public page. */
export type Unfit = 'private' | 'ageRestricted';

/** A channel fits the page (null) when everybody in the guild can read it and it is not age-restricted. */
export function unfitness(channel: OpeningChannel): Unfit | null {
  if (channel.nsfw) return 'ageRestricted';
  const everyone = channel.permissionsFor(channel.guild.roles.everyone);
  const readable = everyone.has([PermissionFlagsBits.ViewChannel, PermissionFlagsBits.ReadMessageHistory]);
  return readable ? null : 'private';
}
