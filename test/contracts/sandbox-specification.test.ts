import { Routes } from 'discord.js';
import { expect, test } from 'vitest';
import { createClock } from '../../src/sandbox/clock.ts';
import { createContract } from '../../src/sandbox/contract/contract.ts';
import { createJournal } from '../../src/sandbox/journal.ts';
import { createFaults } from '../../src/sandbox/faults.ts';
import { createRest, OPERATIONS } from '../../src/sandbox/rest/router.ts';
import { seedRecords } from '../../src/sandbox/world/seed.ts';
import { createWorld } from '../../src/sandbox/world/world.ts';
import { textChannel } from '../helpers/discord.ts';
import { startBox } from '../helpers/sandbox.ts';

const SPECIFICATION: string = 'discord-api-spec'; // not a literal: its types would be checked as ours are

test('every operation of the box is one of the specification’s', async () => {
  const { pathsList } = (await import(SPECIFICATION)) as { pathsList: Record<string, readonly string[]> };
  const known = new Set(
    Object.entries(pathsList).flatMap(([method, paths]) => paths.map((path) => `${method.toUpperCase()} ${path}`)),
  );
  const ours = Object.keys(OPERATIONS);
  expect(ours.length).toBeGreaterThan(50);
  expect(ours.filter((name) => !known.has(name))).toEqual([]);
});

function contract() {
  const journal = createJournal(() => 0);
  return { ...createContract(journal), found: () => journal.violations().map(({ path }) => path) };
}

const USER = {
  id: '1',
  username: 'reader',
  global_name: null,
  discriminator: '0',
  avatar: null,
  public_flags: 0,
  flags: 0,
  primary_guild: null,
};

test('an answer that lacks a key, has one too many or one of the wrong type breaks the contract', () => {
  const { answer, found } = contract();
  answer('GET /users/{user_id}', 'UserResponse', USER);
  expect(found()).toEqual([]);
  const { username: _username, ...nameless } = USER;
  answer('GET /users/{user_id}', 'UserResponse', nameless);
  answer('GET /users/{user_id}', 'UserResponse', { ...USER, colour: 'red' });
  answer('GET /users/{user_id}', 'UserResponse', { ...USER, public_flags: 'none' });
  expect(found()).toEqual(['username', 'colour', 'public_flags']);
});

test('an event that is unknown, incomplete, or holds what it should not breaks the contract', () => {
  const { dispatch, found } = contract();
  dispatch('MESSAGE_DELETE', { id: '1', channel_id: '2', guild_id: '3' });
  expect(found()).toEqual([]);
  dispatch('MESSAGE_VANISH', {});
  dispatch('MESSAGE_DELETE', { id: '1' });
  dispatch('MESSAGE_DELETE', { id: '1', channel_id: '2', author: USER });
  expect(found()).toEqual(['', 'channel_id', 'author']);
});

test('an interaction’s data and all that it resolves is checked', () => {
  const { dispatch, found } = contract();
  const interaction = {
    id: '1',
    application_id: '1',
    type: 2,
    token: 't',
    version: 1,
    entitlements: [],
    app_permissions: '0',
    authorizing_integration_owners: {},
    attachment_size_limit: 1,
  };
  const data = { id: '1', name: 'ask', type: 1 };
  dispatch('INTERACTION_CREATE', { ...interaction, data: { ...data, resolved: { users: { 1: USER } } } });
  expect(found()).toEqual([]);
  dispatch('INTERACTION_CREATE', { ...interaction, data: { ...data, custom_id: 'x' } });
  dispatch('INTERACTION_CREATE', { ...interaction, data: { ...data, resolved: { users: { 1: { ...USER, id: 5 } } } } });
  dispatch('INTERACTION_CREATE', interaction);
  expect(found()).toEqual(['data.custom_id', 'data.resolved.users.1.id', 'data']);
});

test('a query parameter that the specification does not know fails the test that sent it', async () => {
  const box = await startBox();
  const channel = textChannel(await box.client());
  await channel.client.rest.get(Routes.channelMessages(channel.id), { query: new URLSearchParams('limt=5') });
  expect((await box.journal()).violations).toMatchObject([{ path: 'limt' }]);
  await expect(box[Symbol.asyncDispose]()).rejects.toThrow('to deeply equal');
});

test('a failure of the box is a violation, wherever in a request it happens', async () => {
  const journal = createJournal(() => 0);
  const clock = createClock();
  const world = createWorld({ ...seedRecords(0), clock });
  const broken = () => {
    throw new TypeError('nobody thought of this');
  };
  const rest = createRest({
    world,
    journal,
    contract: createContract(journal),
    token: 't',
    gateway: { hold: () => () => undefined },
    faults: { ...createFaults(), take: broken },
  });
  const response = await rest.request('/api/v10/users/@me');
  expect(response.status).toBe(500);
  expect(journal.violations()).toMatchObject([
    { message: expect.stringContaining('nobody thought of this') as unknown },
  ]);
});
