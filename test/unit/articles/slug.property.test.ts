import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSlug, slugFromTitle, slugsFromHeadings } from '../../../src/articles/slug.ts';

const title = fc.string({ unit: 'grapheme', maxLength: 200 });

test('every title has a valid slug or an empty one', () => {
  fc.assert(fc.property(title, (text) => slugFromTitle(text) === '' || isSlug(slugFromTitle(text))));
});

test('a slug is its own slug', () => {
  fc.assert(fc.property(title, (text) => slugFromTitle(slugFromTitle(text)) === slugFromTitle(text)));
});

test('slugs of any headings are valid and all different', () => {
  const headings = fc.array(fc.oneof(title, fc.constantFrom('a', 'a 2', 'long '.repeat(30), '')), { maxLength: 30 });
  fc.assert(
    fc.property(headings, (texts) => {
      const slugs = slugsFromHeadings(texts);
      expect(new Set(slugs).size).toBe(texts.length);
      expect(slugs.every(isSlug)).toBe(true);
    }),
  );
});
