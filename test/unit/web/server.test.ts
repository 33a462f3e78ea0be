import { connect } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { startWebServer } from '../../../src/web/server.ts';
import { articleWith } from '../../helpers/article.ts';
import { createWebWorld } from '../../helpers/web-world.ts';

const { handler } = await createWebWorld([articleWith({ slug: 'bridge' })]);
const local = { createHandler: () => handler, host: '127.0.0.1', port: 0 };

/** Sends bytes as they are, and answers with all that comes back until the server closes. */
async function exchange(url: string, request: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(request);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}

describe('the server', () => {
  test('serves the handler over HTTP, and stops', async () => {
    const server = await startWebServer(local);
    const answer = await fetch(`${server.url}/articles/bridge`);
    expect(answer.status).toBe(200);
    const etag = answer.headers.get('etag')!;
    expect((await fetch(`${server.url}/articles/bridge`, { headers: { 'if-none-match': etag } })).status).toBe(304);
    await server.close();
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
  });

  test('says in one sentence that its port is in use', async () => {
    const first = await startWebServer(local);
    const port = Number(new URL(first.url).port);
    await expect(startWebServer({ ...local, port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use: stop the program that has it, or set PORT to another one.`,
    );
    await first.close();
  });

  test('says in one sentence that its host is not on this machine', async () => {
    await expect(startWebServer({ ...local, host: '192.0.2.1' })).rejects.toThrow(
      '192.0.2.1 is no address of this machine',
    );
  });

  test('finishes the answers that are under way before it stops', async () => {
    const answering = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const slow = async () => {
      asked.resolve();
      await answering.promise;
      return new Response('whole');
    };
    const server = await startWebServer({ ...local, createHandler: () => slow });
    const answer = fetch(server.url);
    await asked.promise;
    const stopped = server.close();
    answering.resolve();
    expect(await (await answer).text()).toBe('whole');
    await stopped;
  });

  test.each([
    ['headers of 20 KB', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b"<>\r\nConnection: close\r\n\r\n', 400],
    ['what is no HTTP', 'HELLO\r\n\r\n', 400],
    ['a path with dots', 'GET /articles/../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 404],
    [
      'a path with encoded dots',
      'GET /articles/%2e%2e%2f%2e%2e%2fetc HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      404,
    ],
  ])('answers %s and goes on', async (_name, request, status) => {
    const server = await startWebServer(local);
    expect(await exchange(server.url, request)).toMatch(`HTTP/1.1 ${status} `);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await server.close();
  });
});
