import {
  FormattingPatterns,
  PermissionFlagsBits,
  type APIGuildMember,
  type APIMessage,
  type Client,
  type Guild,
} from 'discord.js';
import type { MentionedNames } from '../discussions/comment.ts';
import type { GuildSettingsStore } from '../discussions/settings.ts';
import { isUnknownMember } from './errors.ts';
import { permissionsIn, type MemberRoles } from './permissions.ts';
import { shownName, type MessageSurroundings } from './reply-from-message.ts';
import type { KnownThread } from './threads.ts';

interface Dependencies {
  client: Client;
  settings: GuildSettingsStore;
}

const MAX_MENTIONED = 50;

/** Names of the roles and of the channels everyone can read that a text mentions. */
function mentionedNames(guild: Guild, content: string): MentionedNames {
  const names: Record<string, string> = {};
  for (const [, id = ''] of [...content.matchAll(new RegExp(FormattingPatterns.Role, 'g'))].slice(0, MAX_MENTIONED)) {
    const role = guild.roles.cache.get(id);
    if (role) names[id] = role.name;
  }
  for (const [, id = ''] of [...content.matchAll(new RegExp(FormattingPatterns.Channel, 'g'))].slice(
    0,
    MAX_MENTIONED,
  )) {
    const channel = guild.channels.cache.get(id);
    const isPublic = channel?.permissionsFor(guild.roles.everyone)?.has(PermissionFlagsBits.ViewChannel);
    if (channel && isPublic) names[id] = channel.name;
  }
  return names;
}

/** A message as events bring it: with its author's membership; one that is read over REST has none. */
export type MessageWithMember = APIMessage & { readonly member?: Pick<APIGuildMember, 'nick' | 'roles'> };

/** What a message alone does not tell; its author is asked for when the message has no membership. */
export type SurroundingsOf = (place: KnownThread, message: MessageWithMember) => Promise<MessageSurroundings>;

async function fetchMember(guild: Guild, user: string): Promise<MessageWithMember['member'] | null> {
  try {
    const { nickname, roles } = await guild.members.fetch(user); // kept for a while by discord.js
    return { nick: nickname, roles: [...roles.cache.keys()] };
  } catch (error) {
    if (isUnknownMember(error)) return null; // has left
    throw error;
  }
}

/** Creates the look-up; a member is asked for once, however many messages wait for the answer. */
export function createSurroundings({ client, settings }: Dependencies): SurroundingsOf {
  const asked = new Map<string, ReturnType<typeof fetchMember>>();

  function memberOf(guild: Guild, user: string): ReturnType<typeof fetchMember> {
    const key = `${guild.id}/${user}`;
    const answer = asked.get(key) ?? fetchMember(guild, user).finally(() => asked.delete(key));
    asked.set(key, answer);
    return answer;
  }

  async function isStaff(guild: Guild, channel: string, member: MemberRoles): Promise<boolean> {
    const place = guild.channels.cache.get(channel);
    if (place && permissionsIn(place, member).has(PermissionFlagsBits.ManageMessages)) return true;
    if (member.roles.length === 0) return false;
    const { moderatorRole } = await settings.settings(guild.id);
    return moderatorRole !== null && member.roles.includes(moderatorRole);
  }

  return async (place, { author, content, member: given }) => {
    const guild = client.guilds.cache.get(place.guild);
    if (!guild) return { authorName: shownName(author, given), mentioned: {}, staff: false };
    const member = given ?? (await memberOf(guild, author.id));
    const staff = member ? await isStaff(guild, place.channel, { user: author.id, roles: member.roles }) : false;
    return { authorName: shownName(author, member), mentioned: mentionedNames(guild, content), staff };
  };
}
