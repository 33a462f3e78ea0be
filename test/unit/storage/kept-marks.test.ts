import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openKeptMarks } from '../../../src/storage/kept-marks.ts';

async function storeFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'belowline-marks-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'store.sqlite');
}

test('of one word the latest mark counts, in whatever order they were kept', async () => {
  const url = `sqlite:${await storeFile()}`;
  expect(openKeptMarks(url).read().size).toBe(0);
  for (const [word, when] of [
    ['one', 7],
    ['one', 3],
    ['two', 1],
    ['two', 2],
  ] as const)
    openKeptMarks(url).keep(word, when);
  expect([...openKeptMarks(url).read()]).toEqual([
    ['one', 7],
    ['two', 2],
  ]);
});

test('a line that is no mark is told with its place, and none is passed over', async () => {
  const file = await storeFile();
  const marks = openKeptMarks(`sqlite:${file}`);
  marks.keep('one', 7);
  await appendFile(`${file}.forgotten`, 'half a li\n');
  expect(() => marks.read()).toThrow('line 2');
});
