import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstWords } from '../../../src/markdown/text.ts';

test.each([
  ['short', 10, 'short'],
  ['one\n two', 10, 'one two'],
  ['one two three', 13, 'one two three'],
  ['one two three', 12, 'one two…'],
  ['unbelievable', 6, 'unbel…'],
  ['👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 2, '👨‍👩‍👧‍👦…'],
])('of %j at most %i graphemes are %j', (text, max, words) => expect(firstWords(text, max)).toBe(words));

test('they are never longer than asked for', () => {
  const graphemes = new Intl.Segmenter();
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 20 }), (text, max) => {
      expect([...graphemes.segment(firstWords(text, max))].length).toBeLessThanOrEqual(max);
    }),
  );
});
