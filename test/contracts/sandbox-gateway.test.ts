import { request } from 'node:http';
import { expect, test, vi } from 'vitest';
import { startBox, type Box } from '../helpers/sandbox.ts';
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
  ['an IDENTIFY without `properties`', (token: string) => identify(token, INTENTS, { properties: undefined }), 4002],
  ['`properties` that are no object', (token: string) => identify(token, INTENTS, { properties: 'linux' }), 4002],
  ['intents that there are not', (token: string) => identify(token, 1 << 30), 4013],
  ['intents beyond 32 bits', (token: string) => identify(token, 2 ** 33), 4013],
  ['a shard of several', (token: string) => identify(token, INTENTS, { shard: [0, 2] }), 4010],
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

test('invalid WebSocket bytes end only that connection', async () => {
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

test('a missing heartbeat closes the connection with 4009; a regular one keeps it open', async () => {
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

test('a session can be resumed from any past event, but not from a future one or after its end', async () => {
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

test('a session is dropped a few minutes after its client leaves', async () => {
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

test('the application’s flags show which privileged intents were granted, by the portal or by review', async () => {
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

test('GUILD_CREATE hides what the bot cannot see and leaves out archived threads', async () => {
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
    ['moderators', 'Reports of comments', 0],
  ]);
  await owner.do('bot-permission', { channel: 'articles', permission: 'ViewChannel', allowed: true });
  expect(await raw.frame(isEvent('CHANNEL_UPDATE'))).toMatchObject({ d: { name: 'articles' } });
  expect(await raw.frame(isEvent('THREAD_LIST_SYNC'))).toBeDefined();
});

test.each(['v=9&encoding=json', 'encoding=json', 'v=10&encoding=etf', 'v=10&encoding=json&compress=zlib-stream'])(
  'a connection with %s closes with 4012, because only v10 in plain JSON is supported',
  async (query) => {
    await using box = await startBox();
    using raw = await connectRaw(box.sandbox.url, { query });
    expect(await raw.closed).toBe(4012);
  },
);

/** How many sessions `GET /gateway/bot` says may still be started. */
async function sessionsLeft({ sandbox }: Box): Promise<number> {
  const headers = { authorization: `Bot ${sandbox.token}` };
  const response = await fetch(`${sandbox.apiUrl}/v10/gateway/bot`, { headers });
  return ((await response.json()) as { session_start_limit: { remaining: number } }).session_start_limit.remaining;
}

test('nothing more is read from a refused client, even if already sent', async () => {
  await using box = await startBox();
  using raw = await connectRaw(box.sandbox.url);
  raw.send(identify('wrong', INTENTS));
  raw.send(identify(box.sandbox.token, INTENTS));
  expect(await raw.closed).toBe(4004);
  expect(await sessionsLeft(box)).toBe(1_000);
});

test('a bot can start a thousand sessions a day; older ones do not count', async () => {
  await using box = await startBox();
  using raw = await connectRaw(box.sandbox.url);
  raw.send(identify(box.sandbox.token, INTENTS));
  await raw.frame(isEvent('READY'));
  expect(await sessionsLeft(box)).toBe(999);
  await box.advance('25h');
  expect(await sessionsLeft(box)).toBe(1_000);
});

/** Starts a session; answers its connection and its id. */
async function startSession({ sandbox }: Box, intents = INTENTS) {
  const raw = await connectRaw(sandbox.url);
  raw.send(identify(sandbox.token, intents));
  const { session_id } = readyOf(await raw.frame(isEvent('READY')));
  return { raw, session_id, resume: { op: 6, d: { token: sandbox.token, session_id, seq: 1 } } };
}

test('a session resumed elsewhere survives the close of its first connection', async () => {
  await using box = await startBox();
  const { raw: first, resume } = await startSession(box);
  using second = await connectRaw(box.sandbox.url);
  second.send(resume);
  await second.frame(isEvent('RESUMED'));
  first.socket.close(1000);
  await first.closed;
  await box.person('reader').say(await box.channel('news'), 'still here');
  expect(await second.frame(isEvent('MESSAGE_CREATE'))).toMatchObject({ d: { content: 'still here' } });
});

test('when too many sessions are abandoned, the oldest are dropped', async () => {
  await using box = await startBox();
  const sessions: Awaited<ReturnType<typeof startSession>>[] = [];
  for (let n = 0; n < 18; n += 1) {
    const session = await startSession(box);
    session.raw.socket.close(4000);
    await session.raw.closed;
    sessions.push(session);
    await box.advance('1s');
  }
  const resumed = async (index: number) => {
    using raw = await connectRaw(box.sandbox.url);
    raw.send(sessions[index]?.resume ?? {});
    return (await raw.frame(({ op, t }) => op === 9 || t === 'RESUMED')).op !== 9;
  };
  expect([await resumed(0), await resumed(17)]).toEqual([false, true]);
});

test('a client that sends heartbeats but reads nothing is disconnected and can resume', async () => {
  await using box = await startBox({ heartbeat: 200 });
  const { raw, resume } = await startSession(box);
  raw.socket.pause();
  const beats = setInterval(() => raw.send({ op: 1, d: null }), 150);
  const news = await box.channel('news');
  const headers = { authorization: `Bot ${box.sandbox.token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ content: '…'.repeat(2_000), embeds: [{ description: '…'.repeat(4_000) }] });
  const isAway = async () => (await box.journal()).entries.some(({ detail }) => detail['delivered'] === false);
  await vi.waitFor(
    async () => {
      const send = () =>
        fetch(`${box.sandbox.apiUrl}/v10/channels/${news}/messages`, { method: 'POST', headers, body });
      await Promise.all(Array.from({ length: 100 }, send));
      expect(await isAway()).toBe(true);
    },
    { timeout: 20_000, interval: 50 },
  );
  clearInterval(beats);
  using again = await connectRaw(box.sandbox.url);
  again.send(resume);
  expect(await again.frame(isEvent('RESUMED'))).toBeDefined();
}, 30_000);

test('a Gateway operation that the box lacks fails the test that uses it', async () => {
  const box = await startBox();
  const { raw } = await startSession(box);
  raw.send({ op: 8, d: { guild_id: box.sandbox.guild, query: '', limit: 0 } });
  raw.send({ op: 1, d: null });
  await raw.frame(({ op }) => op === 11);
  expect((await box.journal()).violations).toMatchObject([{ where: 'gateway op 8' }]);
  await expect(box[Symbol.asyncDispose]()).rejects.toThrow('to deeply equal');
});

test('no channel or thread events without the Guilds intent or for invisible ones', async () => {
  await using box = await startBox();
  const owner = box.person('owner');
  const { raw } = await startSession(box);
  const { raw: deaf } = await startSession(box, 1 << 9);
  const hidden = await owner.do<{ thread: string }>('open-thread', { channel: 'news', name: 'Secret', private: true });
  await owner.do('bot-permission', { channel: 'news', permission: 'ManageThreads', allowed: false });
  await owner.do('delete-channel', { channel: hidden.thread });
  await owner.do('bot-permission', { channel: 'articles', permission: 'ViewChannel', allowed: false });
  await owner.do('bot-permission', { channel: 'articles', permission: 'ViewChannel', allowed: true });
  await owner.do('bot-permission', { channel: 'articles', permission: 'ViewChannel', allowed: false });
  await owner.do('delete-channel', { channel: 'articles' });
  expect(await raw.frame(isEvent('CHANNEL_DELETE'))).toMatchObject({ d: { name: '___hidden___' } });
  await box.person('reader').say(await box.channel('news'), 'the last');
  for (const session of [raw, deaf]) await session.frame(isEvent('MESSAGE_CREATE'));
  const told = (await box.journal()).entries.filter(({ kind }) => kind === 'dispatch').map(({ what }) => what);
  expect(told).not.toContain('THREAD_DELETE');
  expect(told.filter((event) => event === 'THREAD_LIST_SYNC')).toHaveLength(1);
});

test('no events from invisible channels, and the journal says why', async () => {
  await using box = await startBox();
  const owner = box.person('owner');
  const news = await box.channel('news');
  const { raw } = await startSession(box);
  await owner.do('bot-permission', { channel: news, permission: 'ViewChannel', allowed: false });
  const { id } = await owner.say(news, 'Among ourselves');
  await owner.react(id, '👍');
  await owner.pin(id);
  await owner.delete(id);
  await owner.do('bot-permission', { channel: news, permission: 'ViewChannel', allowed: true });
  const last = await owner.say(news, 'the last');
  expect(await raw.frame(isEvent('MESSAGE_CREATE'))).toMatchObject({ d: { id: last.id } });
  const { entries } = await box.journal();
  const told = entries.filter(({ kind }) => kind === 'dispatch').map(({ what }) => what);
  for (const event of ['MESSAGE_REACTION_ADD', 'CHANNEL_PINS_UPDATE', 'MESSAGE_UPDATE', 'MESSAGE_DELETE'])
    expect(told).not.toContain(event);
  const withheld = entries.filter(({ kind }) => kind === 'withheld');
  expect(new Set(withheld.map(({ what }) => what))).toEqual(
    new Set(['message.created', 'message.updated', 'reaction.added', 'pins.changed', 'messages.deleted']),
  );
  expect(new Set(withheld.map(({ detail }) => detail['reason']))).toEqual(
    new Set(['not sent: the bot cannot see the channel']),
  );
});
