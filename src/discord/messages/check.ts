import type { GuildSettings } from '../../discussions/settings.ts';
import type { Translate } from '../../language/translate.ts';
import type { Right } from '../rights.ts';
import { moment } from './discussion-info.ts';
import { MAX_CONTENT } from './text.ts';

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
