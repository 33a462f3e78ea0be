import { describe, expect, test } from 'vitest';
import { bestMatches, matchRank, folded } from '../../../src/articles/library.ts';

describe('folded', () => {
  test.each([
    ['Café', 'CAFE'],
    ['Straße', 'STRASSE'],
    ['Alliance’s', "alliance's"],
    ['ΟΔΟΣ', 'οδός'],
    ['  two\n words ', 'two words'],
  ])('makes "%s" and "%s" the same', (one, other) => {
    expect(folded(one)).toBe(folded(other));
  });
});

test('ranks the beginning before a word’s beginning, that before the inside, and scattered words last', () => {
  const titles = ['the marina', 'some arid land', 'arid', 'reading a map of ari'];
  expect(titles.map((title) => matchRank(title, 'ari'))).toEqual([2, 1, 0, 1]);
  expect(matchRank('armenia steps back from the alliance', 'alliance armenia')).toBe(3);
  expect(matchRank('armenia', 'georgia')).toBeUndefined();
});

test('keeps the order of equally good fits', () => {
  expect(bestMatches(['b one', 'x one', 'one', 'a one'], 'one', String)).toEqual(['one', 'b one', 'x one', 'a one']);
});

test('takes the signs of regular expressions for themselves', () => {
  expect(bestMatches(['what? (really)', 'what'], 'what? (', String)).toEqual(['what? (really)']);
});
