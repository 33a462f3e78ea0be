import { discordError, invalidField } from '../errors.ts';
import { canView, isThread } from '../world/access.ts';
import type { Member, Message, Place, Role } from '../world/records.ts';
import type { World } from '../world/world.ts';

/** A member by username ("reader") or id. Throws 50035 with the known names. */
export function memberNamed(world: World, name: string): Member {
  const members = [...world.members.values()];
  const member = world.members.get(name) ?? members.find(({ user }) => user.username === name);
  if (member) return member;
  const known = members.filter(({ user }) => !user.bot).map(({ user }) => user.username);
  throw invalidField('as', 'BASE_TYPE_CHOICES', `There is no member "${name}". Members: ${known.join(', ')}.`);
}

/** A channel or thread by id or, for channels, by name ("news", "#news"). Throws 10003. */
export function placeNamed(world: World, name: string): Place {
  const place =
    world.channels.get(name) ??
    world.threads.get(name) ??
    [...world.channels.values()].find((channel) => channel.name === name.replace(/^#/, ''));
  if (!place) throw discordError('unknownChannel');
  return place;
}

/** A role by id or name. */
export const roleNamed = (world: World, name: string): Role | undefined =>
  world.roles.get(name) ?? [...world.roles.values()].find((role) => role.name.toLowerCase() === name.toLowerCase());

/** A message that a member can see, by its id alone. Throws 10008. */
export function messageSeen(world: World, userId: string, id: string): { message: Message; place: Place } {
  for (const [channelId, messages] of world.messages) {
    const message = messages.get(id);
    // a thread's starter may have the id of a message elsewhere only as the thread itself, never twice as a message
    if (!message || (message.visible_to && message.visible_to !== userId)) continue;
    const place = placeNamed(world, channelId);
    if (canView(world, userId, place)) return { message, place };
  }
  throw discordError('unknownMessage');
}

/** The channels and threads that a member can see. */
export const placesSeen = (world: World, userId: string): Place[] =>
  [...world.channels.values(), ...world.threads.values()].filter(
    (place) => (!isThread(place) || world.channels.has(place.parent_id)) && canView(world, userId, place),
  );
