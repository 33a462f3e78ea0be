import { request, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import { expect, test, vi } from 'vitest';
import { startBox, type Box } from '../helpers/sandbox.ts';

interface Refusal {
  status: number;
  code?: number;
  message?: string;
  errors?: unknown;
}

/** Sends a request as it is, headers and all. */
function send(url: string, options: RequestOptions, write: (body: NodeJS.WritableStream) => void): Promise<Refusal> {
  return new Promise((resolve, reject) => {
    const call = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, ...(text && (JSON.parse(text) as object)) });
      });
    });
    call.on('error', reject);
    write(call);
  });
}

interface Init {
  method?: string;
  body?: string;
  headers?: Record<string, string>;
}

const rest = async (box: Box, path: string, init: Init = {}): Promise<Refusal> => {
  const headers = { authorization: `Bot ${box.sandbox.token}`, 'content-type': 'application/json', ...init.headers };
  const response = await fetch(`${box.sandbox.apiUrl}/v10${path}`, { ...init, headers });
  const text = await response.text();
  return { status: response.status, ...(text && (JSON.parse(text) as object)) };
};

const post = async (box: Box, body: string, headers: Record<string, string> = {}) =>
  rest(box, `/channels/${await box.channel('news')}/messages`, { method: 'POST', body, headers });

test('malformed JSON is 50109; a body that is not an object or has wrong types is 50035', async () => {
  await using box = await startBox();
  expect(await post(box, '{"content":')).toMatchObject({ status: 400, code: 50_109 });
  expect(await post(box, '[]')).toMatchObject({ status: 400, code: 50_035 });
  expect(await post(box, '"text"')).toMatchObject({ status: 400, code: 50_035 });
  expect(await post(box, '{"content":{"a":1},"embeds":"none"}')).toMatchObject({
    status: 400,
    code: 50_035,
    errors: { content: {}, embeds: {} },
  });
  expect(await post(box, '')).toMatchObject({ status: 400, code: 50_006 });
});

test('JSON nested a hundred thousand levels deep is refused', async () => {
  await using box = await startBox();
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  expect(await post(box, `{"content":${deep}}`)).toMatchObject({ status: 400, code: 50_109 });
  const nested = '{"type":17,"components":['.repeat(2_000) + ']}'.repeat(2_000);
  expect(await post(box, `{"flags":32768,"components":[${nested}]}`)).toMatchObject({ status: 400, code: 50_109 });
});

test('a truncated form is refused', async () => {
  await using box = await startBox();
  const headers = { 'content-type': 'multipart/form-data; boundary=cut' };
  expect(await post(box, '--cut\r\nContent-Disposition: form-data; name="files[0]"', headers)).toMatchObject({
    status: 400,
    code: 50_035,
  });
  const form = new FormData();
  form.set('payload_json', '{"content":');
  const response = await fetch(`${box.sandbox.apiUrl}/v10/channels/${await box.channel('news')}/messages`, {
    method: 'POST',
    headers: { authorization: `Bot ${box.sandbox.token}` },
    body: form,
  });
  expect(await response.json()).toMatchObject({ code: 50_109 });
});

test('a 50 MB body is 40005, with or without a content length, for REST and for people', async () => {
  await using box = await startBox();
  const headers = { authorization: `Bot ${box.sandbox.token}`, 'content-type': 'application/json' };
  const news = await box.channel('news');
  const size = 50 * 1024 * 1024;
  for (const path of [`/api/v10/channels/${news}/messages`, '/sandbox/say']) {
    const url = box.sandbox.url + path;
    const told = { method: 'POST', headers: { ...headers, 'content-length': String(size) } };
    const refused = await send(url, told, (body) => body.write('{')); // the rest need not be sent
    expect(refused).toMatchObject({ status: 413, code: 40_005 });
    const untold = await send(url, { method: 'POST', headers }, (body) => {
      for (let sent = 0; sent < size; sent += 1024 * 1024) body.write(Buffer.alloc(1024 * 1024, ' '));
      body.end();
    }).catch((error: NodeJS.ErrnoException) => error.code);
    expect([{ status: 413, code: 40_005, message: 'Request entity too large' }, 'ECONNRESET', 'EPIPE']).toContainEqual(
      untold,
    );
  }
  expect((await rest(box, '/users/@me')).status).toBe(200);
});

test('an unknown route or method is 404 and goes into the journal', async () => {
  const box = await startBox();
  expect(await rest(box, '/guilds/1/nonsense')).toMatchObject({ status: 404, code: 0 });
  expect(await rest(box, '/gateway/bot', { method: 'DELETE' })).toMatchObject({ status: 404 });
  const unbuilt = (await box.journal()).entries.filter(({ kind }) => kind === 'unbuilt').map(({ what }) => what);
  expect(unbuilt).toEqual(['GET /api/v10/guilds/1/nonsense', 'DELETE /api/v10/gateway/bot']);
  await expect(box[Symbol.asyncDispose]()).rejects.toThrow('to deeply equal'); // a test that asks for what is not built fails
});

