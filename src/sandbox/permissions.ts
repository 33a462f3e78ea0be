import { PermissionFlagsBits } from 'discord-api-types/v10';

/** A role's or member's overwrite in one channel; type 0 is a role, 1 a member; bits as decimal strings. */
export interface Overwrite {
  id: string;
  type: 0 | 1;
  allow: string;
  deny: string;
}

/** What determines a member's permissions in one channel. `roles` are the member's, without @everyone. */
export interface Standing {
  memberId: string;
  ownerId: string;
  everyone: { id: string; permissions: string };
  roles: readonly { id: string; permissions: string }[];
  overwrites: readonly Overwrite[];
  timedOut: boolean;
}

/** All permissions. */
export const ALL_PERMISSIONS: bigint = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

const bits = (value: string) => BigInt(value);

/** The bits that roles and overwrites add up to, before Discord's implied denials. */
export function grantedPermissions({ memberId, ownerId, everyone, roles, overwrites }: Standing): bigint {
  if (memberId === ownerId) return ALL_PERMISSIONS;
  let granted = roles.reduce((sum, role) => sum | bits(role.permissions), bits(everyone.permissions));
  if (granted & PermissionFlagsBits.Administrator) return ALL_PERMISSIONS;

  const apply = (chosen: readonly Overwrite[]) => {
    const deny = chosen.reduce((sum, overwrite) => sum | bits(overwrite.deny), 0n);
    const allow = chosen.reduce((sum, overwrite) => sum | bits(overwrite.allow), 0n);
    granted = (granted & ~deny) | allow;
  };
  const held = new Set(roles.map((role) => role.id));
  apply(overwrites.filter((overwrite) => overwrite.id === everyone.id));
  apply(overwrites.filter((overwrite) => overwrite.type === 0 && held.has(overwrite.id)));
  apply(overwrites.filter((overwrite) => overwrite.type === 1 && overwrite.id === memberId));
  return granted;
}

const TIMED_OUT = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory;
const NEED_SEND =
  PermissionFlagsBits.EmbedLinks | PermissionFlagsBits.AttachFiles | PermissionFlagsBits.MentionEveryone;

/** A member's effective permissions: without View Channel none; in a channel (not a thread), without Send Messages no links, files or pings. */
export function effectivePermissions(standing: Standing, isThread: boolean): bigint {
  let effective = grantedPermissions(standing);
  if (effective & PermissionFlagsBits.Administrator) return effective;
  if (standing.timedOut) effective &= TIMED_OUT;
  if (!(effective & PermissionFlagsBits.ViewChannel)) return 0n;
  const send = isThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  return effective & send ? effective : effective & ~NEED_SEND;
}
