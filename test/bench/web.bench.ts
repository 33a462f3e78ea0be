import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { articleWith } from '../helpers/article.ts';
import { createWebWorld } from '../helpers/web-world.ts';
import { startWebServer } from '../../src/web/server.ts';
import { type Line, tableFromLines } from './line.ts';
import type { Load, LoadResult } from './load.ts';

const COMMENTS = 1_000;
const ROUNDS = 5;
const PATH = '/articles/bridge';

/** Requests per second of the unchanged article page with 50 of 1,000 comments, and of its 304, beside a bare `node:http` server that sends the same bytes. */
export async function run(): Promise<Line[]> {
  const { handler, get } = await worldWithComments();
  const page = await get(PATH);
  const etag = page.headers.get('etag') ?? '';
  const body = Buffer.from(await page.arrayBuffer());

  const ours = await startWebServer({ createHandler: () => handler, host: '127.0.0.1', port: 0 });
  const bare = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.byteLength });
    response.end(body);
  });
  await once(bare.listen(0, '127.0.0.1'), 'listening');
  const { port } = bare.address() as { port: number };
  await using load = startLoad();

  const rates: Record<'bare' | 'page' | 'notModified', number[]> = { bare: [], page: [], notModified: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    const measured = {
      bare: await load.measure({ url: `http://127.0.0.1:${port}${PATH}`, headers: {} }),
      page: await load.measure({ url: ours.url + PATH, headers: {} }),
      notModified: await load.measure({ url: ours.url + PATH, headers: { 'if-none-match': etag } }),
    };
    if (round === 0) continue; // the first warms up
    rates.bare.push(measured.bare);
    rates.page.push(measured.page);
    rates.notModified.push(measured.notModified);
  }
  await ours.close();
  bare.closeAllConnections();
  bare.close();

  const ratio = (one: readonly number[], other: readonly number[]): number =>
    median(one.map((rate, index) => rate / (other[index] ?? NaN)));
  return [
    { name: 'article page, 50 of 1,000 comments: size', value: body.byteLength / 1024, unit: 'KB' },
    { name: 'bare node:http server, the same bytes', value: median(rates.bare), unit: 'requests/s' },
    { name: 'unchanged article page', value: median(rates.page), unit: 'requests/s' },
    { name: 'unchanged article page ÷ bare server', value: ratio(rates.page, rates.bare), unit: '×', limit: '≥ 0.7' },
    { name: '304', value: median(rates.notModified), unit: 'requests/s' },
    { name: '304 ÷ unchanged article page', value: ratio(rates.notModified, rates.page), unit: '×', limit: '≥ 1' },
  ];
}

async function worldWithComments() {
  const article = articleWith({ slug: 'bridge', lead: 'A lead of some words. '.repeat(20) });
  const world = await createWebWorld([article]);
  await world.open(article);
  for (let index = 0; index < COMMENTS; index++) {
    const content = `Comment **${index}** says something of the usual length, with a [link](https://news.example/${index}) in it.`;
    await world.reply({ content, author: String(1000 + (index % 100)), authorName: `Member ${index % 100}` });
  }
  return world;
}

/** The load comes from another process, so that it does not share our event loop. */
function startLoad() {
  const child: ChildProcess = fork(fileURLToPath(new URL('load.ts', import.meta.url)));
  return {
    async measure(load: Load): Promise<number> {
      const answered = once(child, 'message');
      child.send(load);
      const [result] = (await answered) as [LoadResult];
      return result.perSecond;
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
