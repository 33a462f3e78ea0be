import { type GuildSettings, DEFAULT_SETTINGS } from '../../discussions/settings.ts';
import type { Translate } from '../../language/translate.ts';
import { type Right, isOpeningChannel, neededRights, unfitness, type OpeningChannel } from '../runtime/rights.ts';
import { moment } from '../posting/discussion-info.ts';
import { MAX_CONTENT } from '../runtime/text.ts';
import {
  GatewayDispatchEvents,
  ApplicationFlags,
  ChannelFlags,
  ChannelType,
  PermissionFlagsBits,
  type Guild,
  type GuildChannel,
  type GuildMember,
} from 'discord.js';
import type { DispatchHandlers } from '../inbound/events.ts';
import { UserError } from '../runtime/user-error.ts';
import { NONE, valueOf } from './setup.ts';
import type { BotContext } from '../runtime/context.ts';

const MOST_NAMED = 5; // threads in one line

/** A permission in a channel; `takenBy` mentions whose overwrite denies it, null when no role of the bot grants it. */
export interface RightCheck {
  readonly name: Right;
  readonly isThere: boolean;
  readonly takenBy: string | null;
}

/** Settings that name a channel or a role, which may be gone. */
export const LOSABLE = ['home', 'reports', 'moderators', 'notify', 'staff', 'authors'] as const;
export type LostSetting = (typeof LOSABLE)[number];

/** The result for one channel. */
export interface ChannelCheck {
  readonly channel: string;
  readonly rights: readonly RightCheck[];
  readonly unfit: 'private' | 'ageRestricted' | null;
  /** A forum that requires a tag and has none. */
  readonly lacksTag: boolean;
}

/** The result for a guild; times are milliseconds since 1970, null for never since the start. */
export interface Check {
  readonly settings: GuildSettings;
  readonly channels: readonly ChannelCheck[];
  /** Settings whose channel or role no longer exists. */
  readonly lost: readonly LostSetting[];
  readonly discussions: number;
  /** How many of them must still be read from Discord. */
  readonly behind: number;
  /** Threads whose pinned summary still shows words that have left it, because Discord does not let the bot edit it. */
  readonly overdueSummaries: readonly string[];
  readonly seesMessages: boolean;
  readonly lastEvent: number | null;
  readonly lastReading: number | null;
  readonly storeAnswers: boolean;
}

