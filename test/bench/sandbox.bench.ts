import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { createBoxDriver } from '../helpers/sandbox.ts';
import { startChild } from './child.ts';
import { type Line, tableFromLines } from './line.ts';

const STARTS = 5;
const MESSAGES = 2_000;
const AT_ONCE = 20;
const INTENTS = 34_305;

interface BoxProcess {
  readonly sandboxReady: number;
  readonly url: string;
  readonly apiUrl: string;
  readonly token: string;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** How long a process takes to have the box ready, and then the bot, in milliseconds. */
async function starts(folder: string): Promise<{ box: number; bot: number }> {
  const child = await startChild<BoxProcess>('sandbox', { folder });
  const bot = await child.ask<number>('bot');
  child.end();
  return { box: child.ready.sandboxReady, bot };
}

/** Connects to the Gateway and counts the messages that it brings; resolves when the session is ready. */
async function countMessages({ url, token }: BoxProcess) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/gateway?v=10&encoding=json`);
  const all = Promise.withResolvers<void>();
  const ready = Promise.withResolvers<void>();
  let seen = 0;
  socket.on('close', (code) => ready.reject(new Error(`The box closed the connection with ${code}`)));
  socket.on('message', (data) => {
    const frame = JSON.parse((data as Buffer).toString()) as { op: number; t: string | null }; // ws gives buffers
    if (frame.op === 10) socket.send(JSON.stringify({ op: 2, d: { token, intents: INTENTS, properties: {} } }));
    if (frame.t === 'GUILD_CREATE') ready.resolve();
    if (frame.t === 'MESSAGE_CREATE' && ++seen === MESSAGES) all.resolve();
  });
  await ready.promise;
  return { all: all.promise, close: () => socket.close() };
}

/** Messages per second, each sent by the bot over REST, checked, and seen again on the Gateway. */
async function throughput(box: BoxProcess): Promise<number> {
  const driver = createBoxDriver(box.url);
  const news = await driver.channel('news');
  const counter = await countMessages(box);
  const headers = { authorization: `Bot ${box.token}`, 'content-type': 'application/json' };
  let next = 0;
  const sender = async () => {
    while (next++ < MESSAGES) {
      const body = JSON.stringify({ content: `Message ${next} with **some** words`, allowed_mentions: { parse: [] } });
      const response = await fetch(`${box.apiUrl}/v10/channels/${news}/messages`, { method: 'POST', headers, body });
      if (!response.ok) throw new Error(`The box answered ${response.status}`);
      await response.arrayBuffer();
    }
  };
  const start = performance.now();
  await Promise.all([counter.all, ...Array.from({ length: AT_ONCE }, sender)]);
  const seconds = (performance.now() - start) / 1000;
  counter.close();
  await driver.expectNoViolations();
  return MESSAGES / seconds;
}

/** How fast the box and then the bot are ready, and what the box carries with every check on. */
export async function run(): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'belowline-bench-'));
  await writeFile(join(folder, 'bridge.md'), '---\ntitle: The Bridge\n---\nLead.\n');
  const started: { box: number; bot: number }[] = [];
  for (let round = 0; round < STARTS; round += 1) started.push(await starts(folder));
  const child = await startChild<BoxProcess>('sandbox', { folder });
  const perSecond = await throughput(child.ready);
  child.end();
  await rm(folder, { recursive: true });
  const [box, bot] = [median(started.map((each) => each.box)), median(started.map((each) => each.bot))];
  return [
    { name: 'sandbox: process start to ready, median of 5 starts', value: box / 1000, unit: 's', limit: '< 1.0' },
    { name: 'sandbox: bot and page ready after that', value: bot / 1000, unit: 's', limit: '< 0.5' },
    { name: 'sandbox: REST, world and Gateway, all checked', value: perSecond, unit: 'messages/s', limit: '≥ 200' },
  ];
}

if (import.meta.main) console.log(tableFromLines(await run()));
