import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type App } from '../../src/app.ts';
import type { CommentsJson } from '../helpers/comments-json.ts';
import type { Person } from '../helpers/people.ts';
import { configFrom } from '../../src/config.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { openStore } from '../../src/store/open.ts';
import { createBoxDriver, type BoxDriver } from '../helpers/sandbox.ts';
import type { Line } from './line.ts';
import { until } from './until.ts';

const HELD = 1_000;
const FORGOTTEN = 10_000;
const AT_ONCE = 40;
const WORDS = 'Quixotic windmills';

const silent = () => undefined;

async function say(person: Person, thread: string, count: number): Promise<void> {
  let left = count;
  const speak = async (): Promise<void> => {
    while (left-- > 0) await person.say(thread, `${WORDS} and what the town made of them, number ${left}.`);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, speak));
}

interface Newsroom extends BoxDriver {
  readonly app: App;
  readonly sandbox: Sandbox;
  readonly file: string;
  json(): Promise<CommentsJson>;
}

async function startNewsroom(sandbox: Sandbox, folder: string): Promise<Newsroom> {
  await writeFile(join(folder, 'bridge.md'), '---\ntitle: The Old Bridge\n---\nLead.\n');
  const file = join(folder, 'store.sqlite');
  const config = configFrom({ PUBLISH_POLICY: 'ask', PORT: '0', CONTENT_DIR: folder, STORE_URL: `sqlite:${file}` });
  const app = await startApp({
    config,
    discord: { token: sandbox.token, apiUrl: sandbox.apiUrl, appUrl: sandbox.url },
    clock: sandbox.clock,
    log: { error: console.error, warn: console.error, info: silent, debug: silent },
  });
  const json = async () => (await (await fetch(`${app.url}/articles/bridge/comments.json`)).json()) as CommentsJson;
  return { ...createBoxDriver(sandbox.url), app, sandbox, file, json };
}

const requests = async ({ journal }: Newsroom): Promise<readonly string[]> =>
  (await journal()).entries.filter(({ kind }) => kind === 'request').map(({ what }) => what);

async function measureConsent(newsroom: Newsroom, thread: string): Promise<Line[]> {
  const reader = newsroom.person('reader');
  await say(reader, thread, HELD);
  await until(async () => (await newsroom.json()).discordOnly === HELD);
  const [before, start] = [(await requests(newsroom)).length, performance.now()];
  await reader.click(thread, 'consent:publish');
  const time = performance.now() - start;
  if ((await newsroom.json()).count !== HELD) throw new Error('Not all are on the page');
  const name = `consent of a member with ${HELD} held replies at the sandbox`;
  const made = (await requests(newsroom)).length - before;
  return [
    { name, value: time, unit: 'ms' },
    { name: `requests to Discord, ${name}`, value: made, unit: 'requests', limit: '≤ 30' },
  ];
}

async function measureForgetting(newsroom: Newsroom, thread: string): Promise<Line[]> {
  const reader = newsroom.person('reader');
  await say(reader, thread, FORGOTTEN - HELD);
  await until(async () => (await newsroom.json()).count === FORGOTTEN);
  const { members } = await newsroom.state();
  const traces = [WORDS, 'Rosa', members.find(({ user }) => user.username === 'reader')?.user.id ?? ''];
  if ((await countTraces(newsroom, traces)) === 0) throw new Error('The scan finds nothing before either');
  const news = await newsroom.channel('news');
  const { replies } = await reader.command(news, 'privacy forget');
  const start = performance.now();
  await reader.click(replies[0]?.id ?? '', 'privacy:forget');
  const time = (performance.now() - start) / 1000;
  const name = `forget a member with ${FORGOTTEN} comments at the sandbox`;
  return [
    { name, value: time, unit: 's', limit: '< 60' },
    { name: `traces left, ${name}`, value: await countTraces(newsroom, traces), unit: 'traces', limit: '≤ 0' },
  ];
}

/** In how many keys, values, files and messages of the bot a trace is. */
async function countTraces({ file, state }: Newsroom, traces: readonly string[]): Promise<number> {
  const texts: (string | Buffer)[] = [];
  const store = await openStore(`sqlite:${file}`);
  for await (const entry of store.iterate('')) texts.push(JSON.stringify(entry));
  const folder = join(file, '..');
  for (const name of await readdir(folder)) texts.push(await readFile(join(folder, name)));
  await store.close();
  for (const messages of Object.values((await state()).messages))
    for (const { author, content, embeds } of messages) if (author.bot) texts.push(JSON.stringify([content, embeds]));
  return texts.filter((text) => traces.some((trace) => text.includes(trace))).length;
}

/** What it costs at the sandbox that a member agrees, and that one is forgotten; and what is left of them then. */
export async function run(): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'belowline-bench-'));
  await using sandbox = await startSandbox({ port: 0 });
  const newsroom = await startNewsroom(sandbox, folder);
  const news = await newsroom.channel('news');
  await newsroom.person('owner').command(news, 'article', { article: 'bridge' });
  const thread = (await newsroom.json()).discussion?.thread ?? '';
  const lines = [...(await measureConsent(newsroom, thread)), ...(await measureForgetting(newsroom, thread))];
  await newsroom.app.stop();
  await rm(folder, { recursive: true });
  return lines;
}
