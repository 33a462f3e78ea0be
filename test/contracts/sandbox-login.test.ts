import { Client, Events, GatewayIntentBits, Routes } from 'discord.js';
import { expect, test, vi } from 'vitest';
import { textChannel } from '../helpers/discord.ts';
import { startBox } from '../helpers/sandbox.ts';

test('an unmodified discord.js client logs in and knows the guild, its channels and itself', async () => {
  await using box = await startBox();
  const client = await box.client();
  const guild = client.guilds.cache.get(box.sandbox.guild);
  expect(guild?.name).toBe('The Belowline Gazette');
  expect(guild?.channels.cache.map(({ name }) => name)).toEqual(['news', 'articles', 'moderators']);
  expect(guild?.members.me?.permissions.has('ManageThreads')).toBe(true);
});

test('REST already refuses a wrong token, so login rejects', async () => {
  await using box = await startBox();
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: box.sandbox.apiUrl } });
  await expect(client.login('wrong.token.here')).rejects.toThrow(/401|invalid|Unauthorized/i);
});

test('a wrong token closes the connection with 4004, so login rejects', async () => {
  await using box = await startBox();
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: box.sandbox.apiUrl } });
  client.rest.setToken(box.sandbox.token);
  client.rest.setToken = () => client.rest; // as if the token were reset between the two: REST would refuse it first
  await expect(client.login('wrong.token.here')).rejects.toThrow('Authentication failed');
  const codes = (await box.journal()).entries
    .filter(({ what }) => what === 'close')
    .map(({ detail }) => detail['code']);
  expect(codes).toEqual([4004]);
});

test('an intent not granted closes the connection with 4014, so login rejects', async () => {
  await using box = await startBox();
  await box.fault({ kind: 'intents', granted: [] });
  const client = new Client({ intents: [GatewayIntentBits.MessageContent], rest: { api: box.sandbox.apiUrl } });
  await expect(client.login(box.sandbox.token)).rejects.toThrow('Used disallowed intents');
});

test.each(['close', 'drop-socket', 'reconnect'])(
  'after %s the session is resumed and every missed event comes once',
  async (kind) => {
    await using box = await startBox();
    const client = await box.client();
    const news = await box.channel('news');
    const seen: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => void seen.push(content));
    const resumed = vi.fn<() => void>();
    client.on(Events.ShardResume, resumed);
    await box.fault({ kind, code: 4000 });
    for (const words of ['one', 'two', 'three']) await box.person('reader').say(news, words);
    await vi.waitFor(() => expect(resumed).toHaveBeenCalled(), { timeout: 5_000 });
    await box.person('reader').say(news, 'four');
    await vi.waitFor(() => expect(seen).toEqual(['one', 'two', 'three', 'four']));
  },
);

test(
  'after an invalid session (op 9) the client identifies again and events continue',
  { timeout: 20_000 },
  async () => {
    await using box = await startBox();
    const client = await box.client();
    const seen: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => void seen.push(content));
    const identified = async () => (await box.journal()).entries.filter(({ what }) => what === 'op 2').length;
    expect(await identified()).toBe(1);
    await box.fault({ kind: 'invalid-session' });
    await vi.waitFor(async () => expect(await identified()).toBe(2), { timeout: 15_000, interval: 50 }); // discord.js waits some seconds
    await vi.waitFor(async () =>
      expect((await box.journal()).entries.filter(({ what }) => what === 'READY')).toHaveLength(2),
    );
    await box.person('reader').say(await box.channel('news'), 'after');
    await vi.waitFor(() => expect(seen).toEqual(['after']));
  },
);

test('without Message Content, content is empty except in messages that mention the bot', async () => {
  await using box = await startBox();
  const client = await box.client({ intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages] });
  const news = await box.channel('news');
  const seen: string[] = [];
  client.on(Events.MessageCreate, ({ content }) => void seen.push(content));
  await box.person('reader').say(news, 'secret');
  await box.person('reader').say(news, `<@${client.user.id}> hello`);
  await vi.waitFor(() => expect(seen).toEqual(['', `<@${client.user.id}> hello`]));
});

test('revoking Message Content empties content, uploads and buttons over Gateway and REST until it is granted again', async () => {
  await using box = await startBox();
  const client = await box.client();
  const news = await box.channel('news');
  const [reader, guest] = [box.person('reader'), box.person('guest')];
  const seen: { content: string; quoted: string | undefined; files: number }[] = [];
  const raw = (packet: {
    t: string;
    d: { content: string; attachments: []; referenced_message?: { content: string } };
  }) =>
    packet.t === 'MESSAGE_CREATE' &&
    seen.push({
      content: packet.d.content,
      quoted: packet.d.referenced_message?.content,
      files: packet.d.attachments.length,
    });
  client.on('raw' as never, raw as never); // `raw` lacks a type
  const attachments = [{ filename: 'a.txt', content: 'words' }];
  await box.fault({ kind: 'intents', granted: [] });
  const first = await reader.say(news, 'secret', { attachments });
  await guest.say(news, 'and you?', { replyTo: first.id });
  const called = await guest.say(news, `<@${client.user.id}> look`, { replyTo: first.id });
  const own = await textChannel(client).send({ content: 'mine', reply: { messageReference: first.id } });
  await vi.waitFor(() =>
    expect(seen).toEqual([
      { content: '', quoted: undefined, files: 0 },
      { content: '', quoted: '', files: 0 },
      { content: called.content, quoted: '', files: 0 },
      { content: 'mine', quoted: '', files: 0 },
    ]),
  );
  const fetched = async () => {
    const messages = await client.rest.get(Routes.channelMessages(news));
    return (messages as { id: string; content: string }[]).map(({ content }) => content).toReversed();
  };
  expect(await fetched()).toEqual(['', '', called.content, 'mine']);
  expect(own.content).toBe('mine');
  await box.fault({ kind: 'intents', granted: ['MessageContent'] });
  expect(await fetched()).toEqual(['secret', 'and you?', called.content, 'mine']);
  await guest.say(news, 'open again', { replyTo: first.id });
  await vi.waitFor(() => expect(seen.at(-1)).toEqual({ content: 'open again', quoted: 'secret', files: 0 }));
});

test('a forwarded message is empty too without Message Content', async () => {
  await using box = await startBox();
  const client = await box.client();
  await box.fault({ kind: 'intents', granted: [] });
  const news = await box.channel('news');
  const said = await box.person('reader').say(news, 'secret');
  await box.person('guest').do('say', { channel: news, forward: said.id });
  const [forward] = (await client.rest.get(Routes.channelMessages(news))) as { message_snapshots: object[] }[];
  expect(forward?.message_snapshots).toMatchObject([{ message: { content: '', attachments: [] } }]);
});

test('a second sandbox on the same port is refused with one sentence', async () => {
  await using box = await startBox();
  const port = Number(new URL(box.sandbox.url).port);
  await expect(startBox({ port })).rejects.toThrow(`port ${port} is in use`);
});
