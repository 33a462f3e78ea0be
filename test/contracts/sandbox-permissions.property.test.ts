import fc from 'fast-check';
import {
  ChannelType,
  type Guild,
  type GuildMember,
  PermissionFlagsBits,
  PermissionsBitField,
  type Role,
  type TextChannel,
} from 'discord.js';
import { beforeAll, afterAll, expect, test } from 'vitest';
import {
  effectivePermissions,
  grantedPermissions,
  type Overwrite,
  type Standing,
} from '../../src/sandbox/permissions.ts';
import { textChannel } from '../helpers/discord.ts';
import { startBox, type Box } from '../helpers/sandbox.ts';

let box: Box;
let guild: Guild;

beforeAll(async () => {
  box = await startBox();
  const client = await box.client();
  const known = client.guilds.cache.first();
  if (!known) throw new Error('No guild');
  guild = known;
  await textChannel(client).threads.create({ name: 'Talk' });
});

afterAll(async () => {
  await box[Symbol.asyncDispose]();
});

const flags = Object.values(PermissionFlagsBits);
const bits = fc.subarray(flags).map((chosen) => String(chosen.reduce((sum, bit) => sum | bit, 0n)));
const chosen = { allow: bits, deny: bits, isSet: fc.boolean() };

/** Makes discord.js' member, roles and channel be as the case says; the box is told the same in plain values. */
function arrange(
  { member, channel, roles }: { member: GuildMember; channel: TextChannel; roles: Role[] },
  { held, permissions, overwrites }: Case,
) {
  const everyone = guild.roles.everyone;
  const all = [everyone, ...roles];
  for (const [index, role] of all.entries())
    role.permissions = new PermissionsBitField(BigInt(permissions[index] ?? '0')).freeze();
  Reflect.set(
    member,
    '_roles',
    roles.filter((_role, index) => held[index]).map(({ id }) => id),
  ); // what `member.roles` reads
  const targets = [...all.map(({ id }) => ({ id, type: 0 as const })), { id: member.id, type: 1 as const }];
  const list: Overwrite[] = targets.flatMap(({ id, type }, index) => {
    const { allow = '0', deny = '0', isSet } = overwrites[index] ?? {};
    return isSet ? [{ id, type, allow, deny }] : [];
  });
  channel.permissionOverwrites.cache.clear();
  for (const { id, type, allow, deny } of list) {
    const bitfields = { allow: new PermissionsBitField(BigInt(allow)), deny: new PermissionsBitField(BigInt(deny)) };
    channel.permissionOverwrites.cache.set(id, { id, type, ...bitfields } as never); // only these four are read
  }
  const plain = (role: Role) => ({ id: role.id, permissions: String(role.permissions.bitfield) });
  return {
    memberId: member.id,
    ownerId: guild.ownerId,
    everyone: plain(everyone),
    roles: roles.filter((_role, index) => held[index]).map(plain),
    overwrites: list,
    timedOut: false,
  };
}

interface Case {
  held: boolean[];
  permissions: string[];
  overwrites: { allow: string; deny: string; isSet: boolean }[];
}

const cases: fc.Arbitrary<Case> = fc.record({
  held: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  permissions: fc.array(bits, { minLength: 5, maxLength: 5 }),
  overwrites: fc.array(fc.record(chosen), { minLength: 6, maxLength: 6 }),
});

test('the box grants what discord.js’ permissionsFor computes, for any roles and overwrites', () => {
  const member = guild.members.me;
  const channel = guild.channels.cache.find((each) => each.type === ChannelType.GuildText);
  const roles = [...guild.roles.cache.filter(({ id }) => id !== guild.id).values()];
  const thread = guild.channels.cache.find((each) => each.isThread());
  if (!member || !channel) throw new Error('No member or channel');
  expect(roles).toHaveLength(4);
  fc.assert(
    fc.property(cases, (given) => {
      const standing = arrange({ member, channel, roles }, given);
      expect(grantedPermissions(standing)).toBe(channel.permissionsFor(member).bitfield);
      expect(grantedPermissions(standing)).toBe(thread?.permissionsFor(member).bitfield); // a thread has its parent's
    }),
    { numRuns: 300 },
  );
});

const { Administrator, ViewChannel, ReadMessageHistory, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
const { AttachFiles, EmbedLinks, MentionEveryone } = PermissionFlagsBits;

const standings: fc.Arbitrary<Standing> = fc.record({
  memberId: fc.constant('1'),
  ownerId: fc.constant('2'),
  everyone: fc.record({ id: fc.constant('3'), permissions: bits }),
  roles: fc.array(fc.record({ id: fc.constantFrom('4', '5'), permissions: bits }), { maxLength: 2 }),
  overwrites: fc.uniqueArray(
    fc.oneof(
      fc.record({ id: fc.constantFrom('3', '4', '5'), type: fc.constant(0 as const), allow: bits, deny: bits }),
      fc.record({ id: fc.constantFrom('1', '9'), type: fc.constant(1 as const), allow: bits, deny: bits }),
    ),
    { selector: ({ id }) => id },
  ),
  timedOut: fc.boolean(),
});

/** What is left of the granted bits, said anew: sight first, then time-out, then the right to send. */
function expectedOf(granted: bigint, { timedOut }: Standing, isThread: boolean): bigint {
  if (granted & Administrator) return granted;
  if (!(granted & ViewChannel)) return 0n;
  if (timedOut) return granted & (ViewChannel | ReadMessageHistory);
  const maySend = granted & (isThread ? SendMessagesInThreads : SendMessages);
  return maySend ? granted : granted & ~(AttachFiles | EmbedLinks | MentionEveryone);
}

test('implied denials only remove permissions: without View Channel, in a time-out, without Send Messages', () => {
  fc.assert(
    fc.property(standings, fc.boolean(), (standing, isThread) => {
      const expected = expectedOf(grantedPermissions(standing), standing, isThread);
      expect(effectivePermissions(standing, isThread)).toBe(expected);
    }),
    { numRuns: 1_000 },
  );
});
