import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { createTestSchema, POSTGRES_URL } from '../helpers/postgres.ts';
import { startNewsroom } from '../helpers/newsroom.ts';
import { startApp } from '../../src/app.ts';
import { configFrom } from '../../src/config.ts';
import { systemClock } from '../../src/clock.ts';

/** Outages last as long as a connection needs to be found dead, and a new one to be opened. */
const PATIENCE = { timeout: 40_000, interval: 100 };

/** A proxy before the server, which can be cut. */
async function startProxy() {
  const { hostname, port } = new URL(POSTGRES_URL ?? '');
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((socket) => {
    if (isCut) {
      socket.destroy();
      return;
    }
    const other = connect(Number(port || 5432), hostname);
    for (const [one, peer] of [
      [socket, other],
      [other, socket],
    ] as const) {
      sockets.add(one);
      one.pipe(peer);
      one.on('error', () => peer.destroy());
      one.on('close', () => (peer.destroy(), sockets.delete(one)));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const set = (cut: boolean) => {
    isCut = cut;
    if (cut) for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => set(true),
    mend: () => set(false),
    async [Symbol.asyncDispose]() {
      set(true);
      server.close();
      await once(server, 'close');
    },
  };
}

async function startOnPostgres() {
  const schema = await createTestSchema();
  const proxy = await startProxy();
  const folder = await mkdtemp(join(tmpdir(), 'belowline-'));
  const environment = { STORE_URL: schema.url(proxy.port), STORE_MARKS: join(folder, 'store') };
  const newsroom = await startNewsroom({ policy: 'opt-out', environment });
  /** A process for pages alone: here in this one, with connections of its own. */
  const startPages = () =>
    startApp({
      config: configFrom({ ...environment, ROLE: 'web', PORT: '0', CONTENT_DIR: newsroom.contentDir }),
      discord: { token: null, appUrl: newsroom.sandbox.url },
      clock: systemClock,
      log: { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined },
    });
  return {
    newsroom,
    proxy,
    startPages,
    async [Symbol.asyncDispose]() {
      await newsroom[Symbol.asyncDispose]();
      await proxy[Symbol.asyncDispose]();
      await schema[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

// Skipped without a server: TEST_POSTGRES_URL=postgres://… names one.
describe.skipIf(!POSTGRES_URL)('on PostgreSQL', () => {
  test('a reply becomes a comment, is edited and deleted, and outlives a restart', async () => {
    await using running = await startOnPostgres();
    const { newsroom } = running;
    const thread = await newsroom.open();
    const first = await newsroom.person('reader').say(thread, 'First');
    const second = await newsroom.person('guest').say(thread, 'Second');
    await newsroom.until(({ count }) => expect(count).toBe(2));
    await newsroom.person('reader').do('edit', { message: first.id, content: 'First, edited' });
    await newsroom.until(({ comments }) => expect(comments[0]?.html).toContain('edited'));
    await newsroom.stopApp();
    await newsroom.person('guest').do('delete', { messages: [second.id] });
    await newsroom.startApp();
    await newsroom.until(({ count }) => expect(count).toBe(1));
  });

  test('replies written while the database is away are on the page once it is back', async () => {
    await using running = await startOnPostgres();
    const { newsroom, proxy } = running;
    const thread = await newsroom.open();
    await newsroom.person('reader').say(thread, 'Before');
    await newsroom.until(({ count }) => expect(count).toBe(1));
    proxy.cut();
    await newsroom.person('reader').say(thread, 'Meanwhile');
    await vi.waitFor(async () => expect((await newsroom.get('/readyz')).status).toBe(503), PATIENCE);
    expect((await newsroom.get('/healthz')).status).toBe(200);
    proxy.mend();
    await vi.waitFor(async () => expect((await newsroom.json()).count).toBe(2), PATIENCE);
    await vi.waitFor(async () => expect((await newsroom.get('/readyz')).status).toBe(200), PATIENCE);
  });

  test('a second process serves the same page, follows each change, and calls nothing fresh that it could not hear of', async () => {
    await using running = await startOnPostgres();
    const { newsroom, proxy } = running;
    await using parts = new AsyncDisposableStack();
    const pages = parts.adopt(await running.startPages(), (app) => app.stop());
    const count = async (): Promise<unknown> =>
      ((await (await fetch(`${pages.url}/articles/bridge/comments.json`)).json()) as { count?: number }).count;
    const thread = await newsroom.open();
    await newsroom.person('reader').say(thread, 'First');
    await vi.waitFor(async () => expect(await count()).toBe(1), PATIENCE);
    await newsroom.person('reader').say(thread, 'Second');
    await vi.waitFor(async () => expect(await count()).toBe(2), PATIENCE);
    proxy.cut();
    await vi.waitFor(async () => expect((await fetch(`${pages.url}/readyz`)).status).toBe(503), PATIENCE);
    await newsroom.person('reader').say(thread, 'Third');
    proxy.mend();
    await vi.waitFor(async () => expect(await count()).toBe(3), PATIENCE);
  });

  test('a second bot on the same database is refused with what to do', async () => {
    await using running = await startOnPostgres();
    const { newsroom } = running;
    await expect(
      startApp({
        config: configFrom({ STORE_URL: newsroom.storeUrl, PORT: '0', CONTENT_DIR: newsroom.contentDir }),
        discord: { token: newsroom.sandbox.token, apiUrl: newsroom.sandbox.apiUrl, appUrl: newsroom.sandbox.url },
        clock: systemClock,
        log: { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined },
      }),
    ).rejects.toThrow(/another process writes to it, so stop that one first/);
  });
});
