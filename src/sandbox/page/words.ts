import { translator } from '../../language/translate.ts';
import { htmlFromDiscord } from '../../markdown/discord/html.ts';
import { plainFromDiscord } from '../../markdown/discord/plain.ts';
import { firstWords } from '../../markdown/text.ts';
import type { Member, Role, User } from '../world/records.ts';
import type { World } from '../world/world.ts';
import type { ShownMember } from './view.ts';

const t = translator();

/** A user's name in the guild. */
export function nameOf(world: World, user: User): string {
  return world.members.get(user.id)?.nick ?? user.global_name ?? user.username;
}

/** A user as the page shows an author. */
export function shownMember(world: World, user: User): ShownMember {
  const member = world.members.get(user.id);
  return {
    id: user.id,
    username: user.username,
    name: nameOf(world, user),
    isBot: user.bot ?? false,
    role: member ? roleOf(world, member) : null,
  };
}

function roleOf(world: World, member: Member): string | null {
  if (member.user.id === world.guild.owner_id) return 'Owner';
  const roles = member.roles.flatMap((id): Role | Role[] => world.roles.get(id) ?? []);
  return roles.toSorted((a, b) => b.position - a.position)[0]?.name ?? null;
}

const STEP = 10_000; // milliseconds

const optionsFor = (world: World) => ({
  t,
  now: Math.ceil(world.clock.now() / STEP) * STEP, // rounded up, so the view changes rarely and no past time lies in the future
  names: {
    user: (id: string) => {
      const user = world.members.get(id)?.user;
      return user ? nameOf(world, user) : null;
    },
    role: (id: string) => world.roles.get(id)?.name ?? null,
    channel: (id: string) => (world.channels.get(id) ?? world.threads.get(id))?.name ?? null,
  },
});

/** Discord's markdown as safe HTML. */
export const htmlOf = (world: World, text: string): string =>
  text === '' ? '' : htmlFromDiscord(text, optionsFor(world));

/** Discord's markdown as the first words of one line. */
export const firstWordsOf = (world: World, text: string): string =>
  firstWords(plainFromDiscord(text, optionsFor(world)));
