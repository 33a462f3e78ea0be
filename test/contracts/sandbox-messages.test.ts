import { AttachmentBuilder } from 'discord.js';
import { expect, test } from 'vitest';
import { answerAll, ask, codeOf, forumChannel, textChannel } from '../helpers/discord.ts';
import { startBox } from '../helpers/sandbox.ts';

test('the same nonce sent twice makes one message, or 10008 once that was deleted', async () => {
  await using box = await startBox();
  const channel = textChannel(await box.client());
  const send = () => channel.send({ content: 'Once', nonce: 'the-article', enforceNonce: true });
  const [first, second] = [await send(), await send()];
  expect(second.id).toBe(first.id);
  await first.delete();
  expect(await codeOf(send())).toBe(10_008);
});

test('a response lost after the commit duplicates a message unless it has a nonce', async () => {
  await using box = await startBox();
  const channel = textChannel(await box.client());
  const route = 'POST /channels/{channel_id}/messages';
  await box.fault({ kind: 'reset-after', route });
  await channel.send('plain');
  await box.fault({ kind: 'reset-after', route });
  await channel.send({ content: 'with nonce', nonce: 'n', enforceNonce: true });
  const messages = await channel.messages.fetch();
  expect(messages.map(({ content }) => content)).toEqual(['with nonce', 'plain', 'plain']);
});

test('a message’s thread has its id, a second one is 160004, and writing reopens an archived one', async () => {
  await using box = await startBox();
  const client = await box.client();
  const starter = await textChannel(client).send('Starter');
  const thread = await starter.startThread({ name: 'Talk' });
  expect(thread.id).toBe(starter.id);
  expect(
    await codeOf(
      client.rest.post(`/channels/${starter.channelId}/messages/${starter.id}/threads`, { body: { name: 'Again' } }),
    ),
  ).toBe(160_004);
  const said = await thread.send('In it');
  await box.advance('8d');
  expect(await codeOf(said.react('👍'))).toBe(50_083);
  await box.person('guest').say(thread.id, 'Awake');
  expect((await thread.fetch()).archived).toBe(false);
});

test('members cannot write in a locked thread', async () => {
  await using box = await startBox();
  const thread = await (await textChannel(await box.client()).send('Starter')).startThread({ name: 'Talk' });
  await thread.setLocked(true);
  expect(await codeOf(box.person('reader').say(thread.id, 'Let me in'))).toBe(160_005);
});

test('a forum post has its starter’s id and tags, which a forum can require', async () => {
  await using box = await startBox();
  const forum = forumChannel(await box.client());
  const tag = forum.availableTags[0];
  const post = await forum.threads.create({
    name: 'Post',
    message: { content: 'Starter' },
    appliedTags: [tag?.id ?? ''],
  });
  expect((await post.fetchStarterMessage())?.content).toBe('Starter');
  expect(post.appliedTags).toEqual([tag?.id]);
  await box.person('owner').do('channel', { channel: forum.id, require_tag: true });
  expect(await codeOf(forum.threads.create({ name: 'Bare', message: { content: 'x' } }))).toBe(40_067);
  expect(await codeOf(box.person('owner').say(forum.id, 'into the forum'))).toBe(40_058);
});

test('uploads are served under signed URLs that expire', async () => {
  await using box = await startBox();
  const files = [new AttachmentBuilder(Buffer.from('Hello'), { name: 'hello.txt', description: 'A greeting' })];
  const message = await textChannel(await box.client()).send({ files });
  const { url = '', description } = message.attachments.first() ?? {};
  expect(description).toBe('A greeting');
  expect(await (await fetch(url)).text()).toBe('Hello');
  expect((await fetch(url.replace(/hm=./, 'hm=x'))).status).toBe(404);
  await box.advance('2d');
  expect((await fetch(url)).status).toBe(404);
});

test('limits are errors with Discord’s codes, nested by field', async () => {
  await using box = await startBox();
  const channel = textChannel(await box.client());
  const error = await channel.send('x'.repeat(2001)).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    code: 50_035,
    rawError: { errors: { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } } },
  });
  expect(await codeOf(channel.send(' '))).toBe(50_006);
  expect(await codeOf(channel.messages.fetch('100000000000000000'))).toBe(10_008);
});

test('before, after and around page through messages as on Discord', async () => {
  await using box = await startBox();
  const channel = textChannel(await box.client());
  const ids: string[] = [];
  for (let n = 0; n < 6; n += 1) ids.push((await box.person('reader').say(channel.id, `${n}`)).id);
  const words = async (query: object) =>
    (await channel.messages.fetch({ limit: 2, ...query })).map(({ content }) => content).toSorted();
  expect(await words({})).toEqual(['4', '5']);
  expect(await words({ before: ids[2] })).toEqual(['0', '1']);
  expect(await words({ after: ids[2] })).toEqual(['3', '4']);
  expect(await words({ around: ids[2], limit: 3 })).toEqual(['1', '2', '3']);
});

