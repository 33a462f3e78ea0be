import {
  ApplicationFlags,
  ChannelFlags,
  ChannelType,
  PermissionFlagsBits,
  type Client,
  type Guild,
  type GuildChannel,
  type GuildMember,
} from 'discord.js';
import type { AuditLog } from '../discussions/audit.ts';
import { DEFAULT_SETTINGS, type GuildSettings, type GuildSettingsStore } from '../discussions/settings.ts';
import type { Activity } from './activity.ts';
import { UserError } from './user-error.ts';
import type { Log } from './log.ts';
import { LOSABLE, type ChannelCheck, type Check, type RightCheck } from './messages/check.ts';
import { NONE } from './messages/setup-steps.ts';
import { valueOf } from './messages/setup-values.ts';
import { isOpeningChannel, neededRights, unfitness, type OpeningChannel, type Right } from './rights.ts';
import type { Threads } from './threads.ts';

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
