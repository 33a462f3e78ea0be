import { GatewayDispatchEvents } from 'discord.js';
import type { MemberStore } from '../discussions/consent.ts';
import type { DispatchHandlers } from './events.ts';
import { shownName } from './reply-from-message.ts';

/**
 * Follows the names of members in what is no reply of theirs: whenever they change, where the application may hear of
 * members, and in every use of a command, a button or a menu of the bot's.
 */
export const createNameEvents = ({ members }: { members: Pick<MemberStore, 'rename'> }): DispatchHandlers => ({
  [GatewayDispatchEvents.GuildMemberUpdate]: ({ guild_id, user, nick }) =>
    members.rename({ guild: guild_id, user: user.id }, shownName(user, { nick: nick ?? null })),
  async [GatewayDispatchEvents.InteractionCreate]({ guild_id, member }) {
    if (guild_id && member)
      await members.rename({ guild: guild_id, user: member.user.id }, shownName(member.user, member));
  },
});
