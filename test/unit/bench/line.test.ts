import { expect, test } from 'vitest';
import { isMet, tableFromLines } from '../../bench/line.ts';

test('a limit is met up to its bound', () => {
  const line = { name: 'append', unit: '×' };
  expect(isMet({ ...line, value: 1.5, limit: '≤ 1.5' })).toBe(true);
  expect(isMet({ ...line, value: 1.51, limit: '≤ 1.5' })).toBe(false);
  expect(isMet({ ...line, value: 0.7, limit: '≥ 0.7' })).toBe(true);
  expect(isMet({ ...line, value: 50, limit: '< 50' })).toBe(false);
  expect(isMet({ ...line, value: 51, limit: '> 50' })).toBe(true);
  expect(isMet({ ...line, value: 51 })).toBeNull();
});

test('values stand below each other, each with its verdict', () => {
  const table = tableFromLines([
    { name: 'append at 50,000', value: 1.2345, unit: '×', limit: '≤ 1.5' },
    { name: 'page', value: 12_345.6, unit: 'req/s' },
    { name: 'bare', value: 0.5, unit: '×', limit: '≥ 0.7' },
  ]);
  expect(table.split('\n')).toEqual([
    'append at 50,000    1.23  ×      ≤ 1.5  met',
    'page              12,346  req/s',
    'bare                 0.5  ×      ≥ 0.7  missed',
  ]);
});
