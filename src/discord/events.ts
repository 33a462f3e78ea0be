import { GatewayDispatchEvents, type Client, type GatewayDispatchPayload } from 'discord.js';
import { createInFlight, type InFlight } from './in-flight.ts';
import type { Recorder } from './recorder.ts';

type PayloadOf<Name extends GatewayDispatchEvents> = Extract<GatewayDispatchPayload, { t: Name }>['d'];

/** What some dispatches of Discord do to the discussions, by the dispatch's name. */
export type DispatchHandlers = {
  readonly [Name in GatewayDispatchEvents]?: (data: PayloadOf<Name>) => Promise<void> | void;
};

type Handler = (data: never) => Promise<void> | void;

interface Dependencies {
  client: Client;
  recorder: Recorder;
}

/** The thread that a dispatch is about: that of its message, or itself. */
function threadOf(data: object): string | undefined {
  if ('channel_id' in data && typeof data.channel_id === 'string') return data.channel_id;
  return 'id' in data && typeof data.id === 'string' ? data.id : undefined;
}

/**
 * Follows the raw stream of dispatches: discord.js emits nothing for threads that it has not cached. A thread for which
 * a handler fails is read from Discord again. `idle()` of the answer waits until all dispatches so far are worked off.
 */
export function followEvents(
  { client, recorder }: Dependencies,
  tables: readonly DispatchHandlers[],
): Pick<InFlight, 'idle'> {
  const inFlight = createInFlight();
  for (const name of Object.values(GatewayDispatchEvents)) {
    for (const handle of tables.flatMap((table): Handler | [] => table[name] ?? [])) {
      client.ws.on(name, (data: object) => {
        const work = () => handle(data as never); // the table's type pairs each name with its own payload
        void inFlight.start(work, (error) => recorder.fallBehind(threadOf(data), error));
      });
    }
  }
  return inFlight;
}
