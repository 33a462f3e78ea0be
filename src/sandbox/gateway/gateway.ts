import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { applicationFlags, guildForGateway } from '../world/guild.ts';
import type { World } from '../world/world.ts';
import { createConnection } from './connection.ts';
import type { Dispatch } from './dispatch.ts';
import { dispatchesFor } from './dispatches.ts';
import { withheldReason } from './withheld.ts';
import { createSession, type Session, type GatewayDependencies, type Sessions } from './session.ts';

/** Discord's Gateway v10 on a WebSocket. */
export interface Gateway {
  /** Accepts an HTTP upgrade to /gateway. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes every client with a code, asks it to reconnect (op 7), or ends its session (op 9). */
  disturb(disturbance: Disturbance): void;
  /** Holds back all dispatches until the returned function is called; overlapping holds end with the last. */
  hold(): () => void;
  close(): void;
}

/** A disturbance for all clients at once. */
export type Disturbance =
  | { kind: 'close'; code: number }
  | { kind: 'drop-socket' }
  | { kind: 'reconnect' }
  | { kind: 'invalid-session'; resumable: boolean };

const MOST_AWAY = 16;

// sessions without a client, each with its missed events; the oldest are dropped first (assumed)
const DAY = 86_400_000;

const FORGET_AFTER = 5 * 60_000;

function createSessions(dependencies: GatewayDependencies): Sessions & { all(): Iterable<Session>; endAll(): void } {
  const { world } = dependencies;
  const sessions = new Map<string, Session>();
  const forgetOld = () => {
    for (const [id, session] of sessions) {
      const away = session.awaySince();
      if (away !== null && world.clock.now() - away > FORGET_AFTER) sessions.delete(id);
    }
    const away = [...sessions.values()].filter((session) => session.awaySince() !== null);
    away.sort((a, b) => (a.awaySince() ?? 0) - (b.awaySince() ?? 0));
    for (const { id } of away.slice(0, -MOST_AWAY)) sessions.delete(id);
  };
  return {
    all: () => sessions.values(),
    endAll: () => sessions.clear(),
    open(intents, send) {
      forgetOld();
      const session = createSession(dependencies, intents);
      countStart(world);
      sessions.set(session.id, session);
      session.attach(send, 0);
      session.push({ event: 'READY', payload: readyPayload(world, session.id) });
      if (intents & 1) session.push({ event: 'GUILD_CREATE', payload: guildForGateway(world) });
      return session;
    },
    resumable(id) {
      forgetOld();
      return sessions.get(id);
    },
    end: (session) => void sessions.delete(session.id),
  };
}

/** Counts a started session; `GET /gateway/bot` reports the daily limit. */
function countStart(world: World): void {
  const since = world.clock.now() - DAY;
  world.sessionStarts = [...world.sessionStarts.filter((at) => at > since), world.clock.now()];
}

function readyPayload(world: World, sessionId: string): object {
  const user = world.members.get(world.botId)?.user;
  return {
    v: 10,
    user: { ...user, mfa_enabled: false, verified: true, email: null },
    guilds: [{ id: world.guild.id, unavailable: true }],
    session_id: sessionId,
    resume_gateway_url: `${world.url.replace('http', 'ws')}/gateway`,
    shard: [0, 1],
    application: { id: world.application.id, flags: applicationFlags(world) },
  };
}

/** Dispatches on their way to sessions, which can be held back; each is sent as it was when it happened. */
function createHold() {
  let holds = 0;
  let waiting: { session: Session; dispatch: Dispatch }[] = [];
  return {
    pass(session: Session, dispatch: Dispatch) {
      if (holds === 0) session.push(dispatch);
      else waiting.push({ session, dispatch: structuredClone(dispatch) });
    },
    hold() {
      holds += 1;
      return () => {
        holds -= 1;
        if (holds > 0) return;
        const released = waiting;
        waiting = [];
        for (const { session, dispatch } of released) session.push(dispatch);
      };
    },
  };
}

/** Creates the Gateway of a world, which sends every change to its sessions. */
export function createGateway(dependencies: GatewayDependencies): Gateway {
  const { world, journal } = dependencies;
  const server = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 });
  const sessions = createSessions(dependencies);
  const held = createHold();
  const subscription = world.listen((event) => {
    for (const session of sessions.all()) {
      const reason = withheldReason(world, event, session.intents);
      if (reason) journal.record('withheld', event.type, { reason });
      for (const dispatch of dispatchesFor(world, event, session.intents)) held.pass(session, dispatch);
    }
  });
  const eachClient = (action: (client: WebSocket) => void) => server.clients.forEach(action);
  server.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    createConnection(dependencies, sessions, { socket, url: request.url ?? '' });
  });
  return {
    upgrade: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (client) => server.emit('connection', client, request)),
    hold: held.hold,
    disturb(disturbance) {
      eachClient((client) => {
        if (disturbance.kind === 'close') client.close(disturbance.code);
        if (disturbance.kind === 'drop-socket') client.terminate();
        if (disturbance.kind === 'reconnect') client.send(JSON.stringify({ op: 7, d: null }));
        if (disturbance.kind === 'invalid-session') {
          if (!disturbance.resumable) sessions.endAll();
          client.send(JSON.stringify({ op: 9, d: disturbance.resumable }));
        }
      });
    },
    close() {
      subscription[Symbol.dispose]();
      eachClient((client) => client.terminate());
      server.close();
    },
  };
}