test('an invalid id, number or time in path or query is 50035 with its name', async () => {
  await using box = await startBox();
  const news = await box.channel('news');
  expect(await rest(box, '/channels/news')).toMatchObject({ code: 50_035, errors: { channel_id: {} } });
  expect(await rest(box, '/channels/-1/messages/1x')).toMatchObject({ errors: { channel_id: {}, message_id: {} } });
  for (const [query, name] of [
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=many', 'limit'],
    ['before=yesterday', 'before'],
    ['after=-5', 'after'],
    ['around=1e5', 'around'],
  ] as const) {
    const refused = await rest(box, `/channels/${news}/messages?${query}`);
    expect({ query, ...refused }).toMatchObject({ query, status: 400, code: 50_035, errors: { [name]: {} } });
  }
  expect(await rest(box, `/channels/${news}/messages/pins?before=soon`)).toMatchObject({ errors: { before: {} } });
  expect(await rest(box, `/guilds/${box.sandbox.guild}?with_counts=perhaps`)).toMatchObject({
    errors: { with_counts: {} },
  });
});

test('a wrong token is 401; another application’s commands and webhooks are out of reach', async () => {
  await using box = await startBox();
  expect(await rest(box, '/users/@me', { headers: { authorization: 'Bot wrong' } })).toMatchObject({ status: 401 });
  expect(await rest(box, '/users/@me', { headers: { authorization: box.sandbox.token } })).toMatchObject({
    status: 401,
  });
  expect(await rest(box, '/applications/1/commands')).toMatchObject({ status: 403, code: 50_001 });
  expect(await rest(box, '/guilds/1')).toMatchObject({ status: 404, code: 10_004 });
  expect(await rest(box, '/webhooks/1/token/messages/@original')).toMatchObject({ status: 404, code: 10_015 });
});

test('100 KB of headers or a nonsense request line is refused, and the box keeps running', async () => {
  await using box = await startBox();
  const port = Number(new URL(box.sandbox.url).port);
  const answerTo = async (text: string) => {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => socket.destroy());
    socket.write(text);
    await new Promise((resolve) => socket.once('close', resolve));
    return Buffer.concat(chunks).toString().slice(0, 12);
  };
  const bomb = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Bomb: ${'x'.repeat(100_000)}\r\n\r\n`;
  expect(['HTTP/1.1 431', '']).toContain(await answerTo(bomb)); // the refusal may be lost as the rest is not read
  expect(await answerTo('\u0016\u0003\u0001 nonsense\r\n\r\n')).toBe('HTTP/1.1 400');
  expect(
    await answerTo('GET /gateway HTTP/1.1\r\nHost: evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
  ).toBe('HTTP/1.1 403');
  expect((await rest(box, '/users/@me')).status).toBe(200);
});

test('a client that disconnects mid-body does not count as a failure of the box', async () => {
  await using box = await startBox();
  const { hostname, port } = new URL(box.sandbox.url);
  for (const path of ['/sandbox/say', `/api/v10/channels/${await box.channel('news')}/messages`]) {
    const socket = connect(Number(port), hostname);
    const head = `Host: ${hostname}:${port}\r\nAuthorization: Bot ${box.sandbox.token}\r\nContent-Length: 500`;
    socket.write(`POST ${path} HTTP/1.1\r\n${head}\r\n\r\n{"content":`, () => setImmediate(() => socket.destroy()));
    await new Promise((resolve) => socket.once('close', resolve));
  }
  await vi.waitFor(async () => {
    const half = (await box.journal()).entries.filter(({ detail }) => detail['status'] === 400);
    expect(half).toHaveLength(1);
  });
}); // closing the box asserts that nothing was violated

test('hosts and origins that only look local are refused', async () => {
  await using box = await startBox();
  const { port } = new URL(box.sandbox.url);
  const own = `127.0.0.1:${port}`;
  const statusFor = async (headers: Record<string, string>) =>
    (await send(`${box.sandbox.url}/sandbox/commands`, { headers }, (body) => body.end())).status;
  for (const host of [own, `localhost:${port}`, `[::1]:${port}`])
    expect([host, await statusFor({ host })]).toEqual([host, 200]);
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '2130706433',
    '0.0.0.0',
    '[::2]',
  ])
    expect([host, await statusFor({ host })]).toEqual([host, 403]);
  expect(await statusFor({ host: own, origin: `http://${own}` })).toBe(200);
  for (const origin of [
    'null',
    `https://${own}`,
    `http://localhost:${port}`,
    'http://127.0.0.1:1',
    `http://${own}.evil.example`,
  ])
    expect([origin, await statusFor({ host: own, origin })]).toEqual([origin, 403]);
  expect(await statusFor({ host: 'evil.example', 'x-forwarded-host': own })).toBe(403);
});

test('an upload over 10 MiB is 40005; one with a false type stays a file', async () => {
  await using box = await startBox();
  const upload = (bytes: string | Uint8Array<ArrayBuffer>, type: string) => {
    const form = new FormData();
    form.set('payload_json', '{"content":"x"}');
    form.set('files[0]', new Blob([bytes], { type }), '../../etc/<b>.html');
    return form;
  };
  const url = `${box.sandbox.apiUrl}/v10/channels/${await box.channel('news')}/messages`;
  const headers = { authorization: `Bot ${box.sandbox.token}` };
  const large = await fetch(url, {
    method: 'POST',
    headers,
    body: upload(new Uint8Array(11 * 1024 * 1024), 'image/png'),
  });
  expect(await large.json()).toMatchObject({ code: 40_005 });
  const sent = await fetch(url, { method: 'POST', headers, body: upload('<script>', 'text/html') });
  const { attachments } = (await sent.json()) as { attachments: { url: string; filename: string }[] };
  expect(attachments[0]?.filename).not.toMatch(/[/<>]/);
  const served = await fetch(attachments[0]?.url ?? '');
  expect(served.headers.get('content-security-policy')).toBe('sandbox');
  expect(served.headers.get('x-content-type-options')).toBe('nosniff');
});
