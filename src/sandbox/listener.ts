import type { IncomingHttpHeaders, Server } from 'node:http';

/** Listens on 127.0.0.1 and returns the URL. Rejects with one sentence if the port is in use. */
export function listenOn(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const message =
        cause.code === 'EADDRINUSE'
          ? `The sandbox cannot start: port ${port} is in use; set SANDBOX_PORT to a free one.`
          : `The sandbox cannot start on port ${port}: ${cause.message}`;
      reject(new Error(message, { cause }));
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`);
    });
  });
}

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;

/** Whether a request's Host is this machine and its Origin, if any, is too. */
export function isLocal({ host, origin }: Pick<IncomingHttpHeaders, 'host' | 'origin'>): boolean {
  if (!host || !LOOPBACK.test(host)) return false;
  return !origin || origin === `http://${host}`;
}
