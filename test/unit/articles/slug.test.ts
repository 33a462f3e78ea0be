import { describe, expect, test } from 'vitest';
import { isSlug, slugFromTitle, slugsFromHeadings } from '../../../src/articles/slug.ts';

describe('slugFromTitle', () => {
  test.each([
    ['Armenia Steps Back', 'armenia-steps-back'],
    ['Café Zoë – 50 % größer!', 'cafe-zoe-50-grosser'],
    ["The Alliance's Effectiveness", 'the-alliances-effectiveness'],
    ['Łódź i Øresund', 'lodz-i-oresund'],
    ['İstanbul ışığı', 'istanbul-isigi'],
    ['Հայաստանի Ընտրությունը', 'հայաստանի-ընտրությունը'],
    ['Ένας Τίτλος', 'ένας-τίτλος'],
    ['हिन्दी समाचार', 'हिन्दी-समाचार'],
    ['../../etc/passwd', 'etc-passwd'],
    ['!?…', ''],
  ])('makes of "%s" the slug "%s"', (title, slug) => {
    expect(slugFromTitle(title)).toBe(slug);
  });

  test('ends a long slug at a word', () => {
    expect(slugFromTitle('word '.repeat(40))).toBe('word-'.repeat(16).slice(0, -1));
  });

  test('cuts a single word that is too long, but no letter in half', () => {
    const slug = slugFromTitle(`a${'𐐨'.repeat(60)}`);
    expect(slug.length).toBeLessThanOrEqual(80);
    expect(slug.isWellFormed()).toBe(true);
  });
});

test.each(['..', '../x', 'a/b', 'A', 'a--b', '-a', 'a b', 'a\0', '%2e%2e', '', 'a'.repeat(81)])(
  'takes "%s" for no slug',
  (text) => {
    expect(isSlug(text)).toBe(false);
  },
);

test('gives equal headings of one article different slugs', () => {
  expect(slugsFromHeadings(['After', 'After', 'After 2', 'After', '!'])).toEqual([
    'after',
    'after-2',
    'after-2-2',
    'after-3',
    'section',
  ]);
});
