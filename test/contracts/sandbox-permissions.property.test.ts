import fc from 'fast-check';
import { type Guild, PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import { beforeAll, afterAll, expect, test } from 'vitest';
import { grantedPermissions, type Overwrite } from '../../src/sandbox/permissions.ts';
import { startBox, type Box } from '../helpers/sandbox.ts';

let box: Box;
let guild: Guild;

beforeAll(async () => {
  box = await startBox();
  const client = await box.client();
  const known = client.guilds.cache.first();
  if (!known) throw new Error('No guild');
  guild = known;
});

afterAll(async () => {
  await box[Symbol.asyncDispose]();
});

const flags = Object.values(PermissionFlagsBits);
const bits = fc.subarray(flags).map((chosen) => String(chosen.reduce((sum, bit) => sum | bit, 0n)));

test('what the box grants is what discord.js’ permissionsFor computes, for any roles and overwrites', () => {
  const member = guild.members.me;
  const channel = guild.channels.cache.find(({ name }) => name === 'news');
  if (!member || !channel || channel.isThread()) throw new Error('No member or channel');
  const [own] = member.roles.cache.filter(({ id }) => id !== guild.id).values();
  const everyone = guild.roles.everyone;
  if (!own) throw new Error('No role');
  const overwrite = (id: string, type: 0 | 1) =>
    fc.option(fc.record({ id: fc.constant(id), type: fc.constant(type), allow: bits, deny: bits }), { nil: undefined });
  const overwrites = fc.tuple(overwrite(everyone.id, 0), overwrite(own.id, 0), overwrite(member.id, 1));
  fc.assert(
    fc.property(bits, bits, overwrites, (everyoneBits, ownBits, chosen) => {
      const list: Overwrite[] = chosen.filter((each) => each !== undefined);
      everyone.permissions = new PermissionsBitField(BigInt(everyoneBits)).freeze();
      own.permissions = new PermissionsBitField(BigInt(ownBits)).freeze();
      channel.permissionOverwrites.cache.clear();
      for (const { id, type, allow, deny } of list) {
        const stored = {
          id,
          type,
          allow: new PermissionsBitField(BigInt(allow)),
          deny: new PermissionsBitField(BigInt(deny)),
        };
        channel.permissionOverwrites.cache.set(id, stored as never); // only these four are read
      }
      const ours = grantedPermissions({
        memberId: member.id,
        ownerId: guild.ownerId,
        everyone: { id: everyone.id, permissions: everyoneBits },
        roles: [{ id: own.id, permissions: ownBits }],
        overwrites: list,
        timedOut: false,
      });
      expect(ours).toBe(channel.permissionsFor(member).bitfield);
    }),
  );
});
