import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choiceFromArticle, choiceFromSection, shortened } from '../../../src/articles/library.ts';
import { articleWith } from '../../helpers/article.ts';

test('a long title is shown with … at its end, its slug is sent', () => {
  const choice = choiceFromArticle(articleWith({ slug: 'long', title: 'word '.repeat(50).trim() }));
  expect(choice.name).toMatch(/^(?:word )+word…$/);
  expect(choice).toMatchObject({ value: 'long' });
});

test('a family of emoji is shown whole or not at all', () => {
  expect(shortened('a👨‍👩‍👧‍👦b', 6)).toBe('a…');
});

test('an empty heading is shown by its slug', () => {
  expect(choiceFromSection({ slug: 'section', heading: ' ', markdown: '' }).name).toBe('section');
});

test('no text becomes longer than the limit or loses half a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 1, max: 100 }), (text, limit) => {
      const short = shortened(text, limit);
      expect(short.length).toBeLessThanOrEqual(limit);
      expect(short.isWellFormed()).toBe(true);
    }),
  );
});
