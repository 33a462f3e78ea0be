import { expect, test } from 'vitest';
import { closingLines } from '../../helpers/closing-reporter.ts';

test('the end of a run says in one line what was left out and why', () => {
  expect(closingLines({ passed: 3, failed: 0, skipped: 0 }, ['browser tests, because no Chromium was found'])).toEqual([
    'Skipped: browser tests, because no Chromium was found.',
    '3 passed, 0 failed, 0 skipped',
  ]);
  expect(closingLines({ passed: 3, failed: 1, skipped: 2 }, [])[0]).toBe('Skipped: 2 tests that are marked so.');
  expect(closingLines({ passed: 3, failed: 0, skipped: 0 }, [])[0]).toBe('Skipped: nothing.');
});
