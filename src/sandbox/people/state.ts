import { may } from '../world/access.ts';
import { guildObject } from '../world/guild.ts';
import { memberObject, messageObject, placeObject, visibleMessages } from '../world/objects.ts';
import type { Member } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { placesSeen } from './lookup.ts';

/** The guild as one member sees it: visible channels, and messages including their ephemeral ones. */
export function stateFor(world: World, member: Member) {
  const userId = member.user.id;
  const places = placesSeen(world, userId);
  const { id, name, owner_id, roles } = guildObject(world);
  return {
    guild: { id, name, owner_id, roles },
    members: [...world.members.values()].map(memberObject),
    channels: places.map((place) => placeObject(place, userId)),
    messages: Object.fromEntries(
      places.map((place) => [
        place.id,
        may(world, { userId, place }, 'ReadMessageHistory')
          ? visibleMessages(world, userId, place.id).map((message) => messageObject(world, message, userId))
          : [],
      ]),
    ),
  };
}
