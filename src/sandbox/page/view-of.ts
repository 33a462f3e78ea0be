import { Locale, PermissionFlagsBits } from 'discord-api-types/v10';
import { isThread } from '../world/access.ts';
import type { Member } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { commandsShown } from './commands.ts';
import { shownComponent } from './parts.ts';
import { openPlace, shownPlaces } from './places.ts';
import type { Levers, PageView, ShownModal } from './view.ts';
import { shownMember } from './words.ts';

const MESSAGE_CONTENT = 1 << 15;

/** A member's view of a place, with the number of its last messages. */
export interface Viewing {
  member: Member;
  place: string;
  most: number;
  /** The id of a message that must be included. */
  message: string;
  pageUrl: string | null;
  violations: number;
}

/** Everything that the page shows to a member now. */
export function viewOf(world: World, { member, place, most, message, ...shared }: Viewing): PageView {
  return {
    guild: { id: world.guild.id, name: world.guild.name },
    me: shownMember(world, member.user),
    locale: member.locale ?? Locale.EnglishUS,
    members: [...world.members.values()].map(({ user }) => shownMember(world, user)),
    roles: rolesOf(world),
    places: shownPlaces(world, member),
    open: openPlace(world, member, { id: place, most, message }),
    ...commandsShown(world, member),
    modals: modalsOf(world, member),
    levers: leversOf(world, place),
    ...shared,
  };
}

const rolesOf = (world: World): PageView['roles'] =>
  [...world.roles.values()]
    .filter(({ id }) => id !== world.guild.id)
    .toSorted((a, b) => b.position - a.position)
    .map(({ id, name }) => ({ id, name }));

function leversOf(world: World, placeId: string): Levers {
  const place = world.channels.get(placeId) ?? world.threads.get(placeId);
  const channel = place && isThread(place) ? world.channels.get(place.parent_id) : place;
  const own = channel && !isThread(channel) ? channel.permission_overwrites.find(({ id }) => id === world.botId) : null;
  const denied = BigInt(own?.deny ?? '0');
  return {
    messageContent: (world.grantedIntents & MESSAGE_CONTENT) !== 0,
    denied: Object.entries(PermissionFlagsBits).flatMap(([name, bit]) => (denied & bit ? [name] : [])),
    ahead: world.clock.ahead(),
  };
}

const modalsOf = (world: World, { user }: Member): ShownModal[] =>
  [...world.interactions.values()].flatMap(({ user_id, modal }) =>
    modal && user_id === user.id
      ? [
          {
            id: modal.id,
            title: modal.title,
            components: modal.components.map((component) => shownComponent(world, component)),
          },
        ]
      : [],
  );
