import { GatewayDispatchEvents, GatewayIntentBits, MessageFlags } from 'discord.js';
import { expect, test, vi } from 'vitest';
import { codeOf, textChannel } from '../helpers/discord.ts';
import { startBox, type Box } from '../helpers/sandbox.ts';

test('slow mode applies to each member in each channel, but not to people with Bypass Slowmode', async () => {
  await using box = await startBox();
  const news = await box.channel('news');
  await box.person('owner').do('channel', { channel: news, slowmode: 60 });
  const [reader, guest, moderator] = ['reader', 'guest', 'moderator'].map(box.person);
  await reader?.say(news, 'One');
  expect(await codeOf(reader?.say(news, 'Two') ?? Promise.resolve())).toBe(20_016);
  await guest?.say(news, 'Mine');
  await moderator?.say(news, 'One');
  await moderator?.say(news, 'Two');
  await box.advance('61s');
  await reader?.say(news, 'Two');
});

test('slow mode says how long to wait, outlives the message, covers threads, and only Bypass Slowmode skips it', async () => {
  await using box = await startBox();
  const news = await box.channel('news');
  const [owner, reader, guest] = [box.person('owner'), box.person('reader'), box.person('guest')];
  await owner.do('channel', {
    channel: news,
    slowmode: 60,
    overwrites: [{ id: 'guest', allow: ['ManageMessages', 'ManageChannels', 'ManageThreads'] }],
  });
  const { id } = await reader.say(news, 'One');
  await reader.delete(id);
  await box.advance('20s');
  const body = JSON.stringify({ as: 'reader', channel: news, content: 'Two' });
  const refused = await fetch(`${box.sandbox.url}/sandbox/say`, { method: 'POST', body });
  const { code, retry_after } = (await refused.json()) as { code: number; retry_after: number };
  expect([refused.status, code]).toEqual([429, 20_016]);
  expect(retry_after).toBeGreaterThan(38);
  expect(retry_after).toBeLessThanOrEqual(40);
  const open = (name: string) => reader.do('open-thread', { channel: news, name });
  await open('First');
  expect(await codeOf(open('Second'))).toBe(20_016);
  await guest.say(news, 'One');
  expect(await codeOf(guest.say(news, 'Two'))).toBe(20_016);
  await owner.do('channel', { channel: news, overwrites: [{ id: 'guest', allow: ['BypassSlowmode'] }] });
  await guest.say(news, 'Two');
});

test('a thread has its own slow mode', async () => {
  await using box = await startBox();
  const thread = await textChannel(await box.client()).threads.create({ name: 'Slow', rateLimitPerUser: 30 });
  const reader = box.person('reader');
  await reader.say(thread.id, 'One');
  expect(await codeOf(reader.say(thread.id, 'Two'))).toBe(20_016);
  await reader.say(thread.parentId ?? '', 'Elsewhere');
  await thread.send('The bot is not held back');
  await thread.send('at all');
});

test('members write, upload, reply and react only where they have permission', async () => {
  await using box = await startBox();
  const news = await box.channel('news');
  const { id } = await box.person('owner').say(news, 'First');
  const guest = box.person('guest');
  const deny = (...permissions: string[]) =>
    box.person('owner').do('channel', { channel: news, overwrites: [{ id: 'guest', deny: permissions }] });
  const attachments = [{ filename: 'a.txt', content: 'x' }];
  await deny('AttachFiles');
  expect(await codeOf(guest.say(news, 'With file', { attachments }))).toBe(50_013);
  await deny('AddReactions');
  expect(await codeOf(guest.react(id, '👍'))).toBe(50_013);
  await box.person('reader').react(id, '👍');
  await guest.react(id, '👍'); // one that is there already may be joined
  await deny('ReadMessageHistory');
  expect(await codeOf(guest.say(news, 'Answer', { replyTo: id }))).toBe(160_002);
  expect((await box.state('guest')).messages[news]).toEqual([]);
  await deny('SendMessages');
  expect(await codeOf(guest.say(news, 'Anything'))).toBe(50_013);
  await deny('ViewChannel');
  expect(await codeOf(guest.say(news, 'Anything'))).toBe(50_001);
  expect((await box.state('guest')).channels.map(({ name }) => name)).not.toContain('news');
});