function channelLines({ channel, rights, unfit, lacksTag }: ChannelCheck, t: Translate): string[] {
  const there = rights.filter(({ isThere }) => isThere).map(({ name }) => t(`discord.right.${name}`));
  const lacking = rights
    .filter(({ isThere }) => !isThere)
    .map(({ name, takenBy }) => {
      const values = { right: t(`discord.right.${name}`), taker: takenBy ?? '' };
      return `- ❌ ${t(takenBy ? 'discord.check.taken' : 'discord.check.ungranted', values)}`;
    });
  return [
    `**<#${channel}>**`,
    ...lacking,
    ...(unfit ? [`- ❌ ${t(`discord.unfit.${unfit}`, { channel: `<#${channel}>` })}`] : []),
    ...(lacksTag ? [`- ❌ ${t('discord.noTagInForum', { channel: `<#${channel}>` })}`] : []),
    ...(there.length > 0 ? [`- ✅ ${there.join(' · ')}`] : []),
  ];
}

function overdueLine(threads: readonly string[], t: Translate): string {
  const named = threads.slice(0, MOST_NAMED).map((thread) => `<#${thread}>`);
  return t('discord.check.overdue', { threads: named.join(' '), more: threads.length - named.length });
}

const namesOf = (settings: readonly LostSetting[], t: Translate): string =>
  settings.map((setting) => t(`discord.setup.${setting}.name`)).join(', ');

const whenOrNever = (time: number | null, t: Translate): string =>
  time === null ? t('discord.check.never') : moment(time, 'R');

/** What to do next, the most pressing first. */
function advice(check: Check, t: Translate): string {
  const { settings, channels, lost, overdueSummaries, seesMessages, storeAnswers, discussions } = check;
  if (!storeAnswers) return t('discord.check.next.store');
  if (!seesMessages) return t('discord.check.next.intent');
  if (channels.some(isInTrouble)) return t('discord.check.next.rights');
  if (overdueSummaries.length > 0) return t('discord.check.next.overdue');
  if (lost.length > 0) return t('discord.check.next.lost');
  if (!settings.homeChannel) return t('discord.check.next.setup');
  return t(discussions === 0 ? 'discord.check.next.open' : 'discord.check.next.nothing');
}

/** The result for the asker: each channel with its permissions, then the state of things, then what to do next. */
export function checkMessage(check: Check, t: Translate): string {
  const { channels, lost, discussions, behind, overdueSummaries, seesMessages, storeAnswers } = check;
  const mark = (isGood: boolean): string => (isGood ? '✅' : '❌');
  const state = [
    ...(lost.length > 0 ? [`❌ ${t('discord.check.lost', { setting: namesOf(lost, t) })}`] : []),
    `${mark(seesMessages)} ${t(seesMessages ? 'discord.check.intent' : 'discord.check.noIntent')}`,
    `${mark(storeAnswers)} ${t(storeAnswers ? 'discord.check.store' : 'discord.check.noStore')}`,
    t('discord.check.discussions', { discussions, behind }),
    ...(overdueSummaries.length > 0 ? [`❌ ${overdueLine(overdueSummaries, t)}`] : []),
    t('discord.check.times', { event: whenOrNever(check.lastEvent, t), reading: whenOrNever(check.lastReading, t) }),
    `➡️ ${advice(check, t)}`,
  ].join('\n');
  const rest = MAX_CONTENT - state.length - 2;
  return `${fitting(channels, rest, t)}\n\n${state}`.trim();
}

/** As many channels as fit, those in trouble first, and how many are left out. */
function fitting(channels: readonly ChannelCheck[], room: number, t: Translate): string {
  const sorted = channels.toSorted((one, other) => Number(isInTrouble(other)) - Number(isInTrouble(one)));
  const texts = sorted.map((channel) => channelLines(channel, t).join('\n'));
  const withRest = (count: number): string => {
    const rest = texts.length - count;
    return [...texts.slice(0, count), ...(rest > 0 ? [t('discord.check.moreChannels', { count: rest })] : [])].join(
      '\n',
    );
  };
  let count = texts.length;
  while (count > 0 && withRest(count).length > room) count -= 1;
  return withRest(count);
}

const isInTrouble = ({ rights, unfit, lacksTag }: ChannelCheck): boolean =>
  unfit !== null || lacksTag || rights.some(({ isThere }) => !isThere);

/** When the bot last heard of discussions; milliseconds since 1970, null for never since the start. */
export interface Activity {
  readonly events: DispatchHandlers;
  /** The last event in a discussion of the guild. */
  lastEvent(guild: string): number | null;
  /** When a thread of the guild was last read from Discord to its end. */
  lastReading(guild: string): number | null;
  /** Call when a thread of the guild was read to its end. */
  onRead(guild: string): void;
}

/** Keeps the times in memory, from this start on. */
export function createActivity({ threads, clock }: BotContext): Activity {
  const heard = new Map<string, number>();
  const read = new Map<string, number>();
  const hear = ({ channel_id }: { channel_id: string }): void => {
    const known = threads.get(channel_id);
    if (known) heard.set(known.guild, clock.now());
  };
  return {
    events: {
      [GatewayDispatchEvents.MessageCreate]: hear,
      [GatewayDispatchEvents.MessageUpdate]: hear,
      [GatewayDispatchEvents.MessageDelete]: hear,
      [GatewayDispatchEvents.MessageReactionAdd]: hear,
      [GatewayDispatchEvents.MessageReactionRemove]: hear,
    },
    lastEvent: (guild) => heard.get(guild) ?? null,
    lastReading: (guild) => read.get(guild) ?? null,
    onRead: (guild) => void read.set(guild, clock.now()),
  };
}

/** Permissions beyond those for opening an article: for pictures, pinned summaries, and archived or locked threads. */
const WANTED: readonly Right[] = ['AttachFiles', 'EmbedLinks', 'PinMessages', 'ManageThreads'];

/** Creates the check of whether the bot can work in a guild. It throws `UserError` for a guild that the bot is not in. */
export function createCheck(
  { client, threads, settings, audit, log }: BotContext,
  { activity, isSummaryOverdue }: { activity: Activity; isSummaryOverdue(thread: string): boolean },
) {
  /** The guild's settings (the defaults when the store fails), and whether the store answered. */
  async function askStore(guild: string): Promise<{ chosen: GuildSettings; storeAnswers: boolean }> {
    const [page, chosen] = await Promise.allSettled([audit.page(guild, 1), settings.settings(guild)]);
    const failed = [page, chosen].find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') log.error('The store did not answer the check', failed.reason);
    return { chosen: chosen.status === 'fulfilled' ? chosen.value : DEFAULT_SETTINGS, storeAnswers: !failed };
  }

  async function seesMessages(): Promise<boolean> {
    const application = await client.application?.fetch();
    const { GatewayMessageContent, GatewayMessageContentLimited } = ApplicationFlags;
    return application?.flags.any([GatewayMessageContent, GatewayMessageContentLimited]) ?? false;
  }

  function channelsOf(guild: Guild, home: string | null): OpeningChannel[] {
    const used = threads.all().flatMap((known) => (known.guild === guild.id ? [known.channel] : []));
    const ids = new Set([...(home ? [home] : []), ...used]);
    return [...ids].flatMap((id) => {
      const channel = guild.channels.cache.get(id);
      return channel && isOpeningChannel(channel) ? [channel] : [];
    });
  }

  /** The channel for reports, unless it is checked as one of discussions. */
  function reportsOf(guild: Guild, { homeChannel, moderatorChannel }: GuildSettings): GuildChannel[] {
    const channel = guild.channels.cache.get(moderatorChannel ?? '');
    const isChecked = channelsOf(guild, homeChannel).some(({ id }) => id === channel?.id);
    return channel && !channel.isThread() && !isChecked ? [channel] : [];
  }

  return async (guildId: string): Promise<Check> => {
    const guild = client.guilds.cache.get(guildId);
    const me = guild?.members.me;
    if (!guild || !me) throw new UserError('discord.gone');
    const { chosen, storeAnswers } = await askStore(guildId);
    const mine = threads.all().filter((known) => known.guild === guildId);
    return {
      settings: chosen,
      channels: [
        ...channelsOf(guild, chosen.homeChannel).map((channel) => checkChannel(channel, me)),
        ...reportsOf(guild, chosen).map((channel) => checkReports(channel, me)),
      ],
      lost: LOSABLE.filter((setting) => isLost(guild, valueOf(setting, chosen))),
      discussions: mine.length,
      behind: mine.filter(({ thread }) => threads.isBehind(thread)).length,
      overdueSummaries: mine.map(({ thread }) => thread).filter(isSummaryOverdue),
      seesMessages: await seesMessages(),
      lastEvent: activity.lastEvent(guildId),
      lastReading: activity.lastReading(guildId),
      storeAnswers,
    };
  };
}

/** Whether one of a setting's channels or roles is gone. */
const isLost = (guild: Guild, value: string): boolean =>
  value !== NONE && value.split(' ').some((id) => !guild.channels.cache.has(id) && !guild.roles.cache.has(id));

/** The permissions that reports need in their channel. */
const checkReports = (channel: GuildChannel, me: GuildMember): ChannelCheck => ({
  channel: channel.id,
  rights: (['ViewChannel', 'SendMessages'] as const).map((name) => checkRight(channel, me, name)),
  unfit: null,
  lacksTag: false,
});

function checkChannel(channel: OpeningChannel, me: GuildMember): ChannelCheck {
  const rights = [...new Set([...neededRights(channel, { image: null }), ...WANTED])];
  const lacksTag =
    channel.type === ChannelType.GuildForum &&
    channel.flags.has(ChannelFlags.RequireTag) &&
    channel.availableTags.length === 0;
  return {
    channel: channel.id,
    rights: rights.map((name) => checkRight(channel, me, name)),
    unfit: unfitness(channel),
    lacksTag,
  };
}

/** Whether the bot has a permission in a channel, and if not, whose overwrite denies it. */
function checkRight(channel: GuildChannel, me: GuildMember, name: Right): RightCheck {
  const right = PermissionFlagsBits[name];
  if (channel.permissionsFor(me).has(right)) return { name, isThere: true, takenBy: null };
  const takes = (id: string): boolean => channel.permissionOverwrites.cache.get(id)?.deny.has(right) ?? false;
  if (takes(me.id)) return { name, isThere: false, takenBy: `<@${me.id}>` };
  const role = me.roles.cache.find(({ id }) => id !== channel.guild.id && takes(id));
  if (role) return { name, isThere: false, takenBy: `<@&${role.id}>` };
  return { name, isThere: false, takenBy: takes(channel.guild.id) ? '@everyone' : null };
}
