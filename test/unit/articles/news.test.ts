import { expect, test } from 'vitest';
import { isPublishedAfter } from '../../../src/articles/library.ts';

const at = (text: string): number => Date.parse(text);
const NOON = at('2026-03-04T12:00:00Z');

test.each([
  ['2026-03-04T12:00:01Z', true],
  ['2026-03-04T12:00:00Z', false],
  ['2026-03-04T11:59:59Z', false],
  ['2026-03-04', true], // a date alone: at some time of that day
  ['2026-03-05', true],
  ['2026-03-03', false],
])('an article of %s was published after noon of 4 March: %s', (published, isAfter) => {
  expect(isPublishedAfter({ published: at(published) }, NOON)).toBe(isAfter);
});

test('an article without a date is never new', () => {
  expect(isPublishedAfter({ published: null }, NOON)).toBe(false);
});
