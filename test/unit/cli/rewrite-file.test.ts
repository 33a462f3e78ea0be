import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FileError, rewriteFile } from '../../../src/cli/rewrite-file.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'belowline-rewrite-'));
  file = join(folder, 'page.html');
  writeFileSync(file, 'old');
});
afterEach(() => rmSync(folder, { recursive: true }));

const text = (): string => readFileSync(file, 'utf8');
const upper = async (bytes: Buffer) => Buffer.from(String(bytes).toUpperCase());

test('the new bytes take the place of the old ones in a file of its own, with the same rights, and nothing else is left', async () => {
  await chmod(file, 0o666);
  const { ino } = statSync(file);
  expect(await rewriteFile(file, upper)).toBe(true);
  expect(text()).toBe('OLD');
  expect(statSync(file).mode & 0o777).toBe(0o666);
  expect(statSync(file).ino).not.toBe(ino);
  expect(readdirSync(folder)).toEqual(['page.html']);
});

test.each([
  ['the same bytes', async (bytes: Buffer) => Buffer.from(bytes)],
  ['nothing', async () => null],
])('where %s are to be written, the file is not touched', async (_what, make) => {
  const { ino, mtimeMs } = statSync(file);
  expect(await rewriteFile(file, make)).toBe(false);
  expect(statSync(file)).toMatchObject({ ino, mtimeMs });
});

test('a file that changes meanwhile is read again, so that the change stays', async () => {
  let times = 0;
  await rewriteFile(file, async (bytes) => {
    times += 1;
    if (times === 1) writeFileSync(file, 'new');
    return upper(bytes);
  });
  expect([times, text()]).toEqual([2, 'NEW']);
});

test('a file that never stops changing is left to whoever writes it', async () => {
  let times = 0;
  const rewriting = rewriteFile(file, async (bytes) => {
    writeFileSync(file, `version ${(times += 1)}`);
    return upper(bytes);
  });
  await expect(rewriting).rejects.toThrow(/^Another program keeps writing/);
  expect(text()).toBe(`version ${times}`);
  expect(readdirSync(folder)).toEqual(['page.html']);
});

test('a link stays one, and what it leads to is rewritten', async () => {
  const link = join(folder, 'link.html');
  symlinkSync('page.html', link);
  expect(await rewriteFile(link, upper)).toBe(true);
  expect([text(), readFileSync(link, 'utf8')]).toEqual(['OLD', 'OLD']);
});

test('what is no file, is missing or is far too large is told in a sentence', async () => {
  await mkdir(join(folder, 'sub'));
  writeFileSync(join(folder, 'large.html'), Buffer.alloc(65 * 1024 ** 2));
  for (const [name, sentence] of [
    ['sub', /^It is not a file\.$/],
    ['missing.html', /^It cannot be read: ENOENT/],
    ['large.html', /^It has 65 MB; a page may have 64 MB at most\.$/],
  ] as const) {
    const rewriting = rewriteFile(join(folder, name), upper);
    await expect(rewriting).rejects.toThrow(FileError);
    await expect(rewriting).rejects.toThrow(sentence);
  }
});

test('what fails while the new bytes are made passes through, and the file stays', async () => {
  const failure = new Error('the store is gone');
  await expect(rewriteFile(file, () => Promise.reject(failure))).rejects.toBe(failure);
  expect(text()).toBe('old');
});
