import fc from 'fast-check';
import { expect, test } from 'vitest';
import { threadName } from '../../../../src/discord/posting/starter-message.ts';
import { cut } from '../../../../src/discord/runtime/text.ts';
import { articleWith } from '../../../helpers/article.ts';

const long = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400, size: 'max' });

test('a text is cut to any limit that Discord has, between graphemes', () => {
  fc.assert(
    fc.property(long, fc.constantFrom(45, 80, 100, 150, 200), (text, limit) => {
      const kept = cut(text, limit);
      expect(kept.length).toBeLessThanOrEqual(limit);
      expect(kept.isWellFormed()).toBe(true);
    }),
  );
});

test('an article whose title has more than 100 characters can name its thread', () => {
  expect(threadName(articleWith({ title: 'word '.repeat(60) }))).toMatch(/^(word )+word…$/);
});
