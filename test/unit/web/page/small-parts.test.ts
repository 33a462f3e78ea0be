import { describe, expect, test } from 'vitest';
import { initialsOf, fileSize } from '../../../../src/web/page/text.ts';
import { pagesShown } from '../../../../src/web/page/layout.ts';

describe('initials are the first letters of the first and the last word', () => {
  test.each([
    ['Ada Lovelace', 'AL'],
    ['ada', 'A'],
    ['Ada King, Countess of Lovelace', 'AL'],
    ['ada_king', 'AK'],
    ['张伟', '张'],
    ['מיכאל כהן', 'מכ'],
    ['👍 thumbs', 'T'],
    ['👍', '·'],
    ['', '·'],
    ['7 of 9', '79'],
    ['𝒜da', '𝒜'],
  ])('%j gives %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe('a file\u2019s size has at most three significant digits', () => {
  test.each([
    [0, '0 B'],
    [1023, '1,020 B'],
    [1536, '1.5 KB'],
    [26_214_400, '25 MB'],
    [5 * 1024 ** 4, '5,120 GB'],
  ])('%i bytes are %s', (bytes, words) => {
    expect(fileSize(bytes, { language: 'en' })).toBe(words);
  });

  test('in the page’s language', () => {
    expect(fileSize(1536, { language: 'de' })).toBe('1,5 KB');
  });
});

test('a pager shows the ends and the nearest pages', () => {
  expect(pagesShown(1, 1)).toEqual([1]);
  expect(pagesShown(1, 20)).toEqual([1, 2, 3, 20]);
  expect(pagesShown(10, 20)).toEqual([1, 8, 9, 10, 11, 12, 20]);
  expect(pagesShown(20, 20)).toEqual([1, 18, 19, 20]);
});
