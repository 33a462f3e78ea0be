import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { createClock, type VirtualClock } from './clock.ts';
import { createContract } from './contract/contract.ts';
import { createFaults } from './faults.ts';
import { HEARTBEAT } from './gateway/connection.ts';
import { createGateway } from './gateway/gateway.ts';
import { createJournal } from './journal.ts';
import { listenOn, isLocal } from './listener.ts';
import type { ShownSite } from './page/example-site.ts';
import { createWeb } from './web.ts';
import { seedRecords } from './world/seed.ts';
import { archiveQuietThreads } from './world/thread-states.ts';
import { lockSnapshot } from './world/snapshot-lock.ts';
import { keepSnapshot, loadSnapshot } from './world/snapshot.ts';
import { createWorld, type World } from './world/world.ts';

/** A Discord in a box, on loopback. */
export interface Sandbox extends AsyncDisposable {
  /** http://127.0.0.1:PORT: its page and `/sandbox/*`. */
  url: string;
  /** For discord.js' `rest.api`. */
  apiUrl: string;
  token: string;
  /** The guild's id. */
  guild: string;
  /** The box's time; `advance` moves it forward. */
  clock: VirtualClock;
  /** Sets the site whose pages the box's page shows in its frame. */
  setSite(site: ShownSite): void;
  close(): Promise<void>;
}

/** How to start a sandbox: `port` 0 means any; `snapshot` is the path of its JSON file, absent = memory only. */
export interface SandboxOptions {
  port: number;
  snapshot?: string;
  /** How often the bot must send a heartbeat, in milliseconds; Discord's 41,250 by default. */
  heartbeat?: number;
  log?: (line: string) => void;
}

const TOKEN = 'sandbox.token.not-a-secret';
const MINUTE = 60_000;

/** Starts a Discord in a box on 127.0.0.1. Rejects with one sentence if the port is in use. */
export async function startSandbox({
  port,
  snapshot: path,
  heartbeat = HEARTBEAT,
  log = () => undefined,
}: SandboxOptions): Promise<Sandbox> {
  await using starting = new AsyncDisposableStack();
  if (path !== undefined) starting.use(await lockSnapshot(path));
  const snapshot = path === undefined ? null : await loadSnapshot(path, log);
  const clock = createClock(snapshot?.ahead);
  const world = createWorld({ ...(snapshot ?? seedRecords(clock.now())), clock });
  const journal = createJournal(clock.now);
  const shared = {
    world,
    clock,
    journal,
    token: TOKEN,
    heartbeat,
    faults: createFaults(),
    contract: createContract(journal),
    now: clock.now,
  };
  const gateway = createGateway(shared);
  let site: ShownSite = { url: null, fillPage: async (page) => page };
  const web = createWeb({
    ...shared,
    gateway,
    pageUrl: () => site.url,
    fillPage: (page) => site.fillPage(page),
  });
  const listener = getRequestListener((request, env) => web.fetch(request, env));
  const server = createServer((request, response) => void listener(request, response));
  server.on('upgrade', (request, socket, head) => {
    if (isLocal(request.headers) && /^\/gateway\/?(?:\?|$)/.test(request.url ?? ''))
      gateway.upgrade(request, socket, head);
    else refuseUpgrade(socket);
  });
  world.url = await listenOn(server, port);
  const kept = path === undefined ? null : keepSnapshot(world, path, log);
  const archiving = archiveEveryMinute(world);
  const started = starting.move(); // from here on `close` gives it back

  const close = async () => {
    archiving[Symbol.dispose]();
    gateway.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await kept?.close();
    await started.disposeAsync();
  };
  return {
    url: world.url,
    apiUrl: `${world.url}/api`,
    token: TOKEN,
    guild: world.guild.id,
    clock,
    setSite: (shown) => void (site = shown),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function refuseUpgrade(socket: Duplex): void {
  socket.once('error', () => socket.destroy()); // the other side may be gone already
  socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
}

function archiveEveryMinute(world: World): Disposable {
  let next = world.clock.after(MINUTE, run);
  function run() {
    archiveQuietThreads(world);
    next = world.clock.after(MINUTE, run);
  }
  return { [Symbol.dispose]: () => next[Symbol.dispose]() };
}
