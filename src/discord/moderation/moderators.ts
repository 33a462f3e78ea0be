import type { Clock } from '../../clock.ts';
import type { AuditAction, AuditEntry, AuditLog } from '../../discussions/audit.ts';
import { type Client, PermissionFlagsBits, type GuildMember } from 'discord.js';
import type { Change } from '../../discussions/changes.ts';
import { isUnknownMember } from '../runtime/errors.ts';
import type { Discussion } from '../../discussions/discussion.ts';
import type { DiscussionStore } from '../../discussions/discussion-store.ts';
import type { GuildSettingsStore } from '../../discussions/settings.ts';
import { UserError } from '../runtime/user-error.ts';
import type { Threads } from '../session/threads.ts';

/** Writes a line into a guild's log; what is not said of it is null. */
export type Note = (
  guild: string,
  action: AuditAction,
  about: Partial<Pick<AuditEntry, 'by' | 'thread' | 'comment' | 'note'>>,
) => Promise<void>;

/** Writes into the store's log, with the time of this moment. */
export const createNote =
  ({ audit, clock }: { audit: AuditLog; clock: Clock }): Note =>
  (guild, action, about) =>
    audit.note(guild, { at: clock.now(), action, by: null, thread: null, comment: null, note: null, ...about });

/** The change that lets a moderator's name stand beside what they decide; none for somebody who has left, or nobody. */
export type Sign = (guild: string, user: string) => Promise<readonly Change[]>;

/** Creates it: whether they agreed to be shown is not asked here. */
export const createSigning =
  ({ client }: { client: Client }): Sign =>
  async (guild, user) => {
    const members = client.guilds.cache.get(guild)?.members;
    if (!members || user === '') return [];
    try {
      const { displayName } = await members.fetch(user); // kept for a while by discord.js
      return [{ type: 'moderator.named', user, name: displayName }];
    } catch (error) {
      if (isUnknownMember(error)) return [];
      throw error;
    }
  };

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
