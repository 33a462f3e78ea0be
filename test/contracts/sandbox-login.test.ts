import { Client, Events, GatewayIntentBits } from 'discord.js';
import { expect, test, vi } from 'vitest';
import { startBox } from '../helpers/sandbox.ts';

test('an unmodified discord.js client logs in and knows the guild, its channels and itself', async () => {
  await using box = await startBox();
  const client = await box.client();
  const guild = client.guilds.cache.get(box.sandbox.guild);
  expect(guild?.name).toBe('The Belowline Gazette');
  expect(guild?.channels.cache.map(({ name }) => name)).toEqual(['news', 'articles']);
  expect(guild?.members.me?.permissions.has('ManageThreads')).toBe(true);
});

test('a wrong token closes the connection with 4004, so login rejects', async () => {
  await using box = await startBox();
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: box.sandbox.apiUrl } });
  await expect(client.login('wrong.token.here')).rejects.toThrow(/401|invalid|Unauthorized/i);
});

test('an intent that was not granted closes the connection with 4014, so login rejects', async () => {
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

test('a session that has ended (op 9) is identified anew, and events go on', { timeout: 20_000 }, async () => {
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
});

test('without Message Content words are empty, but for messages that mention the bot', async () => {
  await using box = await startBox();
  const client = await box.client({ intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages] });
  const news = await box.channel('news');
  const seen: string[] = [];
  client.on(Events.MessageCreate, ({ content }) => void seen.push(content));
  await box.person('reader').say(news, 'secret');
  await box.person('reader').say(news, `<@${client.user.id}> hello`);
  await vi.waitFor(() => expect(seen).toEqual(['', `<@${client.user.id}> hello`]));
});

test('a second sandbox on the same port is refused with one sentence', async () => {
  await using box = await startBox();
  const port = Number(new URL(box.sandbox.url).port);
  await expect(startBox({ port })).rejects.toThrow(`port ${port} is in use`);
});
