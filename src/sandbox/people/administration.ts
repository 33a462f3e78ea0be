import { Locale, PermissionFlagsBits } from 'discord-api-types/v10';
import { discordError, invalidField } from '../errors.ts';
import type { Overwrite } from '../permissions.ts';
import { entryOf } from '../own.ts';
import { isThread, permissionsOf, requirePermission, viewedPlace, type PermissionName } from '../world/access.ts';
import { addChannel, deletePlace, rewriteChannel } from '../world/channels.ts';
import { channelObject, memberObject } from '../world/objects.ts';
import type { Channel, Tag } from '../world/records.ts';
import { leaveThread } from '../world/thread-members.ts';
import type { World } from '../world/world.ts';
import type { Input } from './input.ts';
import { memberNamed, placeNamed, roleNamed } from './lookup.ts';
import type { Action } from './writing.ts';

const REQUIRE_TAG = 1 << 4;
const CHANNEL_TYPES: Record<string, Channel['type']> = { text: 0, announcement: 5, forum: 15 };

const MAX_SLOWMODE = 21_600; // seconds
const MAX_TIMEOUT = 28 * 86_400; // seconds
const NICKNAME = [0, 32] as const;
const MAX_TAGS = 20;

const isPermission = (name: string): name is PermissionName => Object.hasOwn(PermissionFlagsBits, name);

/** Reads permissions as a decimal string or a list of names such as "SendMessages". Throws 50035. */
function bitsFrom(value: unknown): string {
  if (value === undefined) return '0';
  if (typeof value === 'string' && /^\d{1,20}$/.test(value)) return value;
  const names: unknown[] = Array.isArray(value) ? value : [value];
  const bits = names.map((name) => {
    if (typeof name === 'string' && isPermission(name)) return PermissionFlagsBits[name];
    throw invalidField(
      'overwrites',
      'BASE_TYPE_CHOICES',
      `"${String(name)}" is not a permission; use names such as SendMessages.`,
    );
  });
  return String(bits.reduce((sum, bit) => sum | bit, 0n));
}

function overwriteFrom(world: World, input: Input): Overwrite {
  const name = input.text('id');
  const role = roleNamed(world, name);
  return {
    id: role?.id ?? memberNamed(world, name === 'bot' ? world.botId : name).user.id,
    type: role ? 0 : 1,
    allow: bitsFrom(input.raw('allow')),
    deny: bitsFrom(input.raw('deny')),
  };
}

function tagFrom(world: World, channel: Channel, input: Input): Tag {
  const name = input.text('name', [1, 20]);
  const known = channel.available_tags?.find((tag) => tag.name === name);
  return (
    known ?? { id: world.nextId(), name, moderated: input.flag('moderated') ?? false, emoji_id: null, emoji_name: null }
  );
}

function tagsFrom(world: World, channel: Channel, input: Input): Tag[] {
  const tags = input.records('available_tags');
  if (tags.length > MAX_TAGS)
    throw invalidField('available_tags', 'BASE_TYPE_BAD_LENGTH', `Must be ${MAX_TAGS} or fewer in length.`);
  return tags.map((each) => tagFrom(world, channel, each));
}

function managedChannel(world: World, userId: string, name: string): Channel {
  const place = viewedPlace(world, userId, placeNamed(world, name).id);
  if (isThread(place)) throw discordError('wrongChannelType');
  requirePermission(world, { userId, place }, 'ManageChannels');
  return place;
}

const changeChannel: Action = (world, member, input) => {
  const channel = managedChannel(world, member.user.id, input.text('channel'));
  const [nsfw, slowmode, name, topic] = [
    input.flag('nsfw'),
    input.wholeNumber('slowmode', [0, MAX_SLOWMODE]),
    input.optionalText('name'),
    input.optionalText('topic', [0, channel.type === 15 ? 4096 : 1024]),
  ];
  const requireTag = input.flag('require_tag');
  return channelObject(
    rewriteChannel(world, channel, {
      ...(nsfw !== undefined && { nsfw }),
      ...(slowmode !== undefined && { rate_limit_per_user: slowmode }),
      ...(name !== undefined && { name }),
      ...(topic !== undefined && { topic }),
      ...(input.has('overwrites') && {
        permission_overwrites: input.records('overwrites').map((each) => overwriteFrom(world, each)),
      }),
      ...(input.has('available_tags') && { available_tags: tagsFrom(world, channel, input) }),
      ...(requireTag !== undefined && {
        flags: requireTag ? channel.flags | REQUIRE_TAG : channel.flags & ~REQUIRE_TAG,
      }),
    }),
  );
};

