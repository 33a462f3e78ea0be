import { PermissionFlagsBits, PermissionsBitField, type GuildBasedChannel } from 'discord.js';

/** A member as far as permissions go: ids of the user and of their roles. */
export interface MemberRoles {
  readonly user: string;
  readonly roles: readonly string[];
}

/** What a member may do in a channel (in a thread's, as its channel has it), from the roles that came with a message: discord.js computes it only for members that it has cached. */
export function permissionsIn(channel: GuildBasedChannel, { user, roles }: MemberRoles): Readonly<PermissionsBitField> {
  const { guild } = channel;
  const owners = channel.isThread() ? channel.parent : channel;
  const all = new PermissionsBitField(PermissionsBitField.All);
  if (user === guild.ownerId) return all;
  const theirs = [guild.id, ...roles];
  const permissions = new PermissionsBitField(theirs.map((id) => guild.roles.cache.get(id)?.permissions ?? 0n));
  if (permissions.has(PermissionFlagsBits.Administrator)) return all;
  const overwrites = owners?.permissionOverwrites.cache;
  const steps = [[guild.id], roles.filter((id) => id !== guild.id), [user]]; // everyone's, then roles', then the member's own
  for (const step of steps) {
    const here = step.flatMap((id) => overwrites?.get(id) ?? []);
    permissions.remove(here.map(({ deny }) => deny)).add(here.map(({ allow }) => allow));
  }
  return permissions;
}