test('only its author can edit a message; moderators can delete it, also in bulk', async () => {
  await using box = await startBox();
  const news = await box.channel('news');
  const [reader, moderator] = [box.person('reader'), box.person('moderator')];
  const ids: string[] = [];
  for (const words of ['one', 'two', 'three']) ids.push((await reader.say(news, words)).id);
  const [first = '', ...others] = ids;
  expect(await codeOf(moderator.edit(first, 'Mine'))).toBe(50_005);
  expect(await codeOf(box.person('guest').delete(first))).toBe(50_013);
  expect(await codeOf(reader.delete(...ids))).toBe(50_013); // a bulk delete is a moderator's
  await reader.delete(first);
  await moderator.delete(...others);
  expect((await box.state()).messages[news]).toEqual([]);
  expect(await codeOf(reader.delete(first))).toBe(10_008);
});

test('the bot can bulk-delete 2 to 100 messages younger than 14 days if it has permission', async () => {
  await using box = await startBox();
  const client = await box.client();
  const channel = textChannel(client);
  const send = async () => (await box.person('reader').say(channel.id, 'x')).id;
  const bulk = (messages: unknown) =>
    codeOf(client.rest.post(`/channels/${channel.id}/messages/bulk-delete`, { body: { messages } }));
  const [a, b] = [await send(), await send()];
  expect(await bulk([a, b])).toBe(50_013);
  await box.person('owner').do('bot-permission', { channel: 'news', permission: 'ManageMessages', allowed: true });
  expect(await bulk([a])).toBe(50_016);
  expect(await bulk(Array.from({ length: 101 }, (_, n) => String(BigInt(a) + BigInt(n))))).toBe(50_016);
  expect(await bulk([a, a])).toBe(50_035);
  expect(await bulk(['x', 'y'])).toBe(50_035);
  expect(await bulk('all')).toBe(50_035);
  expect(await bulk([a, '100000000000000000'])).toBe(50_034);
  expect(await bulk([a, b])).toBe('no error');
  const [c, d] = [await send(), await send()];
  await box.advance('15d');
  expect(await bulk([c, d])).toBe(50_034);
});

test('a system message cannot be replied to, edited or pinned, and some cannot be deleted', async () => {
  await using box = await startBox();
  const news = await box.channel('news');
  const owner = box.person('owner');
  const { id } = await owner.say(news, 'Starter');
  const { thread } = await owner.do<{ thread: string }>('open-thread', { channel: news, message: id, name: 'Talk' });
  const [line] = (await box.state()).messages[thread] ?? [];
  expect(line?.type).toBe(21);
  expect(await codeOf(owner.pin(line?.id ?? ''))).toBe(50_021);
  expect(await codeOf(owner.edit(line?.id ?? '', 'Mine'))).toBe(50_021);
  expect(await codeOf(owner.delete(line?.id ?? ''))).toBe(50_021);
  expect(await codeOf(owner.say(thread, 'Answer', { replyTo: line?.id ?? '' }))).toBe(50_035);
});

test('a pin posts a system message that points at it; a second pin and an unpin post none', async () => {
  await using box = await startBox();
  const news = await box.channel('news');
  const moderator = box.person('moderator');
  const messages = async () => (await box.state()).messages[news] ?? [];
  const { id } = await moderator.say(news, 'Pin me');
  await moderator.pin(id);
  expect((await messages()).at(-1)).toMatchObject({ type: 6, message_reference: { message_id: id } });
  await moderator.pin(id);
  await moderator.unpin(id);
  await moderator.unpin(id);
  expect(await messages()).toHaveLength(2);
});

test('pins are listed in pages, newest first', async () => {
  await using box = await startBox();
  const channel = textChannel(await box.client());
  const moderator = box.person('moderator');
  for (const words of ['one', 'two', 'three']) {
    await moderator.pin((await moderator.say(channel.id, words)).id);
    await box.advance('1s');
  }
  const first = await channel.messages.fetchPins({ limit: 2 });
  expect([first.items.map(({ message }) => message.content), first.hasMore]).toEqual([['three', 'two'], true]);
  const rest = await channel.messages.fetchPins({ limit: 2, before: first.items.at(-1)?.pinnedTimestamp ?? 0 });
  expect([rest.items.map(({ message }) => message.content), rest.hasMore]).toEqual([['one'], false]);
});

