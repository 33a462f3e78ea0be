import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { consola } from 'consola';
import type { WebHandler } from './handler.ts';

/** A running web server; `url` has no trailing slash. */
export interface WebServer {
  readonly url: string;
  /** Accepts no more requests; resolves when the last response is sent, after 5 seconds at most. */
  close(): Promise<void>;
}

/** Limits on clients, in milliseconds and bytes: a request must be complete after 10 seconds, an idle connection is closed after 30. */
const LIMITS = {
  requestTimeout: 10_000,
  headersTimeout: 5_000,
  keepAliveTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
};
const IDLE = 30_000;
const LAST_ANSWERS = 5_000;

/** Where to listen (port 0: any free one), and the handler for the resulting address. */
export interface WebServerOptions {
  readonly host: string;
  readonly port: number;
  readonly createHandler: (url: string) => WebHandler;
}

/** Serves a handler over HTTP. Rejects with one sentence when the address cannot be used. */
export async function startWebServer({ host, port, createHandler }: WebServerOptions): Promise<WebServer> {
  const late: { handler?: WebHandler } = {};
  const answer: WebHandler = (request) => late.handler?.(request) ?? new Response(null, { status: 503 });
  const server = createAdaptorServer({ fetch: answer, hostname: host, serverOptions: LIMITS }) as Server; // HTTP/1.1: no createServer was given
  server.setTimeout(IDLE);
  await listening(server, host, port);
  server.on('error', (error) => consola.error('The web server could not take a connection.', error));
  const url = urlOf(host, server.address() as AddressInfo); // a listening TCP server has one
  late.handler = createHandler(url);
  return { url, close: () => closed(server) };
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: NodeJS.ErrnoException): void => reject(new Error(refusal(cause, host, port), { cause }));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

function refusal({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is in use: stop the program that has it, or set PORT to another one.`;
  if (code === 'EACCES') return `Port ${port} may not be opened by this user: set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is no address of this machine: set HOST to one that is, such as 127.0.0.1.`;
  return `The web server cannot listen on ${host}, port ${port}: ${message}`;
}

function urlOf(host: string, { port }: AddressInfo): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    // Node closes connections that are idle now; one that becomes idle later would stay open.
    const idle = setInterval(() => server.closeIdleConnections(), 20);
    const cut = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS);
    server.close((error) => {
      clearInterval(idle);
      clearTimeout(cut);
      if (error) reject(error);
      else resolve();
    });
  });
}
