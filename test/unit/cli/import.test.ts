import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../../src/cli/import.ts', import.meta.url));
const FERRY = fileURLToPath(new URL('../../fixtures/articles/harbour-keeps-its-ferry.txt', import.meta.url));
const SLUG = 'harbour-keeps-its-ferry-council-asks-who-pays';

// Each test starts the program itself.
vi.setConfig({ testTimeout: 20_000 });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'belowline-import-'));
});
afterEach(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly output: string;
}

const run = (...files: string[]): Promise<Ended> => runWith({}, ...files);

const runWith = (more: Record<string, string>, ...files: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const environment = { PATH: process.env['PATH'], CONTENT_DIR: join(folder, 'content'), ...more };
    execFile(process.execPath, [PROGRAM, ...files], { env: environment, cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr });
    });
  });

test('a plain text becomes an article in CONTENT_DIR, and is never written over', async () => {
  const path = join(folder, 'content', `${SLUG}.md`);
  expect(await run(FERRY)).toEqual({ code: 0, output: expect.stringContaining(`${path}: an article with 3 sections`) });
  await writeFile(path, 'edited since');
  expect(await run(FERRY)).toEqual({ code: 1, output: expect.stringContaining('exists already') });
  expect(await readFile(path, 'utf8')).toBe('edited since');
});

test('one file that cannot be imported does not keep the others out', async () => {
  await writeFile(join(folder, 'empty.txt'), '\n\n');
  await writeFile(join(folder, 'title.txt'), 'Only a title\n');
  await writeFile(join(folder, 'latin1.txt'), Buffer.from('Caf\xe9\nText', 'latin1'));
  const { code, output } = await run('nowhere.txt', 'empty.txt', 'title.txt', 'latin1.txt', FERRY);
  expect(code).toBe(1);
  expect(output).toContain('nowhere.txt: There is no such file.');
  expect(output).toContain('empty.txt: It has no title');
  expect(output).toContain('title.txt: It has a title and no text.');
  expect(output).toContain('latin1.txt: The file is not UTF-8');
  expect(await readdir(join(folder, 'content'))).toEqual([`${SLUG}.md`]);
});

test.each([[[]], [['-']]])('the arguments %j get a line that says how it is used', async (files) => {
  expect(await run(...files)).toEqual({ code: 2, output: expect.stringContaining('npm run import -- FILE.txt') });
});

test('a folder that cannot be created and a wrong setting are reported in a sentence', async () => {
  for (const [more, sentence] of [
    [{ CONTENT_DIR: '/proc/nowhere/deep' }, /cannot be written: ENOENT/u],
    [{ RETENTION_DAYS: 'many' }, /RETENTION_DAYS/u],
  ] as const) {
    const { code, output } = await runWith(more, FERRY);
    expect([code, output]).toEqual([1, expect.stringMatching(sentence)]);
    expect(output).not.toMatch(/^\s+at /mu);
  }
});
