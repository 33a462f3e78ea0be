import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from './child.ts';
import { type Line, tableFromLines } from './line.ts';
import type { Load, LoadResult } from './load.ts';

const COMMENTS = 1_000;
const ROUNDS = 20; // short ones in turn, so that whatever else the machine does meets all alike

type Server = Child<{ url: string }>;

/** Answers a second, and the part of a processor that the server had meanwhile, in percent. */
interface Measured {
  readonly perSecond: number;
  readonly busy: number;
}

/** Requests per second of the unchanged article page with 50 of 1,000 comments, and of its 304, beside a bare `node:http` server that sends the same bytes. */
export async function run(): Promise<Line[]> {
  const page: Server = await startChild('article-page', { comments: COMMENTS });
  const bare: Server = await startChild('bare-page', { url: page.ready.url });
  const answer = await fetch(page.ready.url, { headers: { 'accept-encoding': 'identity' } }); // as `load` asks
  const size = (await answer.arrayBuffer()).byteLength;
  const known = { 'if-none-match': answer.headers.get('etag') ?? '' };
  await using load = startLoad();

  const rounds: Readonly<Record<'bare' | 'page' | 'notModified', Measured>>[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const measured = {
      bare: await load.measure(bare, {}),
      page: await load.measure(page, {}),
      notModified: await load.measure(page, known),
    };
    if (round > 0) rounds.push(measured); // the first warms up
  }
  page.end();
  bare.end();

  const middle = (value: (round: (typeof rounds)[number]) => number): number => median(rounds.map(value));
  const busy = middle((round) => round.bare.busy);
  const ratio = middle((round) => round.page.perSecond / round.bare.perSecond);
  const ratioNotModified = middle((round) => round.notModified.perSecond / round.page.perSecond);
  return [
    { name: 'article page, 50 of 1,000 comments: size', value: size / 1024, unit: 'KB' },
    { name: 'bare node:http server, the same bytes', value: middle(({ bare }) => bare.perSecond), unit: 'requests/s' },
    { name: 'of a processor that it had: less, and the load is too small', value: busy, unit: '%', limit: '≥ 90' },
    { name: 'unchanged article page', value: middle(({ page }) => page.perSecond), unit: 'requests/s' },
    { name: 'unchanged article page ÷ bare server', value: ratio, unit: '×', limit: '≥ 0.7' },
    { name: '304', value: middle(({ notModified }) => notModified.perSecond), unit: 'requests/s' },
    { name: '304 ÷ unchanged article page', value: ratioNotModified, unit: '×', limit: '≥ 1' },
  ];
}

/** Load and servers are processes of their own, so that none shares an event loop, or code that V8 made fast for another. */
function startLoad() {
  const child: ChildProcess = fork(fileURLToPath(new URL('load.ts', import.meta.url)));
  return {
    async measure(server: Server, headers: Load['headers']): Promise<Measured> {
      const [before, start] = [await server.ask<number>('processor'), performance.now()];
      const answered = once(child, 'message');
      child.send({ url: server.ready.url, headers } satisfies Load);
      const [{ perSecond }] = (await answered) as [LoadResult];
      const busy = (((await server.ask<number>('processor')) - before) / (performance.now() - start)) * 100;
      return { perSecond, busy };
    },
    async [Symbol.asyncDispose]() {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

if (import.meta.main) console.log(tableFromLines(await run()));
