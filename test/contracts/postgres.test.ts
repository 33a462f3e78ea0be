import { describe, expect, test, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { createPostgresAdapter } from '../../src/store/postgres-adapter.ts';
import { createTestSchema, POSTGRES_URL, type TestSchema } from '../helpers/postgres.ts';
import { describeStorage } from './store-contract.ts';

// Skipped without a server: TEST_POSTGRES_URL=postgres://… names one.
if (POSTGRES_URL) {
  let schema: TestSchema;
  for (const isWriter of [true, false]) {
    describeStorage(`PostgreSQL, as a ${isWriter ? 'writer' : 'reader'}`, {
      async create({ clock }) {
        schema = await createTestSchema();
        return createPostgresAdapter(schema.url(), { clock, isWriter });
      },
      cleanUp: async () => schema[Symbol.asyncDispose](),
    });
  }
}

describe.skipIf(!POSTGRES_URL)('PostgreSQL', () => {
  test('a PostgreSQL store has one writer, and the next one has it once that ended', async () => {
    await using schema = await createTestSchema();
    const first = await openStore(schema.url(), { isWriter: true });
    await expect(openStore(schema.url(), { isWriter: true })).rejects.toThrow(/another process writes to it/);
    await first.close();
    await (await openStore(schema.url(), { isWriter: true })).close();
  });

  test('a reader hears of what a writer wrote', async () => {
    await using schema = await createTestSchema();
    const writer = await openStore(schema.url(), { isWriter: true });
    const reader = await openStore(schema.url());
    const before = reader.revision();
    expect(reader.revision()).toBe(before);
    await writer.setMany([{ key: 'a', value: 1 }]);
    await vi.waitFor(() => expect(reader.revision()).not.toBe(before));
    expect(await reader.get('a')).toBe(1);
    await writer.close();
    await reader.close();
  });

  test('connections that the server ended are opened again, and no revision is like one before', async () => {
    await using schema = await createTestSchema();
    const writer = await openStore(schema.url(), { isWriter: true });
    const reader = await openStore(schema.url());
    await writer.setMany([{ key: 'a', value: 1 }]);
    await reader.get('a');
    const before = { session: writer.session(), revision: reader.revision() };
    expect(await schema.endConnections()).toBeGreaterThan(2);
    await vi.waitFor(() => expect(writer.session()).toBeGreaterThan(before.session), { timeout: 20_000 });
    await vi.waitFor(async () => expect(await reader.get('a')).toBe(1), { timeout: 20_000 });
    expect(reader.revision()).not.toBe(before.revision);
    await writer.setMany([{ key: 'a', value: 2 }]);
    expect(await reader.get('a')).toBe(2);
    await writer.close();
    await reader.close();
  });

  test('a server that cannot be reached is an error of one sentence without the password', async () => {
    const opening = openStore('postgres://somebody:secret@127.0.0.1:9/nothing', { isWriter: true });
    await expect(opening).rejects.toThrow(
      /^The store of STORE_URL "postgres:\/\/somebody:…@127\.0\.0\.1:9\/nothing" cannot be opened: .*ECONNREFUSED/,
    );
  });
});
