import { type GuildSettings, DEFAULT_SETTINGS, type GuildSettingsStore } from '../../discussions/settings.ts';
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
  type Client,
  type Guild,
  type GuildChannel,
  type GuildMember,
} from 'discord.js';
import type { Clock } from '../../clock.ts';
import type { DispatchHandlers } from '../inbound/events.ts';
import type { Threads } from '../session/threads.ts';
import type { AuditLog } from '../../discussions/audit.ts';
import { UserError } from '../runtime/user-error.ts';
import type { Log } from '../runtime/log.ts';
import { NONE, valueOf } from './setup.ts';

const MOST_NAMED = 5; // threads in one line

/** A right in a channel; `takenBy` mentions whose exception takes it, null when no role of the bot has it at all. */
export interface RightCheck {
  readonly name: Right;
  readonly isThere: boolean;
  readonly takenBy: string | null;
}

/** Settings that name a channel or a role. */
export const LOSABLE = ['home', 'reports', 'moderators', 'notify'] as const;
export type LostSetting = (typeof LOSABLE)[number];

/** What was found in one channel. */
export interface ChannelCheck {
  readonly channel: string;
  readonly rights: readonly RightCheck[];
  readonly unfit: 'private' | 'ageRestricted' | null;
  /** A forum that demands a tag and has none. */
  readonly lacksTag: boolean;
}

/** What was found in a guild; times are milliseconds since 1970, null for never since the start. */
export interface Check {
  readonly settings: GuildSettings;
  readonly channels: readonly ChannelCheck[];
  /** Settings whose channel or role is gone. */
  readonly lost: readonly LostSetting[];
  readonly discussions: number;
  /** How many of them are still to be read from Discord. */
  readonly behind: number;
  /** Threads whose pinned summary still says what has left it, because Discord does not let the bot change it. */
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

/** What was found, as the one who asked reads it: each channel with its rights, then how things go, then what to do next. */
export function checkMessage(check: Check, t: Translate): string {
  const { channels, lost, discussions, behind, overdueSummaries, seesMessages, storeAnswers } = check;
  const mark = (isGood: boolean): string => (isGood ? '✅' : '❌');
  const state = [
    ...lost.map((setting) => `❌ ${t('discord.check.lost', { setting: t(`discord.setup.${setting}.name`) })}`),
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

/** As many channels as there is room for, those in trouble first, and how many are left out. */
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

/** When the bot last heard of discussions, for whoever checks on it; milliseconds since 1970, null for never since the start. */
export interface Activity {
  readonly events: DispatchHandlers;
  /** The last event in a discussion of the guild. */
  lastEvent(guild: string): number | null;
  /** When a thread of the guild was last read from Discord to its end. */
  lastReading(guild: string): number | null;
  /** A thread of the guild was read to its end. */
  read(guild: string): void;
}

/** Remembers in memory, from this start on. */
export function createActivity({ threads, clock }: { threads: Threads; clock: Clock }): Activity {
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
    read: (guild) => void read.set(guild, clock.now()),
  };
}

interface Dependencies {
  client: Client;
  threads: Threads;
  settings: GuildSettingsStore;
  audit: AuditLog;
  activity: Activity;
  isSummaryOverdue: (thread: string) => boolean;
  log: Log;
}

/** What the bot wants beyond what opening an article takes: pictures, pinned summaries, threads that were archived or locked. */
const WANTED: readonly Right[] = ['AttachFiles', 'EmbedLinks', 'PinMessages', 'ManageThreads'];

/** Looks whether the bot can do its work in a guild. Throws `UserError` for a guild that it is not in. */
export function createCheck(dependencies: Dependencies) {
  const { client, threads, settings, audit, activity, isSummaryOverdue, log } = dependencies;
  /** What the guild chose, and whether the store answered with all that was asked of it; without an answer, as if nothing was chosen. */
  async function askStore(guild: string): Promise<{ chosen: GuildSettings; storeAnswers: boolean }> {
    const [page, chosen] = await Promise.allSettled([audit.page(guild, 1), settings.settings(guild)]);
    const failed = [page, chosen].find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') log.error('The store did not answer when it was checked', failed.reason);
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

const isLost = (guild: Guild, value: string): boolean =>
  value !== NONE && !guild.channels.cache.has(value) && !guild.roles.cache.has(value);

/** What reports need of their channel. */
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

/** Whether the bot has a right in a channel, and if not, which of the channel's exceptions takes it. */
function checkRight(channel: GuildChannel, me: GuildMember, name: Right): RightCheck {
  const right = PermissionFlagsBits[name];
  if (channel.permissionsFor(me).has(right)) return { name, isThere: true, takenBy: null };
  const takes = (id: string): boolean => channel.permissionOverwrites.cache.get(id)?.deny.has(right) ?? false;
  if (takes(me.id)) return { name, isThere: false, takenBy: `<@${me.id}>` };
  const role = me.roles.cache.find(({ id }) => id !== channel.guild.id && takes(id));
  if (role) return { name, isThere: false, takenBy: `<@&${role.id}>` };
  return { name, isThere: false, takenBy: takes(channel.guild.id) ? '@everyone' : null };
}
