import { once } from 'node:events';
import { WebSocket, type ClientOptions } from 'ws';

/** A frame of Discord's Gateway. */
export interface GatewayFrame {
  op: number;
  t?: string;
  s?: number;
  d: unknown;
}

/** A bare WebSocket on the sandbox's Gateway: what comes is kept, what is sent may be anything. */
export interface RawGateway extends Disposable {
  socket: WebSocket;
  send(frame: object): void;
  /** The next frame that fits and was not taken before. */
  frame(fits: (frame: GatewayFrame) => boolean): Promise<GatewayFrame>;
  /** The code that the Gateway closes with. */
  closed: Promise<number>;
}

/** Connects to the Gateway of a sandbox at this address. Rejects when the upgrade is refused. */
export async function connectRaw(
  sandboxUrl: string,
  { query = 'v=10&encoding=json', ...options }: ClientOptions & { query?: string } = {},
): Promise<RawGateway> {
  const socket = new WebSocket(`${sandboxUrl.replace('http', 'ws')}/gateway?${query}`, options);
  const frames: GatewayFrame[] = [];
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('message', (data) => {
    frames.push(JSON.parse((data as Buffer).toString()) as GatewayFrame); // ws gives buffers unless told otherwise
    socket.emit('kept');
  });
  await once(socket, 'open');
  return {
    socket,
    closed,
    send: (frame) => socket.send(JSON.stringify(frame)),
    async frame(fits) {
      for (;;) {
        const index = frames.findIndex(fits);
        if (index >= 0) return frames.splice(index, 1)[0] ?? { op: -1, d: null };
        await once(socket, 'kept');
      }
    },
    [Symbol.dispose]: () => socket.terminate(),
  };
}

/** An IDENTIFY for the sandbox's bot. */
export const identify = (token: string, intents: number, more: object = {}): object => ({
  op: 2,
  d: { token, intents, properties: { os: 'linux', browser: 'test', device: 'test' }, ...more },
});
