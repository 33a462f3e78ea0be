import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from './parent.ts';

const { url } = JSON.parse(process.argv[2] ?? '{}') as { url: string };
const body = Buffer.from(await (await fetch(url)).arrayBuffer());
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.byteLength });
  response.end(body);
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const { port } = server.address() as AddressInfo; // a listening TCP server has one
const { pathname, search } = new URL(url);
answerParent({ url: `http://127.0.0.1:${port}${pathname}${search}` }, {});
