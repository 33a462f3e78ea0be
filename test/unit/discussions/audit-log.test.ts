import { expect, test } from 'vitest';
import type { AuditEntry } from '../../../src/discussions/audit.ts';
import { openStore } from '../../../src/store/open.ts';
import { writerOf } from '../../helpers/writer.ts';

const entry = (at: number): AuditEntry => ({
  at,
  action: 'comment.hidden',
  by: '9',
  thread: '90',
  comment: '100',
  note: null,
});

test('the log is newest first, ten lines a page; an empty one has one page, and one past the end is empty', async () => {
  const { audit } = writerOf(await openStore('memory:'), 'opt-out');
  expect(await audit.page('7', 1)).toEqual({ entries: [], pages: 1 });
  await Promise.all(Array.from({ length: 25 }, (_, at) => audit.note('7', entry(at))));
  expect((await audit.page('7', 1)).entries.map(({ at }) => at)).toEqual([24, 23, 22, 21, 20, 19, 18, 17, 16, 15]);
  expect((await audit.page('7', 3)).entries.map(({ at }) => at)).toEqual([4, 3, 2, 1, 0]);
  expect(await audit.page('7', 4)).toEqual({ entries: [], pages: 3 });
  expect(await audit.page('8', 1)).toEqual({ entries: [], pages: 1 });
});

test('the log keeps its last 1,000 lines', async () => {
  const store = await openStore('memory:');
  const { audit } = writerOf(store, 'opt-out');
  await Promise.all(Array.from({ length: 1_013 }, (_, at) => audit.note('7', entry(at))));
  const { entries, pages } = await audit.page('7', 100);
  expect([pages, entries.at(0)?.at, entries.at(-1)?.at]).toEqual([100, 22, 13]);
  expect(await audit.page('7', 101)).toMatchObject({ entries: [] });
  expect(await Array.fromAsync(store.iterate('{7}:audit:'))).toHaveLength(1_000);
});
