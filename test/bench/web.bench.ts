import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from './child.ts';
import { type Line, tableFromLines } from './line.ts';
import type { Load, LoadResult } from './load.ts';

const COMMENTS = 1_000;
const ROUNDS = 20; // short ones in turn, so that whatever else the machine does meets all alike

type Server = Child<{ url: string }>;

/** Answers a second, and answers for each second of a processor that the server had: what else runs on the machine takes none of those. */
interface Measured {
  readonly perSecond: number;
  readonly perProcessorSecond: number;
}

const ADDRESSES = { 'article page': '/articles/bridge', fragment: '/embed?article=bridge' };

/** Requests per second of what is unchanged, page and fragment, with 50 of 1,000 comments, and of its 304, beside a bare `node:http` server that sends the same bytes. */
export async function run(): Promise<Line[]> {
  const server: Server = await startChild('article-page', { comments: COMMENTS });
  await using load = startLoad();
  const lines: Line[] = [];
  for (const [name, address] of Object.entries(ADDRESSES)) lines.push(...(await measure(load, server, name, address)));
  server.end();
  return lines;
}

async function measure(load: ReturnType<typeof startLoad>, server: Server, name: string, address: string) {
  const url = server.ready.url + address;
  const bare: Server = await startChild('bare-page', { url });
  const answer = await fetch(url, { headers: { 'accept-encoding': 'identity' } }); // as `load` asks
  const size = (await answer.arrayBuffer()).byteLength;
  const known = { 'if-none-match': answer.headers.get('etag') ?? '' };

  const rounds: Readonly<Record<'bare' | 'own' | 'notModified', Measured>>[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const measured = {
      bare: await load.measure(bare, bare.ready.url, {}),
      own: await load.measure(server, url, {}),
      notModified: await load.measure(server, url, known),
    };
    if (round > 0) rounds.push(measured); // the first warms up
  }
  bare.end();

  const middle = (value: (round: (typeof rounds)[number]) => number): number => median(rounds.map(value));
  const ratio = middle(({ own, bare }) => own.perProcessorSecond / bare.perProcessorSecond);
  const ratioNotModified = middle(({ own, notModified }) => notModified.perProcessorSecond / own.perProcessorSecond);
  const each = 'requests per second of a processor';
  return [
    { name: `${name}, 50 of 1,000 comments: size`, value: size / 1024, unit: 'KB' },
    { name: `bare node:http server, the same bytes`, value: middle(({ bare }) => bare.perSecond), unit: 'requests/s' },
    { name: `unchanged ${name}`, value: middle(({ own }) => own.perSecond), unit: 'requests/s' },
    { name: `unchanged ${name} ÷ bare server, ${each}`, value: ratio, unit: '×', limit: '≥ 0.8' },
    { name: `304 of the ${name}`, value: middle(({ notModified }) => notModified.perSecond), unit: 'requests/s' },
    { name: `304 ÷ unchanged ${name}, ${each}`, value: ratioNotModified, unit: '×', limit: '≥ 1' },
  ] satisfies Line[];
}

/** Load and servers are processes of their own, so that none shares an event loop, or code that V8 made fast for another. */
function startLoad() {
  const child: ChildProcess = fork(fileURLToPath(new URL('load.ts', import.meta.url)));
  return {
    async measure(server: Server, url: string, headers: Load['headers']): Promise<Measured> {
      const [before, start] = [await server.ask<number>('processor'), performance.now()];
      const answered = once(child, 'message');
      child.send({ url, headers } satisfies Load);
      const [{ perSecond }] = (await answered) as [LoadResult];
      const processor = ((await server.ask<number>('processor')) - before) / (performance.now() - start);
      return { perSecond, perProcessorSecond: perSecond / processor };
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
