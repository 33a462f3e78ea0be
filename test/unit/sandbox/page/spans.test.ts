import { expect, test } from 'vitest';
import { spokenSpan } from '../../../../src/sandbox/page/client/spans.js';

test.each([
  [0, 'a moment'],
  [400, '1 second'],
  [40_000, '40 seconds'],
  [60_000, '1 minute'],
  [5 * 60_000 + 7_000, '5 minutes 7 seconds'],
  [3_600_000, '1 hour'],
  [90_000_000, '1 day 1 hour'],
  [8 * 86_400_000 + 59_000, '8 days'],
])('%i milliseconds are told as %s', (milliseconds, words) => {
  expect(spokenSpan(milliseconds)).toBe(words);
});