test('a pin’s system message belongs to whoever pinned, so the bot can delete its own', async () => {
  await using box = await startBox();
  const channel = textChannel(await box.client());
  const message = await channel.send('Pinned by the bot');
  await message.pin();
  const line = (await channel.messages.fetch({ limit: 1 })).first();
  expect(line?.type).toBe(6);
  await line?.delete();
  await box.person('moderator').pin((await channel.send('Pinned by another')).id);
  const other = (await channel.messages.fetch({ limit: 1 })).first();
  expect(await codeOf(other?.delete() ?? Promise.resolve())).toBe(50_013);
});

test('a message holds 20 different reactions; removing others’ needs Manage Messages', async () => {
  await using box = await startBox();
  const channel = textChannel(await box.client());
  const message = await channel.send('React');
  const kinds = Array.from({ length: 21 }, (_, n) => String.fromCodePoint(0x1f600 + n));
  for (const emoji of kinds.slice(0, 20)) await message.react(emoji);
  expect(await codeOf(box.person('reader').react(message.id, kinds[20] ?? ''))).toBe(30_010);
  expect(await codeOf(box.person('reader').react(message.id, 'no emoji'))).toBe(10_014);
  await box.person('reader').react(message.id, kinds[0] ?? '');
  expect(await codeOf(message.reactions.removeAll())).toBe(50_013);
  await box.person('owner').do('bot-permission', { channel: 'news', permission: 'ManageMessages', allowed: true });
  await message.reactions.removeAll();
  expect((await message.fetch(true)).reactions.cache.size).toBe(0);
});

test('a timed-out member can only read until the time-out ends', async () => {
  await using box = await startBox();
  const news = await box.channel('news');
  await box.person('guest').do('member', { timeout: 60 });
  expect(await codeOf(box.person('guest').say(news, 'Let me'))).toBe(50_013);
  expect((await box.state('guest')).channels.map(({ name }) => name)).toContain('news');
  await box.advance('61s');
  await box.person('guest').say(news, 'Back');
});

/** The reader uses a command whose answer the reader alone sees; answers the bot, the channel, and the answer's id. */
async function whispered(box: Box) {
  const client = await box.client();
  await client.application.commands.set([{ name: 'whisper', description: 'Whispers' }]);
  client.on('interactionCreate', (interaction) => {
    if (interaction.isChatInputCommand()) void interaction.reply({ content: 'Psst', flags: MessageFlags.Ephemeral });
  });
  const news = await box.channel('news');
  const { replies } = await box.person('reader').command(news, 'whisper');
  const id = replies[0]?.id ?? '';
  return { client, news, id };
}

test('nobody else can see, click, answer or find a private response', async () => {
  await using box = await startBox();
  const { client, id } = await whispered(box);
  expect(await codeOf(box.person('owner').click(id, 'any'))).toBe(10_008);
  expect(await codeOf(box.person('owner').react(id, '👍'))).toBe(10_008);
  expect(await codeOf(box.person('reader').pin(id))).not.toBe('no error');
  expect((await textChannel(client).messages.fetch()).size).toBe(0);
});

test('only interactions carry a member’s language', async () => {
  await using box = await startBox();
  const client = await box.client();
  await client.application.commands.set([{ name: 'language', description: 'Says it' }]);
  client.on('interactionCreate', (interaction) => {
    if (interaction.isChatInputCommand()) void interaction.reply(interaction.locale);
  });
  const news = await box.channel('news');
  const said = async (as: string) => (await box.person(as).command(news, 'language')).replies[0]?.content;
  await box.person('reader').do('member', { locale: 'de' });
  expect([await said('reader'), await said('guest')]).toEqual(['de', 'en-US']);
  expect(JSON.stringify((await box.state()).members)).not.toContain('locale');
  expect(await codeOf(box.person('reader').do('member', { locale: 'Deutsch' }))).toBe(50_035);
});

test('only its recipient can dismiss a private response, without any permission', async () => {
  await using box = await startBox();
  const { client, news, id } = await whispered(box);
  const seen = async () => (await box.state('reader')).messages[news]?.some((message) => message.id === id);
  for (const other of ['owner', 'moderator', 'guest']) {
    expect(await codeOf(box.drive('delete', { as: other, messages: [id] }))).toBe(10_008);
  }
  expect(await codeOf(textChannel(client).messages.delete(id))).toBe(10_008);
  expect(await seen()).toBe(true);
  await box.drive('delete', { as: 'reader', messages: [id] });
  expect(await seen()).toBe(false);
});

