import { connect, type NetConnectOpts } from 'node:net';
import { once } from 'node:events';

/** What to ask for, over and over. */
export interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How many answers came whole, a second. */
export interface LoadResult {
  readonly perSecond: number;
}

const CONNECTIONS = 16;
const MILLISECONDS = 500;
const BUFFER = new Uint8Array(256 * 1024);

// A process of its own: it measures one load for each message from its parent.
process.on('message', (load: Load) => {
  void measure(load).then((result) => process.send?.(result));
});

/**
 * Keeps connections busy as `wrk` does, each with one request at a time. Answers of one load all have the same length, so only bytes are
 * counted, in one buffer for all: a client that is slower than the servers would make them look alike.
 */
async function measure({ url, headers }: Load): Promise<LoadResult> {
  const { host, hostname, port, pathname, search } = new URL(url);
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = Buffer.from(`GET ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`);
  const to = { host: hostname, port: Number(port), noDelay: true };
  const length = await firstAnswer(to, request);

  let answers = 0;
  const opened = Array.from({ length: CONNECTIONS }, async () => {
    let received = 0;
    const callback = (bytes: number): boolean => {
      received += bytes;
      if (received >= length) {
        received -= length;
        answers += 1;
        socket.write(request);
      }
      return true;
    };
    const socket = connect({ ...to, onread: { buffer: BUFFER, callback } });
    await once(socket, 'connect');
    return socket;
  });
  const sockets = await Promise.all(opened);
  for (const socket of sockets) socket.write(request);
  const start = performance.now();
  await new Promise((resolve) => setTimeout(resolve, MILLISECONDS));
  const perSecond = (answers * 1000) / (performance.now() - start);
  for (const socket of sockets) socket.destroy();
  return { perSecond };
}

/** The length of an answer in bytes, head and body. */
async function firstAnswer(to: NetConnectOpts, request: Buffer): Promise<number> {
  const socket = connect(to);
  const received: Buffer[] = [];
  socket.write(request);
  for (;;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    received.push(chunk);
    const text = Buffer.concat(received).toString('latin1');
    const head = text.indexOf('\r\n\r\n') + 4;
    if (head < 4) continue;
    const body = text.startsWith('HTTP/1.1 304') ? 0 : Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1]);
    if (text.length < head + body) continue;
    socket.destroy();
    return head + body;
  }
}
