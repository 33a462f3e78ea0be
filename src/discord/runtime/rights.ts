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

/** The same as Discord's numbers, for a command's option. */
export const OPENING_CHANNEL_TYPES = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
] as const;

/** Whether a discussion can be opened in a channel of this kind. */
export const isOpeningChannel = (channel: GuildBasedChannel): channel is OpeningChannel =>
  OPENING_CHANNEL_TYPES.some((type) => type === channel.type);

const isForum = (channel: OpeningChannel): boolean => channel.type === ChannelType.GuildForum;

/** Every right that the bot uses, by discord.js' name: its invite asks for these and no others. */
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

/** One of them. */
export type Right = (typeof RIGHTS)[number];

/** A right that opening a discussion may need. */
export type NeededRight = Exclude<Right, 'PinMessages'>;

/** What the bot needs in a channel to open an article's discussion there. */
export function neededRights(channel: OpeningChannel, article: Pick<Article, 'image'>): NeededRight[] {
  const rights: NeededRight[] = [
    'ViewChannel',
    'SendMessages',
    'SendMessagesInThreads',
    'ReadMessageHistory',
    'ManageThreads', // to take back a thread when posting fails halfway
  ];
  if (!isForum(channel)) rights.push('CreatePublicThreads');
  if (article.image?.type === 'file') rights.push('AttachFiles');
  if (article.image?.type === 'remote') rights.push('EmbedLinks');
  return rights;
}

/** Those of the needed rights that the bot lacks in the channel, overwrites included. */
export function missingRights(channel: OpeningChannel, article: Pick<Article, 'image'>): NeededRight[] {
  const rights = channel.guild.members.me ? channel.permissionsFor(channel.guild.members.me) : null;
  return neededRights(channel, article).filter((right) => !rights?.has(PermissionFlagsBits[right]));
}

/** Whether Discord itself would let the member open a thread (or a forum post) in the channel. */
export function mayOpen(member: GuildMember, channel: OpeningChannel): boolean {
  const needed: PermissionResolvable = isForum(channel)
    ? [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages]
    : [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.CreatePublicThreads];
  return channel.permissionsFor(member).has(needed) && !member.isCommunicationDisabled();
}

/** Why a channel's words may not go on a public page; null when they may. */
export type Unfit = 'private' | 'ageRestricted';

/** A channel is fit for the page when everybody in the guild can read it and it is not age-restricted. */
export function unfitness(channel: OpeningChannel): Unfit | null {
  if (channel.nsfw) return 'ageRestricted';
  const everyone = channel.permissionsFor(channel.guild.roles.everyone);
  const readable = everyone.has([PermissionFlagsBits.ViewChannel, PermissionFlagsBits.ReadMessageHistory]);
  return readable ? null : 'private';
}
