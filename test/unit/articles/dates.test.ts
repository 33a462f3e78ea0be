import { expect, test } from 'vitest';
import { timeFromDate } from '../../../src/articles/parse.ts';

test.each([
  ['2024-02-23', '2024-02-23T00:00:00Z'],
  ['2024-02-23 18:30', '2024-02-23T18:30:00Z'],
  ['2024-02-23T18:30:00Z', '2024-02-23T18:30:00Z'],
  ['2024-02-23T18:30:00.5+01:00', '2024-02-23T17:30:00Z'],
  ['2024-02-23 18:30:00 +0100', '2024-02-23T17:30:00Z'],
])('reads %s as %s', (text, expected) => {
  expect(timeFromDate(text)).toBe(Date.parse(expected));
});

test.each(['', 'yesterday', '2024', '2024-13-01', '2024-02-30', '2024-02-23 25:00', '23.02.2024'])(
  'takes "%s" for no date',
  (text) => {
    expect(timeFromDate(text)).toBeUndefined();
  },
);
