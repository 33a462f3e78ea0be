import { type Client, Events, HTTPError } from 'discord.js';
import { expect, test, vi } from 'vitest';
import { textChannel } from '../helpers/discord.ts';
import { startBox, type Box } from '../helpers/sandbox.ts';

const SEND = 'POST /channels/{channel_id}/messages';

const requests = async (box: Box, what: string) =>
  (await box.journal()).entries.filter((entry) => entry.what === what && entry.kind !== 'person').length;

test('discord.js waits as long as a 429 says, then repeats the request', async () => {
  await using box = await startBox();
  const client = await box.client();
  await box.fault({ kind: 'status', status: 429, retry_after: 0.2, scope: 'shared', route: SEND });
  const start = performance.now();
  await textChannel(client).send('patient');
  expect(performance.now() - start).toBeGreaterThan(190);
  expect(await requests(box, SEND)).toBe(2);
});

test('too many edits of messages older than an hour are 429 with code 30046, and discord.js waits', async () => {
  await using box = await startBox();
  const channel = textChannel(await box.client());
  const old = await channel.send('old');
  await box.advance('61m');
  const young = await channel.send('young');
  await box.fault({ kind: 'old-edit', retry_after: 0.2 });
  await young.edit('edited');
  const response = await fetch(`${box.sandbox.apiUrl}/v10/channels/${channel.id}/messages/${old.id}`, {
    method: 'PATCH',
    headers: { authorization: `Bot ${box.sandbox.token}`, 'content-type': 'application/json' },
    body: '{"content":"refused"}',
  });
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '0.2']);
  expect(await response.json()).toMatchObject({ code: 30_046, retry_after: 0.2 });
  await box.fault({ kind: 'old-edit', retry_after: 0.2 });
  const start = performance.now();
  expect((await old.edit('patient')).content).toBe('patient');
  expect(performance.now() - start).toBeGreaterThan(190);
});

test('discord.js repeats a 5xx at once and gives up after four tries', async () => {
  await using box = await startBox();
  const channel = textChannel(await box.client());
  await box.fault({ kind: 'status', status: 503, times: 3, route: SEND });
  expect((await channel.send('stubborn')).content).toBe('stubborn');
  await box.fault({ kind: 'status', status: 500, times: 4, route: SEND });
  await expect(channel.send('in vain')).rejects.toThrow(HTTPError);
});

test('a connection cut before the commit leaves one message, because it is sent again', async () => {
  await using box = await startBox();
  const channel = textChannel(await box.client());
  await box.fault({ kind: 'reset-before', route: SEND });
  await channel.send('once');
  expect((await channel.messages.fetch()).map(({ content }) => content)).toEqual(['once']);
});

test('a delayed response comes when the box’s time has advanced', async () => {
  await using box = await startBox();
  const channel = textChannel(await box.client());
  await box.fault({ kind: 'delay', milliseconds: 3_600_000, route: SEND });
  const sending = channel.send('late');
  await vi.waitFor(async () => {
    const begun = (await box.journal()).entries.filter(
      ({ kind, detail }) => kind === 'fault' && detail['kind'] === 'delay',
    );
    expect(begun.length).toBeGreaterThan(0);
  });
  await box.advance('2h');
  expect((await sending).content).toBe('late');
});

const contents = (client: Client) => {
  const seen: string[] = [];
  client.on(Events.MessageCreate, ({ content }) => void seen.push(content));
  return seen;
};

test('events can be dropped, duplicated and reordered', async () => {
  await using box = await startBox();
  const client = await box.client();
  const raw: string[] = [];
  client.ws.on('MESSAGE_CREATE' as never, (({ content }: { content: string }) => raw.push(content)) as never); // raw dispatches lack types
  const news = await box.channel('news');
  const event = 'MESSAGE_CREATE';
  const reader = box.person('reader');
  await box.fault({ kind: 'drop-event', event });
  await reader.say(news, 'dropped');
  await box.fault({ kind: 'double-event', event });
  await reader.say(news, 'doubled');
  await box.fault({ kind: 'reorder-events', event });
  await reader.say(news, 'held');
  await reader.say(news, 'first');
  await vi.waitFor(() => expect(raw).toEqual(['doubled', 'doubled', 'first', 'held']));
  await box.fault({ kind: 'reorder-events', event, times: 2 });
  for (const content of ['one', 'two', 'three']) await reader.say(news, content);
  await vi.waitFor(() => expect(raw.slice(4)).toEqual(['three', 'one', 'two']));
});

test('an event can be partial, as edits were before Discord sent them whole', async () => {
  await using box = await startBox();
  const client = await box.client();
  const raw: object[] = [];
  client.ws.on('MESSAGE_UPDATE' as never, ((payload: object) => raw.push(payload)) as never); // raw dispatches lack types
  const [news, reader] = [await box.channel('news'), box.person('reader')];
  const { id } = await reader.say(news, 'befor');
  await box.fault({ kind: 'partial-event', event: 'MESSAGE_UPDATE', keys: ['content'] });
  await reader.edit(id, 'before');
  const guild_id = box.sandbox.guild;
  await vi.waitFor(() => expect(raw).toEqual([{ id, channel_id: news, guild_id, content: 'before' }]));
  await reader.edit(id, 'Before');
  await vi.waitFor(() => expect(raw[1]).toMatchObject({ content: 'Before', author: { username: 'reader' } }));
});

test('a response can come before or after its event', async () => {
  await using box = await startBox();
  const client = await box.client();
  const channel = textChannel(client);
  const order = contents(client);
  await channel.send('event first');
  await vi.waitFor(() => expect(order).toEqual(['event first']));
  await box.fault({ kind: 'answer-first', route: SEND, milliseconds: 200 });
  await channel.send('answer first');
  order.push('answered');
  await vi.waitFor(() => expect(order).toEqual(['event first', 'answered', 'answer first']));
});

test('a planned fault can be cancelled; an unknown one is refused with the list of known ones', async () => {
  await using box = await startBox();
  const channel = textChannel(await box.client());
  await box.fault({ kind: 'status', status: 500, times: 9 });
  await box.fault({ kind: 'none' });
  await channel.send('fine');
  await expect(box.fault({ kind: 'earthquake' })).rejects.toMatchObject({ code: 50_035 });
  await expect(box.fault({ kind: 'status', status: 404 })).rejects.toMatchObject({ code: 50_035 });
});
