import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import type { CommentsJson } from '../helpers/comments-json.ts';
import { createPeople, type Person } from '../helpers/people.ts';
import { startChild, type Child } from './child.ts';
import { type Line, tableFromLines } from './line.ts';
import { until } from './until.ts';

const READERS = 50;
const MESSAGES = 200; // a second
const WARM_UP = 2;
const SECONDS = 10;

/** How long a page takes that changes all the time: an article's thread gets messages, and readers load its page over and over. */
export async function run(): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'belowline-bench-'));
  await writeFile(join(folder, 'bridge.md'), '---\ntitle: The bridge\n---\nLead.\n');
  await using sandbox = await startSandbox({ port: 0 });
  const app: Child<{ url: string }> = await startChild('app', environmentOf(sandbox, folder));
  const page = `${app.ready.url}/articles/bridge`;
  const json = async (): Promise<CommentsJson> => (await (await fetch(`${page}/comments.json`)).json()) as CommentsJson;

  const person = createPeople(sandbox.url);
  await person('owner').command('news', 'article', { article: 'bridge' });
  const { discussion } = await json();
  const readers = await startChild('readers', { url: page, readers: READERS });
  const writing = write(person('reader'), discussion?.thread ?? '', (WARM_UP + SECONDS) * MESSAGES);
  await passed(WARM_UP);
  await readers.ask('start');
  const before = (await json()).count;
  await passed(SECONDS);
  const times = await readers.ask<number[]>('stop');
  const perSecond = ((await json()).count - before) / SECONDS;
  await writing;
  await until(async () => (await json()).count === (WARM_UP + SECONDS) * MESSAGES);
  readers.end();
  await app.ask('stop');
  app.end();
  await rm(folder, { recursive: true });

  const name = `a page with ${MESSAGES} messages/s coming in and ${READERS} readers`;
  return [
    { name: `${name}, p99`, value: quantile(times, 0.99), unit: 'ms', limit: '< 250' },
    { name: `${name}, median`, value: quantile(times, 0.5), unit: 'ms' },
    { name: 'pages that they read', value: times.length / SECONDS, unit: '/s' },
    { name: 'messages that were on the page meanwhile', value: perSecond, unit: '/s', limit: '≥ 190' },
  ];
}

const environmentOf = (sandbox: Sandbox, folder: string): Record<string, string> => ({
  DISCORD_TOKEN: sandbox.token,
  DISCORD_API_URL: sandbox.apiUrl,
  DISCORD_APP_URL: sandbox.url,
  SITE_URL: 'https://gazette.example',
  PUBLISH_POLICY: 'opt-out',
  PORT: '0',
  CONTENT_DIR: folder,
  STORE_URL: `sqlite:${join(folder, 'store.sqlite')}`,
});

/** Sends so many messages, each at its time, whether or not those before have been answered. */
async function write(member: Person, thread: string, count: number): Promise<void> {
  const start = performance.now();
  const sent: Promise<unknown>[] = [];
  while (sent.length < count) {
    const due = Math.min(count, Math.floor(((performance.now() - start) / 1000) * MESSAGES));
    while (sent.length < due)
      sent.push(member.say(thread, `Message ${sent.length} says **something** of the usual length.`));
    await passed(0.005);
  }
  await Promise.all(sent);
}

const passed = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * part)] ?? NaN;

if (import.meta.main) console.log(tableFromLines(await run()));
