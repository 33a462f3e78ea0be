import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Entry,
  compareByScore,
  EMPTY_TOP,
  isTooShort,
  topOf,
  TOP_SHOWN,
  topWith,
  topWithout,
} from '../../../src/store/lists.ts';

const step = fc.record({ id: fc.integer({ min: 1, max: 900 }).map(String), score: fc.integer({ min: -1, max: 6 }) });

/** What a list of 700 comments, which is longer than the top keeps, begins with. */
const START = Array.from({ length: 700 }, (_, index): Entry => [String(index + 1), index % 4]);

test('whatever comes, goes, gains or loses, the top is exactly the best of the list', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const list = new Map(START);
      let top = topOf(START);
      for (const { id, score } of steps) {
        if (score < 0) list.delete(id);
        else list.set(id, score);
        top = score < 0 ? topWithout(top, id) : topWith(top, [id, score]);
        if (isTooShort(top)) top = topOf([...list]);
      }
      expect(top.entries.slice(0, TOP_SHOWN)).toEqual([...list].toSorted(compareByScore).slice(0, TOP_SHOWN));
    }),
    { numRuns: 60 },
  );
});

test('a comment without reactions leaves a full top as it is', () => {
  const top = topOf(START);
  expect(topWith(top, ['5000', 0])).toBe(top);
  expect(topWithout(top, '5000')).toBe(top);
  expect(topWith(EMPTY_TOP, ['5000', 0]).entries).toEqual([['5000', 0]]);
});

test('it is read through again only after a hundred losses', () => {
  let top = topOf(START);
  let losses = 0;
  while (!isTooShort(top)) {
    top = topWithout(top, top.entries[0]?.[0] ?? '');
    losses += 1;
  }
  expect(losses).toBe(101);
});
