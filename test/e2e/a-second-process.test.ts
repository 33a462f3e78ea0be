import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { addressOf, startMain } from '../helpers/process.ts';
import { type Box, createBoxDriver, startBox } from '../helpers/sandbox.ts';

const ANY_PORTS = { PORT: '0', SANDBOX_PORT: '0' };
const ARTICLE = 'armenia-steps-back-from-csto';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beside-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Starts one that must not start, and answers what it said. */
async function refusalOf(environment: Readonly<Record<string, string>>, args: string[] = []): Promise<string> {
  await using main = startMain(environment, { folder, args });
  expect(await main.ended).toBe(1);
  expect(main.output()).not.toMatch(/^\s+at /m);
  return main.output();
}

const discussionOn = async (page: string): Promise<unknown> =>
  ((await (await fetch(`${page}/articles/${ARTICLE}/comments.json`)).json()) as { discussion: unknown }).discussion;

/** The environment of one whose Discord is this box. */
const liveIn = ({ sandbox }: Box) => ({
  DISCORD_TOKEN: sandbox.token,
  DISCORD_API_URL: sandbox.apiUrl,
  SITE_URL: 'https://gazette.example',
  PORT: '0',
});

test('--fresh is refused while another process runs, and erases nothing', async () => {
  {
    await using main = startMain(ANY_PORTS, { folder });
    const box = createBoxDriver(await addressOf(main, 'sandbox'));
    await box.person('owner').command(await box.channel('news'), 'article', { article: ARTICLE });
    expect(await refusalOf(ANY_PORTS, ['--fresh'])).toContain('is in use by process');
    main.stop();
    expect(await main.ended).toBe(0);
  }
  await using again = startMain(ANY_PORTS, { folder });
  expect(await discussionOn(await addressOf(again, 'page'))).not.toBeNull();
});

test('--fresh leaves the sandbox alone while another process writes to its store', async () => {
  await mkdir(join(folder, 'data'));
  const store = await openStore(`sqlite:${join(folder, 'data', 'sandbox.sqlite')}`, { isWriter: true });
  const snapshot = join(folder, 'data', 'sandbox.json');
  await writeFile(snapshot, 'what members said');
  expect(await refusalOf(ANY_PORTS, ['--fresh'])).toContain('Another process writes to the store');
  expect(await readFile(snapshot, 'utf8')).toBe('what members said');
  await store.close();
});

test('a second bot on the same store is refused, but a page can read it', async () => {
  await using box = await startBox();
  const environment = liveIn(box);
  await using bot = startMain({ ...environment, ROLE: 'bot' }, { folder });
  await vi.waitFor(() => expect(bot.output()).toContain('Belowline is running'), { timeout: 30_000 });
  expect(await refusalOf({ ...environment, ROLE: 'bot' })).toMatch(
    /^Another process writes to the store.*stop it first/m,
  );
  await using page = startMain({ ...environment, ROLE: 'web' }, { folder });
  expect((await fetch(`${await addressOf(page, 'page')}/readyz`)).status).toBe(200);
});

test('ROLE=web with a token serves only the page and never contacts Discord', async () => {
  await using box = await startBox();
  const environment = { ...liveIn(box), ROLE: 'web' };
  await using page = startMain(environment, { folder });
  expect((await fetch(`${await addressOf(page, 'page')}/readyz`)).status).toBe(200);
  page.stop();
  expect(await page.ended).toBe(0);
  const { entries } = await box.journal();
  expect(entries.filter(({ kind }) => kind === 'request' || kind === 'gateway')).toEqual([]);
});
