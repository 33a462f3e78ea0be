import { randomBytes } from 'node:crypto';
import { PermissionFlagsBits as Bit } from 'discord-api-types/v10';
import type { Overwrite } from '../permissions.ts';
import { createSnowflakes } from '../snowflakes.ts';
import type { Channel, Member, Role, User } from './records.ts';
import type { WorldRecords } from './world.ts';

const BOT_PERMISSIONS = 2_252_126_231_317_504n; // the invite link's integer: the nine permissions that the bot asks for
const GUEST_FORUM_DENY = Bit.SendMessages; // in a forum this is the right to open posts

const EVERYONE =
  Bit.ViewChannel |
  Bit.SendMessages |
  Bit.SendMessagesInThreads |
  Bit.ReadMessageHistory |
  Bit.AddReactions |
  Bit.AttachFiles |
  Bit.EmbedLinks |
  Bit.UseApplicationCommands |
  Bit.ChangeNickname;

/** A user as Discord would make one. */
const userNamed = (id: string, username: string, name: string): User => ({
  id,
  username,
  global_name: name,
  discriminator: '0',
  avatar: null,
  public_flags: 0,
  flags: 0,
  primary_guild: null,
});

/** A role without colour, icon or place of its own in the list of members. */
export const roleOf = (
  id: string,
  name: string,
  { position, permissions }: { position: number; permissions: bigint },
): Role => ({
  id,
  name,
  permissions: String(permissions),
  position,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  managed: false,
  mentionable: false,
  icon: null,
  unicode_emoji: null,
  flags: 0,
});

const byId = <T extends { id: string }>(items: T[]) => new Map(items.map((item) => [item.id, item]));

const MODERATION = Bit.CreatePublicThreads | Bit.ManageMessages | Bit.PinMessages | Bit.BypassSlowmode;

function seedRoles(nextId: () => string, guildId: string, botId: string) {
  return {
    everyone: roleOf(guildId, '@everyone', { position: 0, permissions: EVERYONE }),
    guest: roleOf(nextId(), 'Guest', { position: 1, permissions: 0n }),
    reader: roleOf(nextId(), 'Reader', { position: 2, permissions: Bit.CreatePublicThreads }),
    moderator: roleOf(nextId(), 'Moderator', { position: 3, permissions: MODERATION }),
    bot: {
      ...roleOf(nextId(), 'Belowline', { position: 4, permissions: BOT_PERMISSIONS }),
      managed: true,
      tags: { bot_id: botId },
    },
  };
}

/** The guild of a new box: four members, the bot, #news, the forum "articles", and #moderators, which only owner, moderator and bot see. */
export function seedRecords(now: number): { records: WorldRecords; lastId: string } {
  const ids = createSnowflakes(() => now);
  const [guildId, botId] = [ids.next(), ids.next()];
  const roles = seedRoles(ids.next, guildId, botId);
  const member = (user: User, held: Role[]): Member => ({
    user,
    nick: null,
    roles: held.map(({ id }) => id),
    joined_at: new Date(now).toISOString(),
    communication_disabled_until: null,
  });
  const owner = userNamed(ids.next(), 'owner', 'Olive Owner');
  const members = [
    member(owner, []),
    member(userNamed(ids.next(), 'moderator', 'Milo Moderator'), [roles.moderator]),
    member(userNamed(ids.next(), 'reader', 'Rosa Reader'), [roles.reader]),
    member(userNamed(ids.next(), 'guest', 'Gus Guest'), [roles.guest]),
    member({ ...userNamed(botId, 'belowline', 'Belowline'), global_name: null, bot: true }, [roles.bot]),
  ];
  const records: WorldRecords = {
    guild: { id: guildId, name: 'The Belowline Gazette', owner_id: owner.id },
    application: { id: botId, name: 'Belowline' },
    roles: byId(Object.values(roles)),
    members: new Map(members.map((each) => [each.user.id, each])),
    channels: byId(seedChannels(ids.next, guildId, roles)),
    threads: new Map(),
    messages: new Map(),
    commands: new Map(),
    files: new Map(),
    secret: randomBytes(32).toString('hex'),
  };
  return { records, lastId: ids.last() };
}

/** An empty channel. */
export const emptyChannel = (
  fixed: Pick<Channel, 'id' | 'type' | 'guild_id' | 'name' | 'position'> & Partial<Channel>,
): Channel => ({
  topic: null,
  parent_id: null,
  nsfw: false,
  rate_limit_per_user: 0,
  flags: 0,
  permission_overwrites: [],
  last_message_id: null,
  last_pin_timestamp: null,
  ...fixed,
});

function seedChannels(
  nextId: () => string,
  guildId: string,
  { guest, moderator, bot }: Record<'guest' | 'moderator' | 'bot', Role>,
): Channel[] {
  const view = String(Bit.ViewChannel);
  const tag = (name: string) => ({ id: nextId(), name, moderated: false, emoji_id: null, emoji_name: null });
  return [
    emptyChannel({
      id: nextId(),
      type: 0,
      guild_id: guildId,
      name: 'news',
      position: 0,
      topic: 'Articles as they appear',
    }),
    emptyChannel({
      id: nextId(),
      type: 15,
      guild_id: guildId,
      name: 'articles',
      position: 1,
      topic: 'One post for each article. Replies appear on the site.',
      available_tags: [tag('World'), tag('Culture'), tag('House rules')],
      permission_overwrites: [{ id: guest.id, type: 0, allow: '0', deny: String(GUEST_FORUM_DENY) }],
    }),
    emptyChannel({
      id: nextId(),
      type: 0,
      guild_id: guildId,
      name: 'moderators',
      position: 2,
      topic: 'Reports of comments',
      permission_overwrites: [
        { id: guildId, type: 0, allow: '0', deny: view },
        ...[moderator, bot].map(({ id }): Overwrite => ({ id, type: 0, allow: view, deny: '0' })),
      ],
    }),
  ];
}
