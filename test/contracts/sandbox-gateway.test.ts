import { request } from 'node:http';
import { expect, test } from 'vitest';
import { startBox } from '../helpers/sandbox.ts';
import { connectRaw, identify, type GatewayFrame } from '../helpers/raw-gateway.ts';

const INTENTS = 34_305;
const isEvent = (name: string) => (frame: GatewayFrame) => frame.op === 0 && frame.t === name;

interface Ready {
  session_id: string;
  application: { flags: number };
}

const readyOf = ({ d }: GatewayFrame) => d as Ready;

test.each([
  ['a wrong token', () => identify('wrong', INTENTS), 4004],
  ['no token at all', () => ({ op: 2, d: null }), 4004],
  ['intents that there are not', (token: string) => identify(token, 1 << 30), 4013],
  ['a privileged intent that was not granted', (token: string) => identify(token, 1 << 8), 4014],
  ['anything before IDENTIFY', () => ({ op: 3, d: {} }), 4003],
])('%s closes the connection with its code', async (_what, frame, code) => {
  await using box = await startBox();
  using raw = await connectRaw(box.sandbox.url);
  raw.send(frame(box.sandbox.token));
  expect(await raw.closed).toBe(code);
});

test.each([
  ['a second IDENTIFY', (token: string) => identify(token, INTENTS), 4005],
  ['an unknown opcode', () => ({ op: 99, d: null }), 4001],
])('%s once identified closes the connection with its code', async (_what, frame, code) => {
  await using box = await startBox();
  using raw = await connectRaw(box.sandbox.url);
  raw.send(identify(box.sandbox.token, INTENTS));
  await raw.frame(isEvent('READY'));
  raw.send(frame(box.sandbox.token));
  expect(await raw.closed).toBe(code);
});

test.each([
  ['garbage', 'not json {'],
  ['JSON that is no message', '[1, 2, 3]'],
  ['bytes', Buffer.from([0, 1, 2, 255])],
  ['more than 4,096 bytes', JSON.stringify({ op: 1, d: 'x'.repeat(5_000) })],
])('%s in a message closes the connection with 4002', async (_what, data) => {
  await using box = await startBox();
  using raw = await connectRaw(box.sandbox.url);
  raw.socket.send(data);
  expect(await raw.closed).toBe(4002);
});

test('bytes that are no WebSocket frame end that connection and no other', async () => {
  await using box = await startBox();
  using good = await connectRaw(box.sandbox.url);
  const upgraded = new Promise<void>((resolve, reject) => {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    };
    const call = request(`${box.sandbox.url}/gateway`, { headers });
    call.on('error', reject);
    call.on('upgrade', (_response, socket) => {
      socket.on('error', () => resolve());
      socket.on('close', () => resolve());
      socket.resume().write(Buffer.alloc(64, 0xff));
    });
    call.end();
  });
  await upgraded;
  good.send({ op: 1, d: null });
  expect(await good.frame(({ op }) => op === 11)).toBeDefined();
});

test('a heartbeat that never comes closes the connection with 4009, and one that comes keeps it', async () => {
  await using box = await startBox({ heartbeat: 200 });
  using silent = await connectRaw(box.sandbox.url);
  using beating = await connectRaw(box.sandbox.url);
  const beats = setInterval(() => beating.send({ op: 1, d: null }), 10);
  expect(await silent.closed).toBe(4009);
  clearInterval(beats);
  expect(beating.socket.readyState).toBe(beating.socket.OPEN);
});

test('more than 120 messages in a minute close the connection with 4008', async () => {
  await using box = await startBox();
  using raw = await connectRaw(box.sandbox.url);
  for (let n = 0; n <= 120; n += 1) raw.send({ op: 1, d: null });
  expect(await raw.closed).toBe(4008);
});

test('an upgrade from a foreign page is refused', async () => {
  await using box = await startBox();
  await expect(connectRaw(box.sandbox.url, { origin: 'https://evil.example' })).rejects.toThrow('403');
  await expect(connectRaw(box.sandbox.url, { headers: { host: 'evil.example' } })).rejects.toThrow('403');
});

