import {
  FormattingPatterns,
  PermissionFlagsBits,
  type APIGuildMember,
  type APIMessage,
  type Client,
  type Guild,
} from 'discord.js';
import type { MentionedNames } from '../discussions/comment.ts';
import { isUnknownMember } from './errors.ts';
import { shownName, type MessageSurroundings } from './reply-from-message.ts';

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

/** A message read over REST carries no member: their nick is asked for (and kept for a while by discord.js). */
async function memberOf(guild: Guild, user: string): Promise<Pick<APIGuildMember, 'nick'> | null> {
  try {
    const member = await guild.members.fetch(user);
    return { nick: member.nickname };
  } catch (error) {
    if (isUnknownMember(error)) return null; // has left
    throw error;
  }
}

/** What a message alone does not tell; `member` comes with events, and is fetched when it is absent. */
export async function surroundingsOf(
  client: Client,
  guildId: string,
  message: APIMessage & { member?: Pick<APIGuildMember, 'nick'> },
): Promise<MessageSurroundings> {
  const guild = client.guilds.cache.get(guildId);
  if (!guild) return { authorName: shownName(message.author, message.member), mentioned: {} };
  const member = message.member ?? (await memberOf(guild, message.author.id));
  return { authorName: shownName(message.author, member), mentioned: mentionedNames(guild, message.content) };
}
