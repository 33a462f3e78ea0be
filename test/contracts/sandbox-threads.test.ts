import { ApplicationCommandType, type Client, ChannelType, Events, ThreadAutoArchiveDuration } from 'discord.js';
import { expect, test, vi } from 'vitest';
import { answerAll, codeOf, forumChannel, textChannel } from '../helpers/discord.ts';
import { startBox, type Box } from '../helpers/sandbox.ts';

const openThread = async (box: Box, body: object, as = 'owner'): Promise<string> =>
  (await box.person(as).do<{ thread: string }>('open-thread', { channel: 'news', name: 'Talk', ...body })).thread;

/** Collects the raw dispatches of a client by name, as they come. */
function dispatchesOf(client: Client, ...names: string[]): string[] {
  const seen: string[] = [];
  client.on('raw' as never, (({ t }: { t: string }) => names.includes(t) && seen.push(t)) as never); // `raw` lacks a type
  return seen;
}

const MESSAGE_EVENTS = [
  Events.MessageCreate,
  Events.MessageUpdate,
  Events.MessageDelete,
  Events.MessageBulkDelete,
  Events.MessageReactionAdd,
  Events.MessageReactionRemove,
  Events.ChannelPinsUpdate,
  Events.ThreadDelete,
] as const;

test('the box sends events of threads unknown to discord.js, which drops them silently', async () => {
  await using box = await startBox();
  const client = await box.client();
  const thread = await openThread(box, {});
  await vi.waitFor(() => expect(client.channels.cache.has(thread)).toBe(true));
  client.channels.cache.delete(thread); // as its sweeper does
  const raw = dispatchesOf(
    client,
    'MESSAGE_CREATE',
    'MESSAGE_UPDATE',
    'MESSAGE_DELETE',
    'MESSAGE_DELETE_BULK',
    'MESSAGE_REACTION_ADD',
    'MESSAGE_REACTION_REMOVE',
    'CHANNEL_PINS_UPDATE',
    'THREAD_DELETE',
  );
  const emitted: string[] = [];
  for (const event of MESSAGE_EVENTS) client.on(event, () => void emitted.push(event));
  const moderator = box.person('moderator');
  const ids: string[] = [];
  for (const words of ['one', 'two', 'three']) ids.push((await moderator.say(thread, words)).id);
  const [first = '', second = '', third = ''] = ids;
  await moderator.edit(first, 'changed');
  await moderator.react(first, '👍');
  await moderator.unreact(first, '👍');
  await moderator.pin(first);
  await moderator.delete(first);
  await moderator.delete(second, third);
  await client.rest.delete(`/channels/${thread}`);
  await vi.waitFor(() => expect(raw).toContain('THREAD_DELETE'));
  expect(raw).toEqual([
    'MESSAGE_CREATE',
    'MESSAGE_CREATE',
    'MESSAGE_CREATE',
    'MESSAGE_UPDATE',
    'MESSAGE_REACTION_ADD',
    'MESSAGE_REACTION_REMOVE',
    'MESSAGE_UPDATE', // pinned
    'CHANNEL_PINS_UPDATE',
    'MESSAGE_CREATE', // the line that tells of it
    'MESSAGE_DELETE',
    'MESSAGE_DELETE_BULK',
    'THREAD_DELETE',
  ]);
  expect(emitted).toEqual([]);
});

test('for a thread archived at the start, the first THREAD_UPDATE only fills the cache', async () => {
  await using box = await startBox();
  const thread = await openThread(box, {});
  await box.person('owner').archive(thread);
  const client = await box.client();
  expect(client.channels.cache.has(thread)).toBe(false);
  const raw = dispatchesOf(client, 'THREAD_UPDATE', 'MESSAGE_CREATE');
  const updated = vi.fn<() => void>();
  client.on(Events.ThreadUpdate, updated);
  await box.person('reader').say(thread, 'Awake');
  await vi.waitFor(() => expect(raw).toEqual(['THREAD_UPDATE', 'MESSAGE_CREATE'])); // in this order
  expect(updated).not.toHaveBeenCalled();
  await box.person('owner').lock(thread);
  await vi.waitFor(() => expect(updated).toHaveBeenCalledOnce());
});