test('a session can be resumed from any event on, not from one to come, and not when it is over', async () => {
  await using box = await startBox();
  const { token, url } = box.sandbox;
  using first = await connectRaw(url);
  first.send(identify(token, INTENTS));
  const { session_id } = readyOf(await first.frame(isEvent('READY')));
  first.socket.close(4000);
  await first.closed;
  const resume = async (seq: number, session = session_id) => {
    const raw = await connectRaw(url);
    raw.send({ op: 6, d: { token, session_id: session, seq } });
    return raw;
  };
  using again = await resume(1);
  expect(await again.frame(isEvent('GUILD_CREATE'))).toMatchObject({ s: 2 });
  expect(await again.frame(isEvent('RESUMED'))).toMatchObject({ s: 3 });
  using ahead = await resume(99);
  expect(await ahead.closed).toBe(4007);
  using stranger = await resume(1, 'unknown');
  expect(await stranger.frame(({ op }) => op === 9)).toMatchObject({ d: false });
  again.socket.close(1000);
  await again.closed;
  using late = await resume(1);
  expect(await late.frame(({ op }) => op === 9)).toMatchObject({ d: false });
});

test('a session is forgotten some minutes after its client went away', async () => {
  await using box = await startBox();
  const { token, url } = box.sandbox;
  using first = await connectRaw(url);
  first.send(identify(token, INTENTS));
  const { session_id } = readyOf(await first.frame(isEvent('READY')));
  first.socket.close(4000);
  await first.closed;
  await box.advance('10m');
  using late = await connectRaw(url);
  late.send({ op: 6, d: { token, session_id, seq: 1 } });
  expect(await late.frame(({ op }) => op === 9)).toMatchObject({ d: false });
});

test('the application’s flags tell which privileged intents it was granted, by the portal or by review', async () => {
  await using box = await startBox();
  const flags = async () => {
    const headers = { authorization: `Bot ${box.sandbox.token}` };
    const response = await fetch(`${box.sandbox.apiUrl}/v10/applications/@me`, { headers });
    return ((await response.json()) as { flags: number }).flags;
  };
  expect(await flags()).toBe(1 << 19);
  await box.fault({ kind: 'intents', granted: ['MessageContent', 'GuildMembers'], reviewed: true });
  expect(await flags()).toBe((1 << 18) | (1 << 14));
  await box.fault({ kind: 'intents', granted: [] });
  using raw = await connectRaw(box.sandbox.url);
  raw.send(identify(box.sandbox.token, 1));
  expect(readyOf(await raw.frame(isEvent('READY'))).application.flags).toBe(0);
});

interface GuildCreate {
  channels: { name: string; topic: string | null; flags: number }[];
  threads: { name: string }[];
}

test('GUILD_CREATE hides what the bot does not see, and has no archived thread', async () => {
  await using box = await startBox();
  const owner = box.person('owner');
  const news = await box.channel('news');
  const old = await owner.do<{ thread: string }>('open-thread', { channel: news, name: 'Old' });
  await owner.do('open-thread', { channel: news, name: 'New' });
  await owner.archive(old.thread);
  await owner.do('bot-permission', { channel: 'articles', permission: 'ViewChannel', allowed: false });
  using raw = await connectRaw(box.sandbox.url);
  raw.send(identify(box.sandbox.token, INTENTS));
  const { channels, threads } = (await raw.frame(isEvent('GUILD_CREATE'))).d as GuildCreate;
  expect(threads.map(({ name }) => name)).toEqual(['New']);
  expect(channels.map(({ name, topic, flags }) => [name, topic, flags])).toEqual([
    ['news', 'Articles as they appear', 0],
    ['___hidden___', null, 1 << 17],
  ]);
  await owner.do('bot-permission', { channel: 'articles', permission: 'ViewChannel', allowed: true });
  expect(await raw.frame(isEvent('CHANNEL_UPDATE'))).toMatchObject({ d: { name: 'articles' } });
  expect(await raw.frame(isEvent('THREAD_LIST_SYNC'))).toBeDefined();
});
