import { PermissionFlagsBits as Bit } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { ALL_PERMISSIONS, effectivePermissions, type Standing } from '../../../src/sandbox/permissions.ts';

const standing = (
  given: Partial<Standing> = {},
  everyone = Bit.ViewChannel | Bit.SendMessages | Bit.AttachFiles,
): Standing => ({
  memberId: '3',
  ownerId: '2',
  everyone: { id: '1', permissions: String(everyone) },
  roles: [],
  overwrites: [],
  timedOut: false,
  ...given,
});

const deny = (id: string, type: 0 | 1, bits: bigint) => ({ id, type, allow: '0', deny: String(bits) });

test('the owner can do everything, whatever is denied', () => {
  expect(effectivePermissions(standing({ memberId: '2', overwrites: [deny('1', 0, ALL_PERMISSIONS)] }), false)).toBe(
    ALL_PERMISSIONS,
  );
});

test('without View Channel a member can do nothing there', () => {
  expect(effectivePermissions(standing({ overwrites: [deny('1', 0, Bit.ViewChannel)] }), false)).toBe(0n);
});

test('without Send Messages a member cannot attach files either', () => {
  expect(effectivePermissions(standing({ overwrites: [deny('3', 1, Bit.SendMessages)] }), false)).toBe(Bit.ViewChannel);
});

test('a timed-out member keeps sight and history', () => {
  const everyone = Bit.ViewChannel | Bit.ReadMessageHistory | Bit.SendMessages;
  expect(effectivePermissions(standing({ timedOut: true }, everyone), false)).toBe(
    Bit.ViewChannel | Bit.ReadMessageHistory,
  );
});

test('a member’s own overwrite beats a role’s', () => {
  const role = { id: '9', permissions: '0' };
  const overwrites = [
    deny('9', 0, Bit.SendMessages),
    { id: '3', type: 1 as const, allow: String(Bit.SendMessages), deny: '0' },
  ];
  expect(effectivePermissions(standing({ roles: [role], overwrites }), false) & Bit.SendMessages).toBe(
    Bit.SendMessages,
  );
});
