import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { startChild, type Child } from './child.ts';
import type { Line } from './line.ts';
import { until } from './until.ts';

const LISTENERS = 5_000;
const AT_ONCE = 100;

/** What many pages cost that listen for new comments: memory, and how soon all of them hear of one. */
export async function run(): Promise<Line[]> {
  const page: Child<{ url: string }> = await startChild('article-page', { comments: 100 });
  const article = `${page.ready.url}/articles/bridge`;
  await fetch(article);
  const before = await page.ask<number>('memory');
  const events = new URL(`${article}/events`);
  const sockets: Socket[] = [];
  let told = 0;
  while (sockets.length < LISTENERS) {
    const opened = Array.from({ length: AT_ONCE }, () => listen(events, () => (told += 1)));
    sockets.push(...(await Promise.all(opened)));
  }
  await until(async () => told === LISTENERS);
  const after = await page.ask<number>('memory');
  const idleSince = await page.ask<number>('processor');
  await new Promise((resolve) => {
    setTimeout(resolve, 10_000);
  });
  const idle = (await page.ask<number>('processor')) - idleSince;
  const start = performance.now();
  await page.ask('reply');
  await until(async () => told === 2 * LISTENERS);
  const heard = performance.now() - start;
  const all = await page.ask<number>('memory');
  for (const socket of sockets) socket.destroy();
  page.end();
  return [
    { name: `${LISTENERS} pages that listen`, value: after - before, unit: 'MB', limit: '≤ 250' },
    { name: 'each of them', value: ((after - before) * 1000) / LISTENERS, unit: 'KB' },
    { name: 'and after a comment was told to all', value: all - before, unit: 'MB' },
    { name: 'from a comment until the last has heard of it', value: heard, unit: 'ms', limit: '≤ 3000' },
    { name: 'processor while nothing happens', value: idle / 100, unit: '%' },
  ];
}

async function listen({ hostname, port, pathname }: URL, heard: () => void): Promise<Socket> {
  const socket = connect(Number(port), hostname);
  socket.on('data', (bytes) => bytes.includes('data: ') && heard());
  await once(socket, 'connect');
  socket.write(`GET ${pathname} HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n`);
  return socket;
}