const createChannel: Action = (world, member, input) => {
  if (!(permissionsOf(world, member.user.id) & PermissionFlagsBits.ManageChannels))
    throw discordError('missingPermissions');
  const wanted = input.optionalText('type') ?? 'text';
  const type = entryOf(CHANNEL_TYPES, wanted);
  if (type === undefined)
    throw invalidField('type', 'BASE_TYPE_CHOICES', `Value must be one of ${Object.keys(CHANNEL_TYPES).join(', ')}.`);
  return channelObject(addChannel(world, { name: input.text('name'), type }));
};

const deleteChannel: Action = (world, member, input) => {
  deletePlace(world, member.user.id, placeNamed(world, input.text('channel')).id);
  return {};
};

/** Grants or denies the bot a permission in a channel with its own overwrite. */
const botPermission: Action = (world, member, input) => {
  const channel = managedChannel(world, member.user.id, input.text('channel'));
  const bit = BigInt(bitsFrom(input.text('permission')));
  const old = channel.permission_overwrites.find(({ id }) => id === world.botId);
  const [allow, deny] = [BigInt(old?.allow ?? '0') & ~bit, BigInt(old?.deny ?? '0') & ~bit];
  const allowed = input.flag('allowed') ?? false;
  const own: Overwrite = {
    id: world.botId,
    type: 1,
    allow: String(allowed ? allow | bit : allow),
    deny: String(allowed ? deny : deny | bit),
  };
  const others = channel.permission_overwrites.filter(({ id }) => id !== world.botId);
  return channelObject(rewriteChannel(world, channel, { permission_overwrites: [...others, own] }));
};

/** A member name as Discord stores it: trimmed, with repeated spaces collapsed. */
const memberName = (given: string): string => given.replace(/\s+/g, ' ').trim();

const isLocale = (name: string): name is Locale => Object.values<string>(Locale).includes(name);

function localeFrom(wanted: string): Locale {
  if (isLocale(wanted)) return wanted;
  throw invalidField('locale', 'BASE_TYPE_CHOICES', `Value must be one of ${Object.values(Locale).join(', ')}.`);
}

const changeMember: Action = (world, member, input) => {
  const [locale, nick, name] = [
    input.optionalText('locale'),
    input.optionalText('nick', NICKNAME),
    input.optionalText('name', NICKNAME),
  ];
  const timeout = input.number('timeout', [0, MAX_TIMEOUT]);
  const takesDirects = input.flag('directs');
  if (takesDirects === true) world.refusesDirects.delete(member.user.id);
  if (takesDirects === false) world.refusesDirects.add(member.user.id);
  if (locale !== undefined) member.locale = localeFrom(locale);
  if (input.has('nick')) member.nick = memberName(nick ?? '') || null;
  if (name !== undefined) member.user.global_name = memberName(name) || null;
  if (timeout !== undefined) {
    member.communication_disabled_until =
      timeout > 0 ? new Date(world.clock.now() + timeout * 1000).toISOString() : null;
  }
  world.emit({ type: 'member.updated', member });
  return memberObject(member);
};

/** Makes a member leave the guild; their messages stay. */
const leaveGuild: Action = (world, member) => {
  const { id } = member.user;
  if (id === world.guild.owner_id || id === world.botId) throw discordError('missingPermissions');
  for (const thread of world.threads.values()) leaveThread(world, id, thread);
  world.members.delete(id);
  world.emit({ type: 'member.left', member });
  return {};
};

/** Actions that change the guild, by route. */
export const ADMINISTRATION: Readonly<Record<string, Action>> = {
  channel: changeChannel,
  'create-channel': createChannel,
  'delete-channel': deleteChannel,
  'bot-permission': botPermission,
  member: changeMember,
  'leave-guild': leaveGuild,
};
