import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { loadInstance } from '../../../src/discussions/instance.ts';
import { openStore } from '../../../src/store/open.ts';
import { createSqliteAdapter } from '../../../src/store/sqlite-adapter.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'belowline-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('sqlite: makes the missing folders and keeps what was set for the next start', async () => {
  const url = `sqlite:${join(folder, 'deep', 'down', 'store.sqlite')}`;
  const first = await openStore(url);
  const instance = await loadInstance(first);
  await first.close();
  const second = await openStore(url);
  expect(await loadInstance(second)).toEqual(instance);
  await second.close();
});

test('memory: begins empty every time', async () => {
  const [first, second] = [await openStore('memory:'), await openStore('memory:')];
  expect((await loadInstance(first)).secret).not.toBe((await loadInstance(second)).secret);
});

test.each(['mongodb://localhost', 'store.sqlite', '', 'sqlite:', 'sqlite::memory:', '__proto__:x', 'constructor:'])(
  'refuses STORE_URL %j in one sentence',
  async (url) => {
    await expect(openStore(url)).rejects.toThrow(/^STORE_URL .*use sqlite:<file>/);
  },
);

test('says which STORE_URL cannot be opened, and why', async () => {
  const file = join(folder, 'not-a-database');
  writeFileSync(file, 'x'.repeat(4096));
  await expect(openStore(`sqlite:${file}`)).rejects.toThrow(
    `The store of STORE_URL "sqlite:${file}" cannot be opened: file is not a database`,
  );
  await expect(openStore(`sqlite:${join(file, 'below')}`)).rejects.toThrow(/cannot be opened: ENOTDIR|EEXIST/);
  expect(readFileSync(file, 'utf8')).toBe('x'.repeat(4096));
});

/** A store of some pages, closed. */
async function filledStore(): Promise<string> {
  const file = join(folder, 'store.sqlite');
  const store = await openStore(`sqlite:${file}`);
  await store.setMany(Array.from({ length: 200 }, (_, index) => ({ key: `k${index}`, value: 'x'.repeat(300) })));
  await store.close();
  return file;
}

describe('a damaged file is refused', () => {
  const refusal =
    /^The store of STORE_URL ".*" cannot be opened: (the file is damaged, so put a backup in its place \(SQLite says: [^*]+\)|file is not a database)$/s;

  test('whichever of its pages is overwritten', async () => {
    const file = await filledStore();
    const whole = readFileSync(file);
    for (let page = 0; page < whole.length; page += 4096) {
      for (const filling of [0, 0xa5]) {
        writeFileSync(file, Buffer.from(whole).fill(filling, page, page + 4096));
        await expect(openStore(`sqlite:${file}`), `page at ${page}`).rejects.toThrow(refusal);
        rmSync(`${file}-wal`, { force: true });
      }
    }
    expect(whole.length).toBeGreaterThan(10 * 4096);
  });

  test('where its end is missing', async () => {
    const file = await filledStore();
    truncateSync(file, 5 * 4096);
    await expect(openStore(`sqlite:${file}`)).rejects.toThrow(refusal);
  });
});

test('an empty file is refused, and stays as it is', async () => {
  const file = await filledStore();
  truncateSync(file, 0);
  await expect(openStore(`sqlite:${file}`)).rejects.toThrow(/cannot be opened: the file is empty, .*put a backup/);
  expect(statSync(file).size).toBe(0);
});

test('a store that another process is making at this moment is opened', async () => {
  const file = join(folder, 'store.sqlite');
  writeFileSync(file, '');
  const opening = openStore(`sqlite:${file}`);
  const other = createSqliteAdapter(file, { clock: systemClock });
  const store = await opening;
  expect(await store.get('a')).toBeUndefined();
  await store.close();
  await other.disconnect?.();
});

test('a first start that failed leaves no empty file, which the second would refuse', async () => {
  const file = join(folder, 'store.sqlite');
  const script = fileURLToPath(new URL('../../helpers/hold-store.ts', import.meta.url));
  const command = ['-c', 'ulimit -f 0; exec "$@"', 'sh', process.execPath, script, `sqlite:${file}`];
  await expect(promisify(execFile)('sh', command)).rejects.toMatchObject({
    stderr: expect.stringMatching(
      /STORE_URL.*cannot be opened: (disk I\/O error; is the disk full\?|database or disk is full)/,
    ) as unknown,
  });
  expect(existsSync(file)).toBe(false);
});

test('a file that can only be read is refused at once, not at the first write', async () => {
  const file = join(folder, 'store.sqlite');
  await (await openStore(`sqlite:${file}`)).close();
  chmodSync(folder, 0o777);
  chmodSync(file, 0o444);
  const script = fileURLToPath(new URL('../../helpers/open-without-rights.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, `sqlite:${file}`]);
  expect(stdout).toMatch(/STORE_URL.*cannot be opened.*readonly/);
});

test('refuses a store of a later version', async () => {
  const store = await openStore('memory:');
  await store.setMany([{ key: 'instance', value: { secret: 's', schema: 6 } }]);
  await expect(loadInstance(store)).rejects.toThrow(/later version of Belowline .*update Belowline/);
});

test('what was erased is on the disk no more once the store is swept', async () => {
  const file = join(folder, 'store.sqlite');
  const store = await openStore(`sqlite:${file}`);
  const words = 'the words that somebody regrets';
  await store.setMany(Array.from({ length: 100 }, (_, index) => ({ key: `k${index}`, value: `${words} ${index}` })));
  await store.setMany(Array.from({ length: 100 }, (_, index) => ({ key: `k${index}`, value: undefined })));
  await store.sweep();
  const files = [file, `${file}-wal`].filter((path) => existsSync(path));
  expect(files.map((path) => readFileSync(path).includes(words))).toEqual(files.map(() => false));
  await store.close();
});
