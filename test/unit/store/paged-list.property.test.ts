import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Entry,
  positionIn,
  readList,
  allEntries,
  entriesAfter,
  entriesBefore,
  entriesBetween,
  PAGE_ENTRIES,
  putEntry,
  removeEntry,
} from '../../../src/store/lists.ts';
import { compareSnowflakes } from '../../../src/snowflake.ts';
import { createTransactions } from '../../../src/store/queues.ts';
import { keysOfThread } from '../../../src/discussions/keys.ts';
import { openStore } from '../../../src/store/open.ts';

const keys = keysOfThread({ guild: '1', thread: '2' }).list(null);

async function emptyList() {
  const store = await openStore('memory:');
  return { store, createDraft: createTransactions({ store, isHot: () => true }).create };
}

type List = Awaited<ReturnType<typeof emptyList>>;

/** Puts each entry, or takes it out when its score is null, a few to a write. */
async function perform({ createDraft }: List, steps: readonly (readonly [string, number | null])[]): Promise<Entry[]> {
  const expected = new Map<string, number>();
  for (let index = 0; index < steps.length; index += 7) {
    const tx = createDraft();
    for (const [id, score] of steps.slice(index, index + 7)) {
      if (score === null) await removeEntry(tx, keys, id);
      else await putEntry(tx, keys, [id, score]);
      if (score === null) expected.delete(id);
      else expected.set(id, score);
    }
    await tx.commit();
  }
  return [...expected].toSorted(([a], [b]) => compareSnowflakes(a, b));
}

const id = fc.integer({ min: 1, max: 1_500 }).map(String);
const steps = fc.array(fc.tuple(id, fc.option(fc.nat({ max: 9 }), { freq: 4 })), { minLength: 300, maxLength: 1_500 });

test('entries that come in any order, and go, are a sorted list in pages that are never too long', async () => {
  await fc.assert(
    fc.asyncProperty(steps, id, id, async (drawn, from, to) => {
      const list = await emptyList();
      const expected = await perform(list, drawn);
      const tx = list.createDraft();
      expect(await allEntries(tx, keys)).toEqual(expected);
      const between = expected.filter(([one]) => Number(from) <= Number(one) && Number(one) <= Number(to));
      expect(await entriesBetween(tx, keys, [from, to])).toEqual(between);
      expect(await Array.fromAsync(entriesBefore(tx, keys, null))).toEqual(expected.toReversed());
      const before = expected.filter(([one]) => Number(one) < Number(to));
      expect(await Array.fromAsync(entriesBefore(tx, keys, to))).toEqual(before.toReversed());
      for (const [label] of (await tx.get(keys.directory)) ?? []) {
        expect((await tx.get(keys.page(label)))?.length).toSatisfy(
          (length: number) => length > 0 && length <= PAGE_ENTRIES,
        );
      }
      const walked = [];
      for (let last = ''; ;) {
        const more = await entriesAfter(tx, keys, last);
        if (more.length === 0) break;
        walked.push(...more);
        last = more.at(-1)?.[0] ?? '';
      }
      expect(walked).toEqual(expected);
      await readList(list.store, keys, async (snapshot) => {
        expect(snapshot.total).toBe(expected.length);
        expect(await snapshot.slice(100, 400)).toEqual(expected.slice(100, 400));
        expect(await positionIn(snapshot, from)).toEqual({
          index: expected.filter(([one]) => Number(one) < Number(from)).length,
          isThere: expected.some(([one]) => one === from),
        });
      });
    }),
    { numRuns: 20 },
  );
});

test('a list that only grows has full pages, and its directory is written only when a page opens', async () => {
  const list = await emptyList();
  await perform(
    list,
    Array.from({ length: 3 * PAGE_ENTRIES }, (_, index) => [String(index + 1), 0]),
  );
  expect(await list.store.get(keys.directory)).toEqual([
    ['1', '1', PAGE_ENTRIES],
    ['2', String(PAGE_ENTRIES + 1), PAGE_ENTRIES],
    ['3', String(2 * PAGE_ENTRIES + 1), 1],
  ]);
});

test('a reader whose list is split between two reads reads again', async () => {
  const list = await emptyList();
  await perform(
    list,
    Array.from({ length: 400 }, (_, index) => [String(1_000 + 2 * index), 0]),
  );
  let attempts = 0;
  const entries = await readList(list.store, keys, async (snapshot) => {
    attempts += 1;
    if (attempts === 1) await perform(list, [['1001', 0]]);
    return snapshot.slice(0, 401);
  });
  expect(attempts).toBe(2);
  expect(entries).toHaveLength(401);
});
