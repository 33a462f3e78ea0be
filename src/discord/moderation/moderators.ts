import { PermissionFlagsBits, type GuildMember } from 'discord.js';
import type { Discussion } from '../../discussions/discussion.ts';
import type { DiscussionStore } from '../../discussions/ports.ts';
import type { GuildSettingsStore } from '../../discussions/settings.ts';
import { UserError } from '../user-error.ts';
import type { Threads } from '../threads.ts';

/** Who may moderate, asked anew at every use: Manage Messages in that channel, overwrites included, or the guild's role for it. */
export interface Moderators {
  /** `channel` is a guild's channel or forum, not a thread. */
  mayModerate(member: GuildMember, channel: string): Promise<boolean>;
  /** The discussion in a thread. Throws `UserError` when there is none, or when the member may not moderate there. */
  discussionFor(member: GuildMember, thread: string): Promise<Discussion>;
  /** The discussion in a thread, for anybody. Throws `UserError` when there is none. */
  discussionIn(member: GuildMember, thread: string): Promise<Discussion>;
}

interface Dependencies {
  store: DiscussionStore;
  threads: Threads;
  settings: GuildSettingsStore;
}

/** Asks Discord's rights as they are now, and the guild's settings. */
export function createModerators({ store, threads, settings }: Dependencies): Moderators {
  async function mayModerate(member: GuildMember, channel: string): Promise<boolean> {
    const rights = member.guild.channels.cache.get(channel)?.permissionsFor(member);
    if (!rights?.has(PermissionFlagsBits.ViewChannel) || member.isCommunicationDisabled()) return false;
    if (rights.has(PermissionFlagsBits.ManageMessages)) return true;
    const { moderatorRole } = await settings.settings(member.guild.id);
    return moderatorRole !== null && member.roles.cache.has(moderatorRole);
  }

  async function discussionIn(member: GuildMember, thread: string): Promise<Discussion> {
    const known = threads.get(thread);
    const discussion = known?.guild === member.guild.id ? await store.byThread(known) : undefined;
    if (!discussion) throw new UserError('discord.notADiscussion');
    return discussion;
  }

  return {
    mayModerate,
    discussionIn,
    async discussionFor(member, thread) {
      const discussion = await discussionIn(member, thread);
      if (!(await mayModerate(member, discussion.channel))) throw new UserError('discord.notModerator');
      return discussion;
    },
  };
}