test('pinning has its own permission, posts a system message, and is listed with its time', async () => {
  await using box = await startBox();
  const channel = textChannel(await box.client());
  const message = await channel.send('Pin me');
  expect(await codeOf(box.person('reader').pin(message.id))).toBe(50_013);
  await box.person('moderator').pin(message.id);
  const { items } = await channel.messages.fetchPins();
  expect(items.map((item) => item.message.id)).toEqual([message.id]);
  expect((await channel.messages.fetch({ limit: 1 })).first()?.type).toBe(6);
});

test('only members with permission can ping everyone', async () => {
  await using box = await startBox();
  const news = textChannel(await box.client());
  const text = 'Hello @everyone, and @here';
  const owner = box.person('owner');
  const pings = async () => (await news.messages.fetch({ limit: 1 })).first()?.mentions.everyone;
  await box.person('guest').say(news.id, text);
  expect(await pings()).toBe(false);
  await owner.say(news.id, text);
  expect(await pings()).toBe(true);
  expect((await news.send(text)).mentions.everyone).toBe(false);
  await owner.do('bot-permission', { channel: 'news', permission: 'MentionEveryone', allowed: true });
  const sent = await news.send(text);
  expect(sent.mentions.everyone).toBe(true);
  expect((await sent.edit({ content: `${text}!`, allowedMentions: { parse: [] } })).mentions.everyone).toBe(false);
});

test('allowed mentions name kinds or ids, not both', async () => {
  await using box = await startBox();
  const { rest } = await box.client();
  for (const allowed of [
    { parse: ['users'], users: ['1'] },
    { parse: ['roles'], roles: ['1'] },
  ]) {
    const body = { content: 'x', allowed_mentions: allowed };
    expect(await codeOf(rest.post(`/channels/${await box.channel('news')}/messages`, { body }))).toBe(50_035);
  }
});

test('only interaction responses are ephemeral: elsewhere the flag does nothing', async () => {
  await using box = await startBox();
  const { rest } = await box.client();
  const path = `/channels/${await box.channel('news')}/messages` as const;
  const sent = (await rest.post(path, { body: { content: 'x', flags: 64 } })) as { id: string; flags: number };
  const edited = (await rest.patch(`${path}/${sent.id}`, { body: { flags: 64 | 4 } })) as { flags: number };
  expect([sent.flags, edited.flags]).toEqual([0, 4]);
});

test('hiding embeds is not a visible edit; changing the text is', async () => {
  await using box = await startBox();
  const sent = await textChannel(await box.client()).send('x');
  expect((await sent.suppressEmbeds()).editedTimestamp).toBeNull();
  expect((await sent.edit('y')).editedTimestamp).not.toBeNull();
});

test('an upload removed by an edit is no longer served', async () => {
  await using box = await startBox();
  const sent = await textChannel(await box.client()).send({
    content: 'x',
    files: [new AttachmentBuilder(Buffer.from('bytes'), { name: 'a.txt' })],
  });
  const url = sent.attachments.first()?.url ?? '';
  expect((await fetch(url)).status).toBe(200);
  await sent.edit({ attachments: [] });
  expect((await fetch(url)).status).toBe(404);
});

test('ordinary reactions list who reacted; super reactions are always empty', async () => {
  await using box = await startBox();
  const { rest } = await box.client();
  const said = await box.person('reader').say(await box.channel('news'), 'x');
  await box.person('guest').react(said.id, '👍');
  const path = `/channels/${said.channel_id}/messages/${said.id}/reactions/${encodeURIComponent('👍')}` as const;
  const of = (type: string) => rest.get(path, { query: new URLSearchParams({ type }) });
  expect(await of('0')).toMatchObject([{ username: 'guest' }]);
  expect(await of('1')).toEqual([]);
});

test('messages are trimmed, whoever writes, edits or responds', async () => {
  await using box = await startBox();
  const client = await box.client();
  const news = textChannel(client);
  const sent = await news.send('  sent\n two lines \n\n');
  expect(sent.content).toBe('sent\n two lines');
  expect((await sent.edit('\t edited ')).content).toBe('edited');
  expect(await codeOf(news.send(' \n '))).toBe(50_006);
  expect(await codeOf(sent.edit(' \n '))).toBe(50_006);
  expect((await news.send(` ${'a'.repeat(2_000)} `)).content).toHaveLength(2_000);
  const reader = box.person('reader');
  const said = await reader.say(news.id, ' said ');
  expect(said.content).toBe('said');
  expect((await reader.edit(said.id, ' edited ')).content).toBe('edited');
  const post = await forumChannel(client).threads.create({ name: 'Post', message: { content: ' starter ' } });
  expect((await post.fetchStarterMessage())?.content).toBe('starter');
  await answerAll(client, (interaction) => interaction.isChatInputCommand() && interaction.reply(' answered '));
  expect((await ask(box)).replies[0]?.content).toBe('answered');
});
