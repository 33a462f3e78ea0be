import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { driveSandbox } from '../../src/cli/drive-sandbox.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { openStore } from '../../src/store/open.ts';
import { startChild } from './child.ts';
import { writerOf } from '../helpers/writer.ts';
import type { Line } from './line.ts';

const THREADS = 1_000;

/** Makes threads in the sandbox as the bot would, and discussions of them in a store. */
async function fill(sandbox: Sandbox, storeUrl: string, count: number): Promise<void> {
  const { channels } = await driveSandbox<{ channels: { id: string; name: string }[] }>(
    sandbox.url,
    '/sandbox/state?as=owner',
  );
  const channel = channels.find(({ name }) => name === 'news')?.id ?? '';
  const store = await openStore(storeUrl);
  const discussions = writerOf(store, 'opt-out').discussions;
  for (let index = 0; index < count; index += 1) {
    const response = await fetch(`${sandbox.apiUrl}/v10/channels/${channel}/threads`, {
      method: 'POST',
      headers: { authorization: `Bot ${sandbox.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: `Article ${index}`, type: 11 }),
    });
    if (!response.ok) throw new Error(`Thread ${index}: ${response.status} ${await response.text()}`);
    const { id: thread } = (await response.json()) as { id: string };
    const posts = Array.from({ length: 4 }, (_, post) => ({
      message: String(BigInt(thread) + BigInt(post)),
      section: `section-${post}`,
    }));
    await discussions.open({
      guild: sandbox.guild,
      guildName: 'The Gazette',
      thread,
      channel,
      article: `article-${index}`,
      posts,
    });
  }
  await store.close();
}

async function residentMemory(threads: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'belowline-bench-'));
  await using sandbox = await startSandbox({ port: 0 });
  const storeUrl = `sqlite:${join(folder, 'store.sqlite')}`;
  await fill(sandbox, storeUrl, threads);
  const app = await startChild('app', {
    DISCORD_TOKEN: sandbox.token,
    DISCORD_API_URL: sandbox.apiUrl,
    SITE_URL: 'https://gazette.example',
    STORE_URL: storeUrl,
    CONTENT_DIR: folder,
    ROLE: 'bot',
  });
  await app.ask('stop'); // waits for catching up with all of them; the caches stay
  const memory = await app.ask<number>('memory');
  app.end();
  await rm(folder, { recursive: true });
  return memory;
}

async function residentMemoryOf(name: string): Promise<number> {
  const child = await startChild(name, {});
  const memory = await child.ask<number>('memory');
  child.end();
  return memory;
}

/** What the bot alone keeps resident when idle, and what that is spent on. */
export async function run(): Promise<Line[]> {
  const bare = await residentMemoryOf('bare');
  const modules = await residentMemoryOf('modules');
  const without = await residentMemory(0);
  const withThreads = await residentMemory(THREADS);
  return [
    { name: 'Node alone', value: bare, unit: 'MB' },
    { name: 'and all modules, discord.js among them', value: modules - bare, unit: 'MB' },
    { name: 'and the running bot without a discussion', value: without - modules, unit: 'MB' },
    { name: `and ${THREADS} known threads`, value: withThreads - without, unit: 'MB' },
    { name: `the bot, idle, with ${THREADS} known threads`, value: withThreads, unit: 'MB' },
  ];
}
