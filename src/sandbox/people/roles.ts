import { PermissionFlagsBits } from 'discord-api-types/v10';
import { discordError, invalidField } from '../errors.ts';
import { permissionsOf } from '../world/access.ts';
import { memberObject } from '../world/objects.ts';
import type { Member, Role } from '../world/records.ts';
import { roleOf } from '../world/seed.ts';
import type { World } from '../world/world.ts';
import { memberNamed, roleNamed } from './lookup.ts';
import type { Action } from './writing.ts';

function requireManageRoles(world: World, { user }: Member): void {
  if (!(permissionsOf(world, user.id) & PermissionFlagsBits.ManageRoles)) throw discordError('missingPermissions');
}

function managedRole(world: World, name: string): Role {
  const role = roleNamed(world, name);
  if (role && !role.managed && role.id !== world.guild.id) return role;
  throw invalidField('role', 'BASE_TYPE_CHOICES', `There is no role "${name}" that can be given or deleted.`);
}

const createRole: Action = (world, member, input) => {
  requireManageRoles(world, member);
  const position = Math.max(...[...world.roles.values()].map((role) => role.position)) + 1;
  const role = roleOf(world.nextId(), input.text('name', [1, 100]), { position, permissions: 0n });
  world.roles.set(role.id, role);
  world.emit({ type: 'role.created', role });
  return role;
};

/** Whoever had the role is without it; Discord sends no update of those members. */
const deleteRole: Action = (world, member, input) => {
  requireManageRoles(world, member);
  const role = managedRole(world, input.text('role'));
  world.roles.delete(role.id);
  for (const each of world.members.values()) each.roles = each.roles.filter((id) => id !== role.id);
  world.emit({ type: 'role.deleted', role });
  return {};
};

const giveRole: Action = (world, member, input) => {
  requireManageRoles(world, member);
  const role = managedRole(world, input.text('role'));
  const receiver = memberNamed(world, input.text('to'));
  const others = receiver.roles.filter((id) => id !== role.id);
  receiver.roles = input.flag('take') ? others : [...others, role.id];
  world.emit({ type: 'member.updated', member: receiver });
  return memberObject(receiver);
};

/** Actions on roles, by route. */
export const ROLES: Readonly<Record<string, Action>> = {
  'create-role': createRole,
  'delete-role': deleteRole,
  role: giveRole,
};
