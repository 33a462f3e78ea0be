import type { WebSocket } from 'ws';
import type { GatewayDependencies, Sessions, Session } from './session.ts';

/** Discord's heartbeat interval, in milliseconds. */
export const HEARTBEAT = 41_250;
const SENDS = { most: 120, within: 60_000 }; // a connection may send this many messages in so many milliseconds
const MAX_FRAME = 4_096; // bytes
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
const KNOWN_INTENTS = 0b11_0011_0001_1111_1111_1111_1111; // 0–16, 20, 21, 24, 25
const CLOSE = {
  unknownError: 4000,
  unknownOpcode: 4001,
  decode: 4002,
  notAuthenticated: 4003,
  wrongToken: 4004,
  alreadyAuthenticated: 4005,
  badSequence: 4007,
  rateLimited: 4008,
  timedOut: 4009,
  badShard: 4010,
  badVersion: 4012,
  badIntents: 4013,
  disallowedIntents: 4014,
} as const;

const UNBUILT = new Set([4, 8, 31]); // voice, members, soundboard: the bot asks for none of them

interface Message {
  op: number;
  d: unknown;
}

function messageFrom(data: string): Message | undefined {
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value !== 'object' || value === null || !('op' in value) || typeof value.op !== 'number')
      return undefined;
    return { op: value.op, d: 'd' in value ? value.d : null };
  } catch {
    return undefined;
  }
}

const WHOLE: unknown = [0, 1]; // the only shard: one guild is no reason for more

const areIntents = (value: unknown): value is number =>
  typeof value === 'number' &&
  Number.isInteger(value) &&
  value >= 0 &&
  value <= KNOWN_INTENTS &&
  !(value & ~KNOWN_INTENTS);

/** Whether a client requests the supported version and encoding: v10 in JSON, uncompressed. */
function isBuilt(url: string): boolean {
  const query = new URL(url, 'ws://127.0.0.1').searchParams;
  return query.get('v') === '10' && (query.get('encoding') ?? 'json') === 'json' && !query.has('compress');
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** Serves one client: HELLO, IDENTIFY or RESUME, heartbeats; closes it with Discord's code for each mistake. */
export function createConnection(
  { world, token, journal, heartbeat }: GatewayDependencies,
  sessions: Sessions,
  { socket, url }: { socket: WebSocket; url: string },
): void {
  let session: Session | null = null;
  let isOver = false;
  let lastBeat = Date.now();
  const sent: number[] = []; // when the client's last messages came
  const send = (frame: object) => socket.send(JSON.stringify(frame));
  const refuse = (code: number, reason: string) => {
    isOver = true; // ignores what the client has already sent
    journal.record('gateway', 'close', { code, reason });
    socket.close(code, reason);
  };

  const isToken = (given: unknown) => given === token || given === `Bot ${token}`;
  const identify = (data: Record<string, unknown>) => {
    if (session) return refuse(CLOSE.alreadyAuthenticated, 'Already authenticated.');
    if (!isToken(data['token'])) return refuse(CLOSE.wrongToken, 'Authentication failed.');
    const { shard = WHOLE, intents, properties } = data;
    if (typeof properties !== 'object' || properties === null)
      return refuse(CLOSE.decode, 'Error while decoding payload.');
    if (JSON.stringify(shard) !== JSON.stringify(WHOLE)) return refuse(CLOSE.badShard, 'Invalid shard.');
    if (!areIntents(intents)) return refuse(CLOSE.badIntents, 'Invalid intent(s).');
    if (intents & PRIVILEGED & ~world.grantedIntents) return refuse(CLOSE.disallowedIntents, 'Disallowed intent(s).');
    session = sessions.open(intents, send);
  };

  const resume = (data: Record<string, unknown>) => {
    if (session) return refuse(CLOSE.alreadyAuthenticated, 'Already authenticated.');
    if (!isToken(data['token'])) return refuse(CLOSE.wrongToken, 'Authentication failed.');
    const known = sessions.resumable(String(data['session_id']));
    const attached = known?.attach(send, Number(data['seq']));
    if (attached === null) return refuse(CLOSE.badSequence, 'Invalid seq.');
    if (!known || !attached) return send({ op: 9, d: false });
    session = known;
    known.push({ event: 'RESUMED', payload: {} });
  };

  const isTooMuch = () => {
    const since = Date.now() - SENDS.within;
    while ((sent[0] ?? since) < since) sent.shift();
    return sent.push(Date.now()) > SENDS.most;
  };

  const receive = ({ op, d }: Message) => {
    if (isTooMuch()) return refuse(CLOSE.rateLimited, 'Rate limited.');
    if (op !== 1) journal.record('gateway', `op ${op}`, op === 2 || op === 6 ? {} : { d });
    if (op === 1) {
      lastBeat = Date.now();
      return send({ op: 11 });
    }
    if (op === 2) return identify(recordOf(d));
    if (op === 6) return resume(recordOf(d));
    if (!session) return refuse(CLOSE.notAuthenticated, 'Not authenticated.');
    if (UNBUILT.has(op))
      return journal.violate({
        where: `gateway op ${op}`,
        path: '',
        message: 'The box does not support this operation',
      });
    if (op !== 3) return refuse(CLOSE.unknownOpcode, 'Unknown opcode.');
  };

  socket.on('message', (data, isBinary) => {
    if (isOver) return;
    const bytes = Buffer.isBuffer(data) ? data : Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)]);
    const message = bytes.byteLength <= MAX_FRAME && !isBinary ? messageFrom(bytes.toString('utf8')) : undefined;
    if (message) receive(message);
    else refuse(CLOSE.decode, 'Error while decoding payload.');
  });
  socket.on('error', (error) => journal.record('gateway', 'error', { message: error.message }));

  let unread = 0; // bytes waiting for the client at the last check
  const watch = setInterval(() => {
    if (Date.now() - lastBeat > heartbeat * 1.5) refuse(CLOSE.timedOut, 'Session timed out.');
    if (unread > 0 && socket.bufferedAmount >= unread) socket.terminate(); // a client that never reads would fill the memory
    unread = socket.bufferedAmount;
  }, heartbeat).unref();
  socket.on('close', (code) => {
    clearInterval(watch);
    if (session?.detach(send) && (code === 1000 || code === 1001)) sessions.end(session);
  });
  if (!isBuilt(url)) return refuse(CLOSE.badVersion, 'Invalid API version.');
  send({ op: 10, d: { heartbeat_interval: heartbeat } });
}
