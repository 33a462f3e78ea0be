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
import { specifiedOperations } from '../helpers/specification.ts';

const SPECIFIED = specifiedOperations();

test('the specification names every operation of the box', () => {
  const ours = Object.keys(OPERATIONS);
  expect(ours.length).toBeGreaterThan(50);
  expect(ours.filter((name) => !SPECIFIED.has(name))).toEqual([]);
});

/** Bodies that the specification has no name for: each is read by hand, or by what is in it. */
const UNNAMED = new Set([
  'POST /channels/{channel_id}/messages/bulk-delete',
  'PUT /applications/{application_id}/guilds/{guild_id}/commands/{command_id}/permissions',
  'POST /interactions/{interaction_id}/{interaction_token}/callback',
]);

/** The schemas that an expression names, and whether it is a list. */
const schemasIn = (expression: string): string[] =>
  expression === '' ? [] : [...(expression.match(/\w+/g) ?? []), expression.includes('[]') ? 'a list' : 'one'];

test('every operation takes the query and body, and gives the response, that the specification names', () => {
  for (const [name, { query = {}, request, response = '' }] of Object.entries(OPERATIONS)) {
    const specified = SPECIFIED.get(name) ?? { query: [], request: '', answer: '' };
    const [body, answer] = [specified.request, specified.answer].map(schemasIn);
    expect({ name, query: Object.keys(query).toSorted() }).toEqual({ name, query: specified.query.toSorted() });
    if (UNNAMED.has(name)) continue;
    const takes = typeof request === 'function' ? body : schemasIn(request ?? '');
    expect({ name, takesBody: request !== undefined, answers: response !== '' }).toEqual({
      name,
      takesBody: specified.request !== '',
      answers: specified.answer !== '',
    });
    expect({ body, answer }).toEqual({
      body: expect.arrayContaining(takes ?? []) as unknown,
      answer: expect.arrayContaining(schemasIn(response)) as unknown,
    });
  }
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

test('a response with a missing, extra or mistyped key breaks the contract', () => {
  const { answer, found } = contract();
  answer('GET /users/{user_id}', { response: 'UserResponse' }, USER);
  expect(found()).toEqual([]);
  const { username: _username, ...nameless } = USER;
  answer('GET /users/{user_id}', { response: 'UserResponse' }, nameless);
  answer('GET /users/{user_id}', { response: 'UserResponse' }, { ...USER, colour: 'red' });
  answer('GET /users/{user_id}', { response: 'UserResponse' }, { ...USER, public_flags: 'none' });
  answer('DELETE /channels/{channel_id}/messages/{message_id}', {}, USER);
  expect(found()).toEqual(['username', 'colour', 'public_flags', '']);
});

test('an unknown, incomplete or malformed event breaks the contract', () => {
  const { dispatch, found } = contract();
  dispatch('MESSAGE_DELETE', { id: '1', channel_id: '2', guild_id: '3' });
  expect(found()).toEqual([]);
  dispatch('MESSAGE_VANISH', {});
  dispatch('MESSAGE_DELETE', { id: '1' });
  dispatch('MESSAGE_DELETE', { id: '1', channel_id: '2', author: USER });
  expect(found()).toEqual(['', 'channel_id', 'author']);
});

test('an interaction’s data and resolved objects are checked', () => {
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
  expect(found()).toEqual(['data', 'data.resolved.users.1.id', 'data']);
});

test('an unknown query parameter fails the test that sent it', async () => {
  const box = await startBox();
  const channel = textChannel(await box.client());
  await channel.client.rest.get(Routes.channelMessages(channel.id), { query: new URLSearchParams('limt=5') });
  expect((await box.journal()).violations).toMatchObject([{ path: 'limt' }]);
  await expect(box[Symbol.asyncDispose]()).rejects.toThrow('to deeply equal');
});

test('a failure of the box is a violation, wherever it happens in a request', async () => {
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