test('an inactive thread is archived after its own duration, counted from its last message', async () => {
  await using box = await startBox();
  const channel = textChannel(await box.client());
  const hour = await channel.threads.create({ name: 'Hour', autoArchiveDuration: ThreadAutoArchiveDuration.OneHour });
  const day = await channel.threads.create({ name: 'Day', autoArchiveDuration: ThreadAutoArchiveDuration.OneDay });
  const states = async () => [(await hour.fetch()).archived, (await day.fetch()).archived];
  await box.advance('50m');
  await box.person('reader').say(hour.id, 'Still here');
  await box.advance('50m');
  expect(await states()).toEqual([false, false]);
  await box.advance('15m');
  expect(await states()).toEqual([true, false]);
  await box.advance('24h');
  expect(await states()).toEqual([true, true]);
});

test('an archived thread allows only deleting and writing, for people and the bot', async () => {
  await using box = await startBox();
  const thread = await textChannel(await box.client()).threads.create({ name: 'Talk' });
  const own = await thread.send('Mine');
  const moderator = box.person('moderator');
  const { id } = await moderator.say(thread.id, 'Theirs');
  await thread.setArchived(true);
  expect(await codeOf(own.edit('Changed'))).toBe(50_083);
  expect(await codeOf(own.pin())).toBe(50_083);
  expect(await codeOf(thread.setName('Renamed'))).toBe(50_083);
  expect(await codeOf(moderator.edit(id, 'Changed'))).toBe(50_083);
  expect(await codeOf(moderator.react(id, '👍'))).toBe(50_083);
  expect(await codeOf(moderator.pin(id))).toBe(50_083);
  await moderator.delete(id);
  await moderator.say(thread.id, 'Opens it');
  expect((await thread.fetch()).archived).toBe(false);
});

test('reopening, writing in or renaming a locked thread needs Manage Threads', async () => {
  await using box = await startBox();
  const thread = await textChannel(await box.client()).threads.create({ name: 'Talk' });
  await thread.edit({ locked: true, archived: true });
  expect(await codeOf(box.person('reader').say(thread.id, 'Let me in'))).toBe(160_005);
  expect(await codeOf(box.person('reader').archive(thread.id, false))).toBe(50_013);
  await thread.send('I may');
  expect((await thread.fetch()).archived).toBe(false);
});

test('editing, slash commands and message commands in a locked thread need Manage Threads', async () => {
  await using box = await startBox();
  const client = await box.client();
  await answerAll(client, async (interaction) => interaction.isRepliable() && interaction.reply('Yes'));
  await client.application.commands.create({ name: 'Quote', type: ApplicationCommandType.Message });
  const thread = await textChannel(client).threads.create({ name: 'Talk' });
  const reader = box.person('reader');
  const said = await reader.say(thread.id, 'Words');
  await reader.command(thread.id, 'ask');
  await thread.setLocked(true);
  expect(await codeOf(reader.edit(said.id, 'Others'))).toBe(160_005);
  expect(await codeOf(reader.command(thread.id, 'ask'))).toBe(160_005);
  expect(await codeOf(reader.menu(said.id, 'Quote'))).toBe(160_005);
  await box.person('owner').command(thread.id, 'ask');
  await thread.send('The bot has Manage Threads').then((own) => own.edit('And edits'));
});

test('nobody can use buttons or menus in a locked or archived thread, whatever their permissions', async () => {
  await using box = await startBox();
  const client = await box.client();
  await answerAll(client, async (interaction) => interaction.isRepliable() && interaction.reply('Yes'));
  const thread = await textChannel(client).threads.create({ name: 'Talk' });
  const rows = [
    { type: 1, components: [{ type: 2, style: 1, label: 'Press', custom_id: 'press' }] },
    { type: 1, components: [{ type: 5, custom_id: 'pick' }] },
  ];
  const { id } = await thread.send({ content: 'Choose', components: rows });
  const owner = box.person('owner');
  const used = () => Promise.all([codeOf(owner.click(id, 'press')), codeOf(owner.select(id, 'pick', 'reader'))]);
  await thread.setLocked(true);
  expect(await used()).toEqual([160_005, 160_005]);
  await thread.edit({ locked: false, archived: true });
  expect(await used()).toEqual([50_083, 50_083]);
  await thread.setArchived(false);
  expect((await owner.click(id, 'press')).replies).toHaveLength(1);
});

test('a thread’s owner can rename and archive but not lock it; others can do none of it', async () => {
  await using box = await startBox();
  const thread = await openThread(box, {}, 'reader');
  const reader = box.person('reader');
  await reader.do('thread', { channel: thread, name: 'Renamed' });
  await reader.archive(thread);
  expect(await codeOf(reader.lock(thread))).toBe(50_013);
  expect(await codeOf(box.person('guest').do('thread', { channel: thread, name: 'Mine' }))).toBe(50_083);
  await box.person('guest').archive(thread, false); // anyone who may write may open it again
  expect(await codeOf(box.person('guest').do('thread', { channel: thread, name: 'Mine' }))).toBe(50_013);
});

