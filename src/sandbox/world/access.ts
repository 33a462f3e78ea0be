import { PermissionFlagsBits } from 'discord-api-types/v10';
import { discordError, type KnownError } from '../errors.ts';
import { effectivePermissions, type Overwrite } from '../permissions.ts';
import type { Channel, Member, Message, Place, Thread } from './records.ts';
import type { World } from './world.ts';

/** One of Discord's permissions by name. */
export type PermissionName = keyof typeof PermissionFlagsBits;

/** Whether a place is a thread. */
export const isThread = (place: Place): place is Thread => 'thread_metadata' in place;

/** A channel or thread by id. Throws 10003. */
export function placeOf(world: World, id: string): Place {
  const place = world.channels.get(id) ?? world.threads.get(id);
  if (!place) throw discordError('unknownChannel');
  return place;
}

/** The channel whose overwrites apply: a thread's parent. */
function channelOf(world: World, place: Place): Channel {
  const channel = isThread(place) ? world.channels.get(place.parent_id) : place;
  if (!channel) throw discordError('unknownChannel');
  return channel;
}

/** A member by user id. Throws 10007. */
export function memberOf(world: World, userId: string): Member {
  const member = world.members.get(userId);
  if (!member) throw discordError('unknownMember');
  return member;
}

/** A member's permissions in a place, or in the guild if no place is given, as bits. */
export function permissionsOf(world: World, userId: string, place?: Place): bigint {
  const member = world.members.get(userId);
  const everyone = world.roles.get(world.guild.id);
  if (!member || !everyone) return 0n;
  const until = member.communication_disabled_until;
  const overwrites: readonly Overwrite[] = place ? channelOf(world, place).permission_overwrites : [];
  return effectivePermissions(
    {
      memberId: userId,
      ownerId: world.guild.owner_id,
      everyone,
      roles: member.roles.flatMap((id) => world.roles.get(id) ?? []),
      overwrites,
      timedOut: until !== null && Date.parse(until) > world.clock.now(),
    },
    place !== undefined && isThread(place),
  );
}

/** Whether a member has a permission in a place. */
export const may = (world: World, { userId, place }: { userId: string; place: Place }, name: PermissionName): boolean =>
  (permissionsOf(world, userId, place) & PermissionFlagsBits[name]) !== 0n;

/** Whether a member can see a place: a private thread only as its member or with Manage Threads. */
export function canView(world: World, userId: string, place: Place): boolean {
  if (!may(world, { userId, place }, 'ViewChannel')) return false;
  if (!isThread(place) || place.type !== 12) return true;
  return userId in place.joined || may(world, { userId, place }, 'ManageThreads');
}

/** A place that the member can see. Throws 10003 and 50001. */
export function viewedPlace(world: World, userId: string, id: string): Place {
  const place = placeOf(world, id);
  if (!canView(world, userId, place)) throw discordError('missingAccess');
  return place;
}

/** Throws 50013, or another given error, if a member lacks a permission. */
export function requirePermission(
  world: World,
  { userId, place, otherwise = 'missingPermissions' }: { userId: string; place: Place; otherwise?: KnownError },
  name: PermissionName,
): void {
  if (!may(world, { userId, place }, name)) throw discordError(otherwise);
}

/** The messages of a place, oldest first. */
export function messagesIn(world: World, channelId: string): Map<string, Message> {
  let messages = world.messages.get(channelId);
  if (!messages) {
    messages = new Map();
    world.messages.set(channelId, messages);
  }
  return messages;
}

/** A message that the member can see. Throws 10008. */
export function messageOf(
  world: World,
  { userId, channelId }: { userId: string; channelId: string },
  id: string,
): Message {
  const message = world.messages.get(channelId)?.get(id);
  if (!message || (message.visible_to && message.visible_to !== userId)) throw discordError('unknownMessage');
  return message;
}

/** Why nobody can use buttons and menus in a place, whatever their permissions; null if they can. */
export function whyUnusable(place: Place): 'archived' | 'threadLocked' | null {
  if (!isThread(place)) return null;
  const { archived, locked } = place.thread_metadata;
  return archived ? 'archived' : locked ? 'threadLocked' : null;
}

/** Throws 50083 in an archived thread. */
export function requireOpen(place: Place): void {
  if (isThread(place) && place.thread_metadata.archived) throw discordError('archived');
}
