import { invalidField } from '../errors.ts';
import { canView, permissionsOf } from '../world/access.ts';
import { keepFile } from '../world/files.ts';
import { memberObject, placeObject } from '../world/objects.ts';
import type { Place } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { inputFrom } from './input.ts';
import { memberNamed, placeNamed, roleNamed } from './lookup.ts';
import { uploadFrom } from './uploads.ts';

/** An interaction's resolved objects, by kind and id. */
export type Resolved = Record<string, Record<string, unknown>>;

/** The world to look objects up in, and the resolved objects to add them to. */
export interface Resolving {
  world: World;
  resolved: Resolved;
}

function add({ resolved }: Resolving, kind: string, entry: Record<string, unknown>): void {
  resolved[kind] = { ...resolved[kind], ...entry };
}

/** A channel or thread that the member can see, by id, mention or name. Throws 10003. */
export function resolveChannel(resolving: Resolving, userId: string, name: string): Place {
  const { world } = resolving;
  const place = placeNamed(world, name.replace(/^<#(\d+)>$/, '$1'));
  if (!canView(world, userId, place))
    throw invalidField('values', 'BASE_TYPE_CHOICES', `There is no channel "${name}".`);
  const permissions = {
    permissions: String(permissionsOf(world, userId, place)),
    app_permissions: String(permissionsOf(world, world.botId, place)),
  };
  add(resolving, 'channels', { [place.id]: { ...placeObject(place), ...permissions } });
  return place;
}

/** A member's id, by id, mention or username. Throws 50035. */
export function resolvePerson(resolving: Resolving, name: string): string {
  const { world } = resolving;
  const known = memberNamed(world, name.replace(/^<@!?(\d+)>$/, '$1').replace(/^@/, ''));
  const { user, deaf: _deaf, mute: _mute, ...member } = memberObject(known);
  add(resolving, 'users', { [user.id]: user });
  add(resolving, 'members', { [user.id]: { ...member, permissions: String(permissionsOf(world, user.id)) } });
  return user.id;
}

/** A role's id, by id, mention or name. Throws 50035. */
export function resolveRole(resolving: Resolving, name: string): string {
  const role = roleNamed(resolving.world, name.replace(/^<@&(\d+)>$/, '$1'));
  if (!role) throw invalidField('values', 'BASE_TYPE_CHOICES', `There is no role "${name}".`);
  add(resolving, 'roles', { [role.id]: role });
  return role.id;
}

/** The id of a member, or else of a role, with this name. Throws 50035. */
export function resolveMentionable(resolving: Resolving, name: string): string {
  const members = [...resolving.world.members.values()];
  const isPerson = /^<?@!?\w/.test(name) || members.some(({ user }) => user.id === name || user.username === name);
  return isPerson ? resolvePerson(resolving, name) : resolveRole(resolving, name);
}

/** The id of an upload. Throws 50035, 40005. */
export function resolveUpload(resolving: Resolving, channelId: string, sent: unknown): string {
  const file = keepFile(resolving.world, channelId, uploadFrom(inputFrom(sent)));
  add(resolving, 'attachments', { [file.id]: file });
  return file.id;
}
