import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { filesOfStore, openKeptMarks } from '../../../src/discussions/kept-marks.ts';

function storeFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'belowline-marks-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'store.sqlite');
}

const open = (file: string) => openKeptMarks(file).forgotten;

test('of one name the latest mark counts, in whatever order they were kept', () => {
  const file = storeFile();
  expect(open(file).read().size).toBe(0);
  const marks = open(file);
  for (const mark of [
    ['one', 7],
    ['one', 3],
    ['two', 1],
    ['two', 2],
  ] as const)
    marks.keep([mark]);
  for (const read of [marks.read(), open(file).read()])
    expect([...read]).toEqual([
      ['one', 7],
      ['two', 2],
    ]);
});

test('the file is read once, however many marks are kept, and a mark is a line at its end', () => {
  const file = storeFile();
  const marks = open(file);
  marks.keep([['one', 7]]);
  writeFileSync(`${file}.forgotten`, 'nonsense\n');
  marks.keep([
    ['two', 8],
    ['three', 9],
  ]);
  expect(readFileSync(`${file}.forgotten`, 'utf8')).toBe('nonsense\ntwo 8\nthree 9\n');
});

test('when it is opened again, only the latest of each name is left', () => {
  const file = storeFile();
  writeFileSync(`${file}.forgotten`, 'one 3\ntwo 1\none 7\none 5\n');
  open(file).read();
  expect(readFileSync(`${file}.forgotten`, 'utf8')).toBe('one 7\ntwo 1\n');
  expect(readdirSync(join(file, '..'))).toEqual(['store.sqlite.forgotten']);
  expect(statSync(`${file}.forgotten`).mode & 0o777).toBe(0o600);
});

test('a mark that is dropped is off the disk, and all others stay', () => {
  const file = storeFile();
  const marks = open(file);
  marks.keep([
    ['one', 7],
    ['two', 8],
  ]);
  marks.drop(['one', 'three']);
  expect(readFileSync(`${file}.forgotten`, 'utf8')).toBe('two 8\n');
  marks.keep([['one', 1]]);
  expect([...open(file).read()]).toEqual([
    ['two', 8],
    ['one', 1],
  ]);
});

test('a mark that could not be kept spoils none that follows', () => {
  const file = storeFile();
  const marks = open(file);
  marks.keep([['one', 7]]);
  rmSync(`${file}.forgotten`);
  mkdirSync(`${file}.forgotten`);
  expect(() => marks.keep([['two', 8]])).toThrow('EISDIR');
  rmdirSync(`${file}.forgotten`);
  writeFileSync(`${file}.forgotten`, 'one 7\nhalf-a-wo'); // as a full disk leaves it
  marks.keep([['three', 9]]);
  expect([...open(file).read().keys()]).toEqual(['one', 'three']);
});

test('a last line that was whole but for its end is a mark', () => {
  const file = storeFile();
  writeFileSync(`${file}.forgotten`, 'one 3\ntwo 1');
  open(file).keep([['three', 9]]);
  expect(readFileSync(`${file}.forgotten`, 'utf8')).toBe('one 3\ntwo 1\nthree 9\n');
});

test.each([
  ['forgotten', 'forgotten', 'one:keep 7'],
  ['decided', 'decisions', 'one:kept 7'],
  ['decided', 'decisions', 'one 7'],
] as const)(
  'a line that is no mark of its kind is told with its place, and none is passed over: %s',
  (kind, name, line) => {
    const file = storeFile();
    writeFileSync(`${file}.${name}`, `\n${line}\n`);
    expect(() => openKeptMarks(file)[kind].read()).toThrow(`${file}.${name}, line 2`);
  },
);

test('the files of a store are those beside it too', () => {
  const file = storeFile();
  const marks = openKeptMarks(file);
  marks.forgotten.keep([['one', 7]]);
  marks.decided.keep([['one:keep', 7]]);
  const beside = readdirSync(join(file, '..')).map((name) => join(file, '..', name));
  expect(beside).toHaveLength(2);
  expect(filesOfStore(`sqlite:${file}`)).toEqual(expect.arrayContaining(beside));
  expect(filesOfStore('memory:')).toEqual([]);
});