test('a member who leaves the guild can do nothing there, but their messages stay', async () => {
  await using box = await startBox();
  await box.fault({ kind: 'intents', granted: ['MessageContent', 'GuildMembers'] });
  const { Guilds, GuildMembers } = GatewayIntentBits;
  const [plain, knowing] = [await box.client(), await box.client({ intents: [Guilds, GuildMembers] })];
  const seen: string[] = [];
  plain.ws.on(GatewayDispatchEvents.GuildMemberRemove, () => seen.push('plain'));
  knowing.ws.on(GatewayDispatchEvents.GuildMemberRemove, ({ user }) => seen.push(user.username));
  const news = textChannel(plain);
  const { id, author } = await box.person('reader').say(news.id, 'Farewell');
  await box.person('reader').do('leave-guild', {});
  await vi.waitFor(() => expect(seen).toEqual(['reader']));
  await expect(box.person('reader').say(news.id, 'Still here?')).rejects.toThrow('Invalid Form Body');
  expect(await codeOf(news.guild.members.fetch({ user: author.id, force: true }))).toBe(10_007);
  expect((await news.messages.fetch(id)).author.username).toBe('reader');
  for (const stays of ['owner', 'belowline'])
    await expect(box.person(stays).do('leave-guild', {})).rejects.toThrow('Missing Permissions');
});

test('a member’s new name is sent only with the GuildMembers intent, and the journal says who missed it', async () => {
  await using box = await startBox();
  await box.fault({ kind: 'intents', granted: ['MessageContent', 'GuildMembers'] });
  const { Guilds, GuildMembers } = GatewayIntentBits;
  const [plain, knowing] = [await box.client(), await box.client({ intents: [Guilds, GuildMembers] })];
  const seen: object[] = [];
  plain.ws.on(GatewayDispatchEvents.GuildMemberUpdate, (member) => seen.push(member));
  knowing.ws.on(GatewayDispatchEvents.GuildMemberUpdate, (member) => seen.push(member));
  await box.person('reader').do('member', { nick: 'Rosa', name: 'R. Reader' });
  const guild_id = box.sandbox.guild;
  await vi.waitFor(() => expect(seen).toMatchObject([{ guild_id, nick: 'Rosa', user: { global_name: 'R. Reader' } }]));
  const withheld = (await box.journal()).entries.filter(({ kind }) => kind === 'withheld');
  expect(withheld).toMatchObject([
    { what: 'member.updated', detail: { reason: 'not sent: the bot did not request GuildMembers' } },
  ]);
});

test('member names are trimmed and repeated spaces collapse', async () => {
  await using box = await startBox();
  const reader = box.person('reader');
  expect(await reader.do('member', { nick: '  Rosa \t  Reader ' })).toMatchObject({ nick: 'Rosa Reader' });
  expect(await reader.do('member', { name: ' Rosa ' })).toMatchObject({ user: { global_name: 'Rosa' } });
  expect(await reader.do('member', { nick: '   ' })).toMatchObject({ nick: null });
});

test('roles are created, given, taken and deleted by people with Manage Roles, and the bot hears of it', async () => {
  await using box = await startBox();
  const client = await box.client();
  const [owner, reader] = [box.person('owner'), box.person('reader')];
  const guild = client.guilds.cache.get(box.sandbox.guild);
  expect(await codeOf(reader.do('create-role', { name: 'Staff' }))).toBe(50_013);
  const { id } = await owner.do<{ id: string }>('create-role', { name: 'Staff' });
  await vi.waitFor(() => expect(guild?.roles.cache.get(id)?.name).toBe('Staff'), { timeout: 8_000 });
  expect(await owner.do('role', { role: 'Staff', to: 'guest' })).toMatchObject({ roles: [expect.any(String), id] });
  expect(await codeOf(reader.do('role', { role: 'Staff', to: 'reader' }))).toBe(50_013);
  const taken = await owner.do<{ roles: string[] }>('role', { role: 'Staff', to: 'guest', take: true });
  expect(taken.roles).not.toContain(id);
  await owner.do('role', { role: 'Staff', to: 'guest' });
  await owner.do('delete-role', { role: 'Staff' });
  await vi.waitFor(() => expect(guild?.roles.cache.has(id)).toBe(false), { timeout: 8_000 });
  const { members } = await box.drive<{ members: { roles: string[] }[] }>('state?as=owner');
  expect(members.flatMap(({ roles }) => roles)).not.toContain(id);
  expect(await codeOf(owner.do('role', { role: 'Belowline', to: 'guest' }))).toBe(50_035);
});
