import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommentsJson } from '../helpers/comments-json.ts';
import { driveSandbox } from '../../src/cli/drive-sandbox.ts';
import { createPeople, type Person } from '../helpers/people.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { startChild, type Child } from './child.ts';
import type { Line } from './line.ts';
import { until } from './until.ts';

const THREADS = 20;
const BURST = 2_000;
const AT_ONCE = 40;
const SINGLE = 60;

const slugOf = (index: number): string => `article-${index}`;

async function writeArticles(folder: string): Promise<void> {
  for (let index = 0; index < THREADS; index += 1) {
    await writeFile(join(folder, `${slugOf(index)}.md`), `---\ntitle: Article ${index}\n---\nLead.\n`);
  }
}

const jsonOf = async (page: string, slug: string, query = ''): Promise<CommentsJson> =>
  (await (await fetch(`${page}/articles/${slug}/comments.json${query}`)).json()) as CommentsJson;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Says one thing after another and measures how long each takes to be in comments.json, in milliseconds. */
async function delays(reader: Person, { page, thread }: { page: string; thread: string }): Promise<number[]> {
  const measured: number[] = [];
  for (let index = 0; index < SINGLE; index += 1) {
    const start = performance.now();
    const { id } = await reader.say(thread, `Number ${index}`);
    await until(async () => (await jsonOf(page, slugOf(0), '?sort=newest')).comments[0]?.id === id);
    measured.push(performance.now() - start);
  }
  return measured;
}

/** Sends the burst, round-robin over the threads; answers the ids by thread, as Discord ordered them. */
async function burst(reader: Person, threads: readonly string[]): Promise<Map<string, string[]>> {
  const sent = new Map(threads.map((thread) => [thread, [] as string[]]));
  let next = 0;
  const sender = async (): Promise<void> => {
    while (next < BURST) {
      const index = next++;
      const thread = threads[index % threads.length] ?? '';
      const { id } = await reader.say(thread, `Reply ${index}`);
      sent.get(thread)?.push(id);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  for (const ids of sent.values()) ids.sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  return sent;
}

async function storedIds(page: string, slug: string): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 1, pages = 1; number <= pages; number += 1) {
    const json = await jsonOf(page, slug, `?size=100&page=${number}`);
    pages = json.pages;
    ids.push(...json.comments.map(({ id }) => id));
  }
  return ids;
}

async function throughApp(sandbox: Sandbox, folder: string): Promise<{ delays: number[]; perSecond: number }> {
  const environment = {
    DISCORD_TOKEN: sandbox.token,
    DISCORD_API_URL: sandbox.apiUrl,
    DISCORD_APP_URL: sandbox.url,
    SITE_URL: 'https://gazette.example',
    PUBLISH_POLICY: 'opt-out',
    PORT: '0',
    CONTENT_DIR: folder,
    STORE_URL: `sqlite:${join(folder, 'store.sqlite')}`,
  };
  const app: Child<{ url: string }> = await startChild('app', environment);
  const page = app.ready.url;
  const person = createPeople(sandbox.url);
  const { channels } = await driveSandbox<{ channels: { id: string; name: string }[] }>(
    sandbox.url,
    '/sandbox/state?as=owner',
  );
  const news = channels.find(({ name }) => name === 'news')?.id ?? '';
  const threads: string[] = [];
  for (let index = 0; index < THREADS; index += 1) {
    await person('owner').command(news, 'article', { article: slugOf(index) });
    threads.push((await jsonOf(page, slugOf(index))).discussion?.thread ?? '');
  }
  const reader = person('reader');
  const single = await delays(reader, { page, thread: threads[0] ?? '' });
  const start = performance.now();
  const sent = await burst(reader, threads);
  const isStored = async (index: number, thread: string) =>
    (await jsonOf(page, slugOf(index))).count === (sent.get(thread)?.length ?? 0) + (index === 0 ? SINGLE : 0);
  for (const [index, thread] of threads.entries()) await until(() => isStored(index, thread));
  const perSecond = (BURST / (performance.now() - start)) * 1000;
  for (const [index, thread] of threads.entries()) {
    const stored = (await storedIds(page, slugOf(index))).slice(index === 0 ? SINGLE : 0);
    if (stored.join() !== sent.get(thread)?.join())
      throw new Error(`Thread ${index} is not stored in order, each reply once`);
  }
  await app.ask('stop');
  app.end();
  return { delays: single, perSecond };
}

/** The same burst, with nothing but a discord.js client that counts at the other end. */
async function throughIdleClient(sandbox: Sandbox, threads: readonly string[]): Promise<number> {
  const client = await startChild('idle-client', { token: sandbox.token, api: sandbox.apiUrl });
  const before = await client.ask<number>('seen');
  const start = performance.now();
  await burst(createPeople(sandbox.url)('reader'), threads);
  await until(async () => (await client.ask<number>('seen')) >= before + BURST);
  const perSecond = (BURST / (performance.now() - start)) * 1000;
  await client.ask('stop');
  client.end();
  return perSecond;
}

/** From a reply at the sandbox to the page's JSON: the delay of one, and a burst over 20 threads. */
export async function run(): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'belowline-bench-'));
  await writeArticles(folder);
  await using sandbox = await startSandbox({ port: 0 });
  const app = await throughApp(sandbox, folder);
  const { channels } = await driveSandbox<{ channels: { id: string; parent_id?: string }[] }>(
    sandbox.url,
    '/sandbox/state?as=owner',
  );
  const threads = channels
    .filter(({ parent_id }) => parent_id)
    .map(({ id }) => id)
    .slice(0, THREADS);
  const idle = await throughIdleClient(sandbox, threads);
  await rm(folder, { recursive: true });
  return [
    { name: 'reply to comments.json, median', value: median(app.delays), unit: 'ms', limit: '< 50' },
    { name: `${BURST} replies over ${THREADS} threads, stored in order and once`, value: app.perSecond, unit: '/s' },
    { name: 'the same with a discord.js client that does nothing', value: idle, unit: '/s' },
    { name: 'stored replies to an idle client', value: app.perSecond / idle, unit: '×' },
  ];
}
