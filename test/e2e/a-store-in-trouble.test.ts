import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { addressOf, startMain, type MainProcess } from '../helpers/process.ts';
import { createBoxDriver, type BoxDriver } from '../helpers/sandbox.ts';

const ENVIRONMENT = { PORT: '0', SANDBOX_PORT: '0', PUBLISH_POLICY: 'opt-out' };

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trouble-'));
  file = join(folder, 'data', 'sandbox.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const boxOf = async (main: MainProcess): Promise<BoxDriver> => createBoxDriver(await addressOf(main, 'sandbox'));

/** Opens an article's discussion; answers its thread. */
async function openDiscussion(box: BoxDriver): Promise<string> {
  const article = 'armenia-steps-back-from-csto';
  const { replies } = await box.person('owner').command(await box.channel('news'), 'article', { article });
  return /channels\/\d+\/(\d+)/.exec(replies[0]?.content ?? '')?.[1] ?? '';
}

const readiness = async (page: string): Promise<{ status: number; text: string }> => {
  const answer = await fetch(`${page}/readyz`);
  return { status: answer.status, text: await answer.text() };
};

async function expectRefusal(
  environment: Readonly<Record<string, string>>,
  options: { fileLimit?: number },
  sentence: RegExp,
): Promise<void> {
  await using main = startMain({ ...ENVIRONMENT, ...environment }, { folder, ...options });
  expect(await main.ended).toBe(1);
  expect(main.output()).toMatch(sentence);
  expect(main.output()).not.toMatch(/^\s+at |SuppressedError/m);
}

test('while the disk is full /readyz says that nothing can be written, and it recovers by itself', async () => {
  await using main = startMain(ENVIRONMENT, { folder, fileLimit: 400 });
  const [box, page] = [await boxOf(main), await addressOf(main, 'page')];
  const thread = await openDiscussion(box);
  expect(await readiness(page)).toMatchObject({ status: 200 });
  await vi.waitFor(
    async () => {
      await box.person('reader').say(thread, 'Words and more words '.repeat(90));
      const { status, text } = await readiness(page);
      expect([status, text]).toEqual([503, expect.stringContaining('Nothing can be written to the store: ')]);
    },
    { timeout: 30_000, interval: 1 },
  );
  await box.advance('61m'); // the hourly sweep empties the log, and so makes room
  await vi.waitFor(async () => expect((await readiness(page)).status).toBe(200), { timeout: 30_000 });
});

test('starting on a full disk fails with a clear sentence', async () => {
  const store = await openStore(`sqlite:${file}`); // open, so that its log stays as long as it is
  await store.setMany([{ key: 'a', value: 'x'.repeat(100_000) }]);
  await expectRefusal({}, { fileLimit: 40 }, /^Nothing can be written to the store: .+$/m);
  await store.close();
});

test('a damaged or emptied store stops the start with a clear sentence', async () => {
  const store = await openStore(`sqlite:${file}`);
  await store.setMany([{ key: 'a', value: 'x'.repeat(100_000) }]);
  await store.close();
  const environment = { ROLE: 'web', SANDBOX: '1' };
  await truncate(file, 3 * 4096);
  await expectRefusal(environment, {}, /^The store of .* cannot be opened: the file is damaged, .*put a backup/m);
  await truncate(file, 0);
  await expectRefusal(environment, {}, /^The store of .* cannot be opened: the file is empty, .*put a backup/m);
});
