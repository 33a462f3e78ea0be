import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSqliteAdapter } from '../../../src/store/sqlite-adapter.ts';
import { createStore, type Store } from '../../../src/store/store.ts';
import { createManualClock } from '../../helpers/manual-clock.ts';

const clock = createManualClock(Date.now());
let folder: string;
let file: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'belowline-'));
  file = join(folder, 'store.sqlite');
  store = createStore({ adapter: createSqliteAdapter(file, { clock }), clock });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

test('whether anything can be written is tried on the disk each time', async () => {
  const logged = () => statSync(`${file}-wal`).size;
  await store.assertWritable();
  const before = logged();
  clock.advance(10_000);
  await store.assertWritable();
  expect(logged()).toBeGreaterThan(before);
});

test('a batch that fails in the middle leaves nothing of itself', async () => {
  await store.setMany([{ key: 'a', value: 1 }]);
  using other = new DatabaseSync(file);
  other.exec(
    `CREATE TRIGGER refuse BEFORE INSERT ON entries WHEN new.key = 'c' BEGIN SELECT RAISE(ABORT, 'refused'); END`,
  );
  const batch = [
    { key: 'a', value: undefined },
    { key: 'b', value: 2 },
    { key: 'c', value: 3 },
  ];
  await expect(store.setMany(batch)).rejects.toMatchObject({ cause: { message: 'refused' } });
  expect(await store.getMany(['a', 'b', 'c'])).toEqual([1, undefined, undefined]);
});

test("the revision tells of another process's write within 50 ms", async () => {
  const reader = createStore({ adapter: createSqliteAdapter(file, { clock }), clock });
  const before = reader.revision();
  await store.setMany([{ key: 'a', value: 1 }]);
  clock.advance(50);
  expect(reader.revision()).not.toBe(before);
  expect(await reader.get('a')).toBe(1);
  await reader.close();
});

test('a sweep deletes what has expired and nothing else', async () => {
  await store.setMany([
    { key: 'gone', value: 1, ttl: 10 },
    { key: 'later', value: 1, ttl: 1_000 },
    { key: 'ever', value: 1 },
  ]);
  clock.advance(10);
  const count = () => {
    using other = new DatabaseSync(file);
    return other.prepare('SELECT count(*) AS count FROM entries').get()?.['count'];
  };
  expect(count()).toBe(3);
  await store.sweep();
  expect(count()).toBe(2);
});

test('a sweep that another process keeps from erasing words off the disk rejects', async () => {
  const hurried = createStore({ adapter: createSqliteAdapter(file, { clock, timeout: 0 }), clock });
  await hurried.setMany([{ key: 'a', value: 'regretted' }]);
  const other = new DatabaseSync(file);
  other.exec('BEGIN');
  other.prepare('SELECT count(*) FROM entries').get();
  await hurried.setMany([{ key: 'a', value: undefined }]);
  await expect(hurried.sweep()).rejects.toMatchObject({
    cause: { message: expect.stringContaining('Another process is reading') },
  });
  other.close();
  await expect(hurried.sweep()).resolves.toBeUndefined();
  await hurried.close();
});

test('a write waits for that of another process, also after the log was emptied', async () => {
  await store.setMany([{ key: 'a', value: 1 }]);
  await store.emptyLog();
  const other = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
     const database = new (require('node:sqlite').DatabaseSync)(workerData);
     database.exec('BEGIN IMMEDIATE');
     parentPort.postMessage('writing');
     setTimeout(() => database.close(), 200);`,
    { eval: true, workerData: file },
  );
  await once(other, 'message');
  await store.setMany([{ key: 'a', value: 2 }]);
  expect(await store.get('a')).toBe(2);
  await other.terminate();
});