test('opening threads or forum posts without permission is refused', async () => {
  await using box = await startBox();
  expect(await codeOf(openThread(box, {}, 'guest'))).toBe(50_013);
  expect(await codeOf(openThread(box, { channel: 'articles', content: 'Post' }, 'guest'))).toBe(50_013);
  await openThread(box, { channel: 'articles', content: 'Post' }, 'reader');
});

test('archived threads are listed by time, private ones only to members and Manage Threads', async () => {
  await using box = await startBox();
  const client = await box.client();
  const channel = textChannel(client);
  const open = await channel.threads.create({ name: 'Open' });
  const earlier = await channel.threads.create({ name: 'Earlier' });
  const hidden = await openThread(box, { name: 'Hidden', private: true });
  await earlier.setArchived(true);
  await box.advance('1m');
  await open.setArchived(true);
  await box.person('owner').archive(hidden);
  const names = async (type: 'public' | 'private', fetchAll = true) =>
    (await channel.threads.fetchArchived({ type, ...(type === 'private' && { fetchAll }) })).threads.map(
      ({ name }) => name,
    );
  expect(await names('public')).toEqual(['Open', 'Earlier']);
  expect(await names('private')).toEqual(['Hidden']);
  expect(await names('private', false)).toEqual([]);
  await box.person('owner').do('bot-permission', { channel: 'news', permission: 'ManageThreads', allowed: false });
  expect(await codeOf(names('private'))).toBe(50_013);
});

test('only its members and people with Manage Threads see a private thread', async () => {
  await using box = await startBox();
  const client = await box.client();
  const created = vi.fn<() => void>();
  client.on(Events.ThreadCreate, created);
  await box.person('owner').do('bot-permission', { channel: 'news', permission: 'ManageThreads', allowed: false });
  const hidden = await openThread(box, { private: true });
  const open = await openThread(box, {});
  await vi.waitFor(() => expect(created).toHaveBeenCalledOnce());
  expect(client.channels.cache.has(open)).toBe(true);
  expect(await codeOf(client.channels.fetch(hidden))).toBe(50_001);
  expect((await box.state('reader')).channels.map(({ id }) => id)).not.toContain(hidden);
});

test('a forum can pin one post, which never auto-archives, and archiving unpins it', async () => {
  await using box = await startBox();
  const client = await box.client();
  const forum = forumChannel(client);
  const post = (name: string) => forum.threads.create({ name, message: { content: name } });
  const [first, second] = [await post('First'), await post('Second')];
  await first.pin();
  expect(await codeOf(second.pin())).toBe(30_047);
  await box.advance('30d');
  expect((await first.fetch()).archived).toBe(false);
  expect((await second.fetch()).archived).toBe(true);
  await first.setArchived(true);
  expect((await first.fetch()).flags.has('Pinned')).toBe(false);
  const thread = await textChannel(client).threads.create({ name: 'No post' });
  expect(await codeOf(client.rest.patch(`/channels/${thread.id}`, { body: { flags: 2 } }))).toBe(50_024);
});

test('a post takes up to five of its forum’s tags, moderated ones only with Manage Threads', async () => {
  await using box = await startBox();
  const client = await box.client();
  const forum = forumChannel(client);
  const post = (appliedTags: string[]) =>
    forum.threads.create({ name: 'Post', message: { content: 'x' }, appliedTags });
  expect(await codeOf(post(['100000000000000000']))).toBe(10_087);
  const tags = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name, moderated: name === 'a' }));
  await box.person('owner').do('channel', { channel: forum.id, available_tags: tags });
  const ids = (await forum.fetch()).availableTags.map(({ id }) => id);
  expect(await codeOf(post(ids))).toBe(50_035);
  await post(ids.slice(0, 5));
  await box.person('owner').do('bot-permission', { channel: 'articles', permission: 'ManageThreads', allowed: false });
  expect(await codeOf(post(ids.slice(0, 1)))).toBe(50_013);
});

