import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { type StorageAdapter, createStore, type Store, StoreError } from '../../src/store/store.ts';
import { createManualClock, type ManualClock } from '../helpers/manual-clock.ts';

/** How a suite gets at one kind of adapter. */
export interface AdapterFixture {
  /** An adapter over a place that is empty at the start of each test. */
  create(options: { clock: Clock }): StorageAdapter | Promise<StorageAdapter>;
  /** Removes what `create` made. */
  cleanUp(): void | Promise<void>;
}

/** Keys that people and addresses bring about. */
const STRANGE_KEYS = [
  '{123}:place:https://example.org/a:b?c={d}&e=%2e',
  '{123}:place:статья-ծ-🗞️',
  '{123}:place:it\'s "quoted" \\ * % _ ?',
  'place:__proto__',
  ' ',
];

/** What every adapter must do, seen through the strict store that the rest of the program uses. */
export function describeStorage(name: string, fixture: AdapterFixture): void {
  describe(`a store over ${name}`, () => {
    let clock: ManualClock;
    let adapter: StorageAdapter;
    let store: Store;
    const open = () => createStore({ adapter, clock });
    const all = async (prefix: string) => {
      const entries = await Array.fromAsync(store.iterate(prefix));
      return entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
    };

    beforeEach(async () => {
      clock = createManualClock(Date.now());
      adapter = await fixture.create({ clock });
      store = open();
    });
    afterEach(async () => {
      await store.close().catch((error: unknown) => expect(error).toBeInstanceOf(StoreError));
      await fixture.cleanUp();
    });

    test('gives back what was set, whatever JSON it is', async () => {
      const values = [
        0,
        false,
        '',
        null,
        ':colon',
        ':base64:AA==',
        [],
        {},
        { a: [1, { b: '\u0000🗞️\ud800' }] },
        'x'.repeat(100_000),
      ];
      const writes = values.map((value, index) => ({ key: `value:${index}`, value }));
      await store.setMany(writes);
      expect(await store.getMany(writes.map(({ key }) => key))).toEqual(values);
      expect(await store.get('value:8')).toEqual(values[8]);
    });

    test('answers undefined for what was never set, in the order of the keys', async () => {
      await store.setMany([{ key: 'b', value: 2 }]);
      expect(await store.get('a')).toBeUndefined();
      expect(await store.getMany(['a', 'b', 'c', 'b'])).toEqual([undefined, 2, undefined, 2]);
      expect(await store.getMany([])).toEqual([]);
    });

    test('takes keys with braces, colons, quotes and any script', async () => {
      await store.setMany(STRANGE_KEYS.map((key, index) => ({ key, value: index })));
      expect(await store.getMany(STRANGE_KEYS)).toEqual([0, 1, 2, 3, 4]);
      expect((await all('')).map(([key]) => key)).toEqual(STRANGE_KEYS.toSorted());
    });

    test('sets and deletes in one go, and of two writes to one key the later counts', async () => {
      await store.setMany([
        { key: 'a', value: 1 },
        { key: 'b', value: 1 },
      ]);
      await store.setMany([
        { key: 'a', value: undefined },
        { key: 'b', value: 2 },
        { key: 'c', value: 3 },
        { key: 'c', value: 4 },
      ]);
      expect(await store.getMany(['a', 'b', 'c'])).toEqual([undefined, 2, 4]);
      await store.setMany([{ key: 'never there', value: undefined }]);
      await store.setMany([]);
    });

    test('adds a key once: what is there stays', async () => {
      await Promise.all([store.add('a', 1), store.add('a', 2)]);
      const first = await store.get<number>('a');
      expect([1, 2]).toContain(first);
      await store.add('a', 3);
      expect(await store.get('a')).toBe(first);
      expect(await all('')).toEqual([['a', first]]);
    });

    test('writes a batch whole or not at all', async () => {
      await store.setMany([{ key: 'a', value: 1 }]);
      const circular: { self?: unknown } = {};
      circular.self = circular;
      const batch = [
        ...Array.from({ length: 600 }, (_, index) => ({ key: `k${index}`, value: index })),
        { key: 'a', value: circular },
      ];
      await expect(store.setMany(batch)).rejects.toThrow(StoreError);
      expect(await all('k')).toEqual([]);
      await store.setMany(batch.slice(0, 600));
      expect(await all('k')).toHaveLength(600);
    });

    test('forgets a value when its time is over, and a later write without one is kept', async () => {
      await store.setMany([
        { key: 'short', value: 1, ttl: 1_000 },
        { key: 'long', value: 2, ttl: 5_000 },
        { key: 'ever', value: 3 },
      ]);
      clock.advance(999);
      expect(await store.getMany(['short', 'long', 'ever'])).toEqual([1, 2, 3]);
      clock.advance(1);
      expect(await store.getMany(['short', 'long', 'ever'])).toEqual([undefined, 2, 3]);
      expect(await all('')).toEqual([
        ['ever', 3],
        ['long', 2],
      ]);
      await store.setMany([{ key: 'long', value: 4 }]);
      clock.advance(10_000);
      await store.sweep();
      expect(await store.getMany(['short', 'long', 'ever'])).toEqual([undefined, 4, 3]);
    });

    test('writes nothing when it reads, not even where something has expired', async () => {
      await store.setMany([
        { key: 'gone', value: 1, ttl: 1 },
        { key: 'there', value: 1 },
      ]);
      clock.advance(1_000);
      const before = store.revision();
      await store.getMany(['gone', 'there', 'never']);
      await store.get('gone');
      await all('');
      clock.advance(1_000);
      expect(store.revision()).toBe(before);
      clock.advance(-1_999);
      expect(await store.get('there')).toBe(1);
    });

    test('says with its revision that something was written', async () => {
      const before = store.revision();
      await store.setMany([{ key: 'a', value: 1 }]);
      const after = store.revision();
      expect(after).not.toBe(before);
      await store.setMany([{ key: 'a', value: undefined }]);
      expect(store.revision()).not.toBe(after);
    });

    test('iterates over exactly what begins with the prefix, also past a page and while it is deleted', async () => {
      const inside = Array.from({ length: 1_203 }, (_, index) => `{1}:comment:7:${index}`);
      const outside = ['{1}:comment:70:1', '{1}:comment:7', '{11}:comment:7:1', '{1}:commenu', 'a%_'];
      await store.setMany([...inside, ...outside].map((key) => ({ key, value: key })));
      const seen: string[] = [];
      for await (const [key, value] of store.iterate('{1}:comment:7:')) {
        expect(value).toBe(key);
        seen.push(key);
        if (seen.length % 200 === 0) await store.setMany(seen.map((key) => ({ key, value: undefined })));
      }
      await store.setMany(seen.map((key) => ({ key, value: undefined })));
      expect(seen.toSorted()).toEqual(inside.toSorted());
      expect((await all('')).map(([key]) => key)).toEqual(outside.toSorted());
    });

    test('rejects every call once it is closed', async () => {
      await store.close();
      const calls = [
        () => store.get('a'),
        () => store.getMany(['a', 'b']),
        () => store.setMany([{ key: 'a', value: 1 }]),
        () => Array.fromAsync(store.iterate('')),
        () => store.sweep(),
        () => store.scrub(),
      ];
      for (const call of calls) await expect(call()).rejects.toThrow(StoreError);
    });
  });
}
