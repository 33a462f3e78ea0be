import type { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { type StorageAdapter, createStore, sentenceOf, type Store, StoreError } from '../../../src/store/store.ts';
import { createMemoryAdapter } from '../../../src/store/memory-adapter.ts';
import { createManualClock } from '../../helpers/manual-clock.ts';

const clock = createManualClock(Date.now());

/** A store whose adapter behaves as `overrides` say. */
function storeWith(overrides: Partial<StorageAdapter>, onError?: (error: unknown) => void): Store {
  const adapter = Object.assign(createMemoryAdapter({ clock }), overrides);
  return createStore({ adapter, clock, timeLimit: 1_000, ...(onError && { onError }) });
}

const CALLS: readonly [keyof StorageAdapter, (store: Store) => Promise<unknown>][] = [
  ['get', (store) => store.get('a')],
  ['getMany', (store) => store.getMany(['a', 'b'])],
  ['setMany', (store) => store.setMany([{ key: 'a', value: 1 }])],
  ['entries', (store) => Array.fromAsync(store.iterate('a'))],
  ['sweep', (store) => store.sweep()],
  ['scrub', (store) => store.scrub()],
  ['disconnect', (store) => store.close()],
];

test.each(CALLS)('a failing %s rejects with what was wanted and why it failed', async (method, call) => {
  const cause = new Error('disk on fire');
  const failing = { [method]: method === 'entries' ? () => failAfterOne(cause) : () => Promise.reject(cause) };
  const rejection = await call(storeWith(failing)).catch((error: unknown) => error);
  expect(rejection).toBeInstanceOf(StoreError);
  expect(rejection).toMatchObject({ cause, message: expect.stringMatching(/^The store could not /) });
});

test.each(CALLS)('a %s that never answers rejects when its time is over', async (method, call) => {
  const never = { [method]: method === 'entries' ? silence : () => new Promise(() => undefined) };
  let rejection: unknown;
  call(storeWith(never)).catch((error: unknown) => {
    rejection = error;
  });
  const limit = method === 'scrub' ? 60_000 : 1_000; // clearing the disk takes longer than other calls
  await vi.waitFor(() => {
    clock.advance(limit);
    expect(rejection).toBeInstanceOf(StoreError);
  });
  expect(rejection).toMatchObject({ cause: { message: `It took longer than ${limit} ms` } });
});

test('a write that is answered with false rejects', async () => {
  const store = storeWith({ setMany: async (entries) => entries.map((_, index) => index !== 1) });
  await store.setMany([{ key: 'a', value: 1 }]);
  const batch = ['a', 'b', 'c'].map((key) => ({ key, value: 1 }));
  await expect(store.setMany(batch)).rejects.toThrow('The store could not write 3 keys (a, …)');
});

test('a value that cannot be read as JSON rejects instead of being taken for absent', async () => {
  const store = storeWith({ get: async () => '{"value":' });
  await expect(store.get('a')).rejects.toThrow(StoreError);
});

test('an error that an adapter emits between calls is heard and ends nothing', async () => {
  const onError = vi.fn<(error: unknown) => void>();
  const adapter = createMemoryAdapter({ clock });
  const store = createStore({ adapter, clock, onError });
  const lost = new Error('connection lost');
  (adapter as unknown as EventEmitter).emit('error', lost);
  expect(onError).toHaveBeenCalledWith(lost);
  expect(await store.get('a')).toBeUndefined();
});

test('a log that is held up is tried again until it is empty, or the store closed', async () => {
  let tries = 0;
  const store = storeWith({ emptyLog: async () => (tries += 1) >= 3 });
  const turn = async () => {
    clock.advance(1_000);
    await setImmediate();
  };
  await Promise.all([store.emptyLog(), store.emptyLog()]);
  expect(tries).toBe(2);
  for (let seconds = 0; seconds < 3; seconds += 1) await turn();
  expect(tries).toBe(3);
  const open = () => storeWith({ emptyLog: async () => (tries += 1) < 0 });
  const [closed, closing] = [open(), open()];
  await Promise.all([closed.emptyLog(), closed.emptyLog()]);
  await closed.close();
  await Promise.all([closing.emptyLog(), closing.close()]);
  expect(tries).toBe(6);
  await turn();
  expect(tries).toBe(6);
});

test('a log that cannot be emptied is reported once and rejects nothing', async () => {
  const onError = vi.fn<(error: unknown) => void>();
  const store = storeWith({ emptyLog: () => Promise.reject(new Error('disk full')) }, onError);
  await store.emptyLog();
  clock.advance(10_000);
  await setImmediate();
  expect(onError).toHaveBeenCalledTimes(1);
  expect(onError.mock.calls[0]?.[0]).toMatchObject({ message: 'The store could not empty its log' });
});

describe('whether anything can be written', () => {
  /** A store whose writes are counted, and fail while `state.failure` is set. */
  function countingStore() {
    const state: { writes: number; failure: Error | null } = { writes: 0, failure: null };
    const store = storeWith({
      async setMany(entries) {
        state.writes += 1;
        if (state.failure) throw state.failure;
        return entries.map(() => true);
      },
    });
    return { state, store };
  }
  const write = (store: Store) => store.setMany([{ key: 'a', value: 1 }]);

  test('is tried once in ten seconds at most, by however many ask, and not at all while something is written', async () => {
    const { state, store } = countingStore();
    await Promise.all([store.assertWritable(), store.assertWritable()]);
    clock.advance(9_000);
    await store.assertWritable();
    expect(state.writes).toBe(1);
    clock.advance(1_000);
    await store.assertWritable();
    expect(state.writes).toBe(2);
    clock.advance(9_000);
    await write(store);
    clock.advance(9_000);
    await store.assertWritable();
    expect(state.writes).toBe(3);
  });

  test('is denied as soon as a write fails, with its reason, and tried again after five seconds', async () => {
    const { state, store } = countingStore();
    state.failure = new Error('disk is full');
    await expect(write(store)).rejects.toThrow(StoreError);
    state.failure = null;
    clock.advance(4_999);
    const denied = await store.assertWritable().catch(sentenceOf);
    expect(denied).toBe('Nothing can be written to the store: disk is full');
    expect(state.writes).toBe(1);
    clock.advance(1);
    await store.assertWritable();
    expect(state.writes).toBe(2);
  });

  test('is denied while the trial fails', async () => {
    const { state, store } = countingStore();
    state.failure = new Error('disk is full');
    await expect(store.assertWritable()).rejects.toThrow(StoreError);
    clock.advance(10_000);
    await expect(store.assertWritable()).rejects.toThrow(StoreError);
    expect(state.writes).toBe(2);
    state.failure = null;
    await write(store);
    await store.assertWritable();
  });
});

test('of failures that followed from each other the sentence is about the first', () => {
  const first = new StoreError('The store could not write a', { cause: new Error('disk is full') });
  const last = new SuppressedError(new Error('cannot be closed either'), first);
  expect(sentenceOf(last)).toBe('The store could not write a: disk is full');
  expect([sentenceOf(new Error('plain')), sentenceOf('odd')]).toEqual(['plain', 'odd']);
});

// eslint-disable-next-line require-yield
async function* silence(): AsyncGenerator<[string, string]> {
  await new Promise(() => undefined);
}

async function* failAfterOne(cause: Error): AsyncGenerator<[string, string]> {
  yield ['a', '{"value":1}'];
  throw cause;
}

test('an error names no member and no message, because logs outlive an erasure', async () => {
  const failing = () => Promise.reject(new Error('disk on fire'));
  const store = storeWith({ get: failing, setMany: failing });
  await expect(store.get('{7}:member:770011')).rejects.toThrow(/^The store could not read \{7\}:member:…$/);
  const batch = ['{7}:wrote:90:770011', 'b'].map((key) => ({ key, value: 1 }));
  await expect(store.setMany(batch)).rejects.toThrow(/^The store could not write 2 keys \(\{7\}:wrote:…, …\)$/);
});
