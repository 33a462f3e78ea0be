import { randomBytes } from 'node:crypto';
import type { Contract } from '../contract/contract.ts';
import type { Faults } from '../faults.ts';
import type { Journal } from '../journal.ts';
import type { Dispatch } from './dispatch.ts';
import type { World } from '../world/world.ts';

interface Frame {
  op: 0;
  t: string;
  s: number;
  d: unknown;
}

/** One identified client; keeps what it sent until the session is resumed or dropped. */
export interface Session {
  readonly id: string;
  readonly intents: number;
  /** Numbers a dispatch, keeps it for a resume, and sends it when a client is connected. */
  push(dispatch: Dispatch): void;
  /** Connects a client and sends what it missed after `sequence`: false if that is no longer kept, null if it never existed. */
  attach(send: (frame: object) => void, sequence: number): boolean | null;
  /** Ends the connection behind `send` and returns whether it was this session's current one. */
  detach(send: (frame: object) => void): boolean;
  /** When the client left, in milliseconds of the box's time; null while connected. */
  awaySince(): number | null;
}

const REPLAY = 5_000; // events kept for a resume; Discord's own number is not documented

/** The dependencies of a session. */
export interface SessionDependencies {
  contract: Contract;
  journal: Journal;
  faults: Faults;
  now: () => number;
}

const ALWAYS_THERE = new Set(['id', 'channel_id', 'guild_id']);

/** A dispatch with only ids and some keys, as Discord's edits once were; not in the specification. */
const partOf = ({ event, payload }: Dispatch, keys: readonly string[]): Dispatch => ({
  event,
  payload: Object.fromEntries(Object.entries(payload).filter(([key]) => ALWAYS_THERE.has(key) || keys.includes(key))),
});

/** Creates a session for a client that identified with these intents. */
export function createSession({ contract, journal, faults, now }: SessionDependencies, intents: number): Session {
  let sequence = 0;
  let client: ((frame: object) => void) | null = null;
  let awaySince: number | null = now();
  let held: Dispatch[] = [];
  const sent: Frame[] = [];

  const send = ({ event, payload }: Dispatch) => {
    sequence += 1;
    const frame: Frame = { op: 0, t: event, s: sequence, d: structuredClone(payload) };
    sent.push(frame);
    if (sent.length > REPLAY) sent.shift();
    journal.record('dispatch', event, { sequence, delivered: client !== null, payload: frame.d });
    client?.(frame);
  };

  const deliver = (dispatch: Dispatch) => {
    contract.dispatch(dispatch.event, dispatch.payload);
    send(dispatch);
  };

  const withFaults = (dispatch: Dispatch) => {
    const fault = faults.take(['drop', 'double', 'reorder', 'partial'], dispatch.event);
    if (fault) journal.record('fault', dispatch.event, { kind: fault.kind });
    if (fault?.kind === 'drop') return;
    if (fault?.kind === 'reorder') {
      held.push(dispatch); // goes out after the next one
      return;
    }
    if (fault?.kind === 'partial') send(partOf(dispatch, fault.keys));
    else deliver(dispatch);
    if (fault?.kind === 'double') deliver(dispatch);
    const late = held;
    held = [];
    late.forEach(deliver);
  };

  return {
    id: randomBytes(16).toString('hex'),
    intents,
    push: withFaults,
    attach(sender, after) {
      const oldest = sent[0]?.s ?? sequence + 1;
      if (!Number.isInteger(after) || after > sequence) return null;
      if (after < oldest - 1) return false;
      client = sender;
      awaySince = null;
      for (const frame of sent.filter(({ s }) => s > after)) sender(frame);
      return true;
    },
    detach(sender) {
      if (client !== sender) return false;
      client = null;
      awaySince = now();
      return true;
    },
    awaySince: () => awaySince,
  };
}

/** The dependencies of the Gateway. */
export interface GatewayDependencies extends SessionDependencies {
  world: World;
  token: string;
  /** The heartbeat interval, in milliseconds of the wall clock. */
  heartbeat: number;
}

// "a few minutes" after which a session cannot be resumed

/** Sessions by id. */
export interface Sessions {
  open(intents: number, send: (frame: object) => void): Session;
  resumable(id: string): Session | undefined;
  end(session: Session): void;
}
