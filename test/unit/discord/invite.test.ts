import { readFile } from 'node:fs/promises';
import { PermissionsBitField } from 'discord.js';
import { expect, test } from 'vitest';
import { RIGHTS } from '../../../src/discord/runtime/rights.ts';
import { seedRecords } from '../../../src/sandbox/world/seed.ts';

const wanted = new PermissionsBitField([...RIGHTS]).bitfield.toString();

test('the invite in README.md asks for the rights that the bot uses, and for no others', async () => {
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
  expect(/permissions=(\d+)/.exec(readme)?.[1]).toBe(wanted);
});

test('in the sandbox the bot has what the invite gives it, and no more', () => {
  const { roles } = seedRecords(Date.now()).records;
  expect([...roles.values()].find(({ managed }) => managed)?.permissions).toBe(wanted);
});