test('editing a post keeps to the tag rules, and a forum whose required tags nobody can set says so', async () => {
  await using box = await startBox();
  const client = await box.client();
  const owner = box.person('owner');
  const forum = forumChannel(client);
  await owner.do('channel', {
    channel: forum.id,
    available_tags: [{ name: 'free' }, { name: 'kept', moderated: true }],
  });
  const [free = '', kept = ''] = (await forum.fetch()).availableTags.map(({ id }) => id);
  const post = await forum.threads.create({ name: 'Post', message: { content: 'x' }, appliedTags: [free, kept] });
  expect(await codeOf(post.setAppliedTags(['100000000000000000']))).toBe(10_087);
  await owner.do('channel', { channel: forum.id, require_tag: true });
  expect(await codeOf(post.setAppliedTags([]))).toBe(40_067);
  await owner.do('bot-permission', { channel: forum.id, permission: 'ManageThreads', allowed: false });
  expect(await codeOf(post.setAppliedTags([free]))).toBe(50_013);
  await post.setAppliedTags([kept]);
  await owner.do('channel', { channel: forum.id, available_tags: [{ name: 'kept' }] });
  expect(await codeOf(forum.threads.create({ name: 'Post', message: { content: 'x' } }))).toBe(40_066);
  const thread = await textChannel(client).threads.create({ name: 'No post' });
  expect(await codeOf(client.rest.patch(`/channels/${thread.id}`, { body: { applied_tags: [free] } }))).toBe(50_024);
});

test('deleting a thread sends THREAD_DELETE; deleting a channel removes its threads silently', async () => {
  await using box = await startBox();
  const client = await box.client();
  const raw = dispatchesOf(client, 'THREAD_DELETE', 'CHANNEL_DELETE', 'MESSAGE_DELETE');
  const thread = await textChannel(client).threads.create({ name: 'Deleted' });
  await thread.delete();
  const channel = await box.person('owner').do<{ id: string }>('create-channel', { name: 'short-lived' });
  await openThread(box, { channel: channel.id });
  await box.person('owner').do('delete-channel', { channel: channel.id });
  await vi.waitFor(() => expect(raw).toEqual(['THREAD_DELETE', 'CHANNEL_DELETE']));
});

test('an announcement message can be published once', async () => {
  await using box = await startBox();
  const client = await box.client();
  await box.person('owner').do('create-channel', { name: 'announcements', type: 'announcement' });
  const channel = await vi.waitFor(() => {
    const found = client.channels.cache.find((each) => each.type === ChannelType.GuildAnnouncement);
    if (!found) throw new Error('Not there yet');
    return found;
  });
  const message = await channel.send('News');
  expect((await message.crosspost()).flags.has('Crossposted')).toBe(true);
  const again = (path: `/${string}`) => codeOf(client.rest.post(path));
  expect(await again(`/channels/${channel.id}/messages/${message.id}/crosspost`)).toBe(40_033);
  const plain = await textChannel(client).send('No news');
  expect(await again(`/channels/${plain.channelId}/messages/${plain.id}/crosspost`)).toBe(50_024);
});

test('announcement threads exist only in announcement channels', async () => {
  await using box = await startBox();
  const { rest } = await box.client();
  const { id } = await box.person('owner').do<{ id: string }>('create-channel', { name: 'told', type: 'announcement' });
  const open = (channel: string) => rest.post(`/channels/${channel}/threads`, { body: { name: 'Talk', type: 10 } });
  expect(await codeOf(open(await box.channel('news')))).toBe(50_024);
  expect(await open(id)).toMatchObject({ type: 10 });
});

test('names of channels, threads and posts are trimmed', async () => {
  await using box = await startBox();
  const client = await box.client();
  const news = textChannel(client);
  const thread = await news.threads.create({ name: '  Talk of the day ' });
  expect(thread.name).toBe('Talk of the day');
  expect((await thread.setName(' Renamed\n')).name).toBe('Renamed');
  expect(await codeOf(thread.setName('   '))).toBe(50_035);
  expect(await codeOf(news.threads.create({ name: '   ' }))).toBe(50_035);
  const post = await forumChannel(client).threads.create({ name: ' Post ', message: { content: 'Starter' } });
  expect(post.name).toBe('Post');
  const owner = box.person('owner');
  expect(await owner.do('create-channel', { name: ' desk ' })).toMatchObject({ name: 'desk' });
  expect(await owner.do('channel', { channel: 'desk', name: ' office ' })).toMatchObject({ name: 'office' });
  expect(await codeOf(owner.do('create-channel', { name: '   ' }))).toBe(50_035);
  expect(await codeOf(owner.do('create-channel', { name: 'x'.repeat(101) }))).toBe(50_035);
});
