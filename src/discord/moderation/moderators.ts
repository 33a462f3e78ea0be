import { PermissionFlagsBits, PermissionsBitField, type GuildBasedChannel, type GuildMember } from 'discord.js';
import type { SeenDuties } from '../../discussions/badges.ts';
import type { Change } from '../../discussions/changes.ts';
import type { Discussion } from '../../discussions/discussion.ts';
import type { BotContext } from '../runtime/context.ts';
import { isUnknownMember } from '../runtime/errors.ts';
import { UserError } from '../runtime/user-error.ts';

/** A member as far as permissions go: the ids of the user and of their roles. */
export interface MemberRoles {
  readonly user: string;
  readonly roles: readonly string[];
}

/** Who may moderate. Asks for today's permissions and settings at every use; `channel` is a guild's channel or forum, not a thread. */
export interface Moderators {
  /** A moderator sees the channel and has Manage Messages there (overwrites count) or the guild's moderator role. */
  isModerator(guild: string, channel: string, member: MemberRoles): Promise<boolean>;
  /** What the member's roles make of them; whether they moderate is looked at in these channels. */
  duties(guild: string, channels: readonly string[], member: MemberRoles): Promise<SeenDuties>;
  /** Whether the member may act as a moderator now: nobody can during a timeout. */
  mayModerate(member: GuildMember, channel: string): Promise<boolean>;
  /** The discussion in a thread, for a moderator. Throws `UserError` when there is none, and for anybody else. */
  discussionFor(member: GuildMember, thread: string): Promise<Discussion>;
  /** The discussion in a thread, for anybody. Throws `UserError` when there is none. */
  discussionIn(member: GuildMember, thread: string): Promise<Discussion>;
}

/** Creates the check of moderators. */
export function createModerators({ client, discussions, threads, settings }: BotContext): Moderators {
  async function isModerator(guild: string, id: string, member: MemberRoles): Promise<boolean> {
    const channel = client.guilds.cache.get(guild)?.channels.cache.get(id);
    const permissions = channel && permissionsIn(channel, member);
    if (!permissions?.has(PermissionFlagsBits.ViewChannel)) return false;
    if (permissions.has(PermissionFlagsBits.ManageMessages)) return true;
    if (member.roles.length === 0) return false;
    const { moderatorRole } = await settings.settings(guild);
    return moderatorRole !== null && member.roles.includes(moderatorRole);
  }

  async function mayModerate(member: GuildMember, channel: string): Promise<boolean> {
    if (member.isCommunicationDisabled()) return false;
    return isModerator(member.guild.id, channel, { user: member.id, roles: [...member.roles.cache.keys()] });
  }

  async function discussionIn(member: GuildMember, thread: string): Promise<Discussion> {
    const known = threads.get(thread);
    const discussion = known?.guild === member.guild.id ? await discussions.byThread(known) : undefined;
    if (!discussion) throw new UserError('discord.notADiscussion');
    return discussion;
  }

  return {
    isModerator,
    async duties(guild, channels, member) {
      const { authorRoles, staffRoles } = await settings.settings(guild);
      const hasAny = (chosen: readonly string[]): boolean => chosen.some((role) => member.roles.includes(role));
      const moderates: Record<string, boolean> = {};
      for (const channel of channels) moderates[channel] = await isModerator(guild, channel, member);
      return { role: hasAny(authorRoles) ? 'author' : hasAny(staffRoles) ? 'staff' : null, moderates };
    },
    mayModerate,
    discussionIn,
    async discussionFor(member, thread) {
      const discussion = await discussionIn(member, thread);
      if (!(await mayModerate(member, discussion.channel))) throw new UserError('discord.notModerator');
      return discussion;
    },
  };
}

/** A member's permissions in a channel. discord.js computes them only for members in its cache; most authors are not. */
function permissionsIn(channel: GuildBasedChannel, { user, roles }: MemberRoles): Readonly<PermissionsBitField> {
  const { guild } = channel;
  const all = new PermissionsBitField(PermissionsBitField.All);
  if (user === guild.ownerId) return all;
  const others = roles.filter((id) => id !== guild.id);
  const permissions = new PermissionsBitField(
    [guild.id, ...others].map((id) => guild.roles.cache.get(id)?.permissions ?? 0n),
  );
  if (permissions.has(PermissionFlagsBits.Administrator)) return all;
  const overwrites = 'permissionOverwrites' in channel ? channel.permissionOverwrites.cache : undefined;
  for (const step of [[guild.id], others, [user]]) {
    const here = step.flatMap((id) => overwrites?.get(id) ?? []);
    permissions.remove(here.map(({ deny }) => deny)).add(here.map(({ allow }) => allow));
  }
  return permissions;
}

/** The change that stores a moderator's display name beside what they decide; none for nobody, and for a user who has left. */
export async function moderatorNamed(
  { client }: Pick<BotContext, 'client'>,
  guild: string,
  user: string,
): Promise<readonly Change[]> {
  const members = client.guilds.cache.get(guild)?.members;
  if (!members || user === '') return [];
  try {
    const { displayName } = await members.fetch(user); // discord.js caches it for a while
    return [{ type: 'moderator.named', user, name: displayName }];
  } catch (error) {
    if (isUnknownMember(error)) return [];
    throw error;
  }
}
