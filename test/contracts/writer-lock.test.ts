import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';

const HOLDER = fileURLToPath(new URL('../helpers/hold-store.ts', import.meta.url));
const REFUSED = /^Another process writes to the store of STORE_URL ".*": stop it first\..* local one/;

let folder: string;
let url: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'belowline-'));
  url = `sqlite:${join(folder, 'deep', 'store.sqlite')}`;
});
afterEach(() => rmSync(folder, { recursive: true }));

const openAsWriter = () => openStore(url, { isWriter: true });

/** Another process that is the store's writer. */
async function startHolder() {
  const child = spawn(process.execPath, [HOLDER, url], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  await once(child.stdout, 'data');
  return { child, ended, end, [Symbol.asyncDispose]: () => end('SIGKILL') };
}

test('a store has one writer: another process is refused while the first one runs, and while it is stopped', async () => {
  await using holder = await startHolder();
  await expect(openAsWriter()).rejects.toThrow(REFUSED);
  holder.child.kill('SIGSTOP');
  await expect(openAsWriter()).rejects.toThrow(REFUSED);
});

test('whoever only reads is not refused', async () => {
  await using _holder = await startHolder();
  const reader = await openStore(url);
  expect(await reader.get('instance')).toMatchObject({ secret: 's' });
  await reader.close();
});

test('a writer that was killed leaves the store to the next one at once', async () => {
  await using holder = await startHolder();
  holder.child.kill('SIGSTOP'); // no chance to give anything back
  await holder.end('SIGKILL');
  const store = await openAsWriter();
  expect(await store.get('instance')).toMatchObject({ secret: 's' });
  await store.close();
});

test('a writer that closes the store leaves it to the next one', async () => {
  await using holder = await startHolder();
  holder.child.stdin.end();
  await holder.ended;
  const store = await openAsWriter();
  await expect(openAsWriter()).rejects.toThrow(REFUSED); // the same process id is no excuse: in containers all have it
  await store.close();
  await (await openAsWriter()).close();
});

test('a writer that cannot open the store keeps nobody from it', async () => {
  mkdirSync(join(folder, 'deep'));
  const folderUrl = `sqlite:${join(folder, 'deep')}`;
  await expect(openStore(folderUrl, { isWriter: true })).rejects.toThrow(/cannot be opened/);
  await expect(openStore(folderUrl, { isWriter: true })).rejects.toThrow(/cannot be opened/);
});

test('a store has one writer under all of its names', async () => {
  const store = await openAsWriter();
  const link = join(folder, 'link.sqlite');
  symlinkSync(join(folder, 'deep', 'store.sqlite'), link);
  await expect(openStore(`sqlite:${link}`, { isWriter: true })).rejects.toThrow(REFUSED);
  await store.close();
});

test('a store in memory is its process’s own: nothing is locked, and no file is made', async () => {
  const [first, second] = [
    await openStore('memory:', { isWriter: true }),
    await openStore('memory:', { isWriter: true }),
  ];
  expect(existsSync('memory:.lock')).toBe(false);
  await first.close();
  await second.close();
});
