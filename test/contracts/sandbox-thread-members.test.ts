import { Events, GatewayIntentBits, MessageType, Routes, type PublicThreadChannel } from 'discord.js';
import { expect, test, vi } from 'vitest';
import { codeOf, textChannel } from '../helpers/discord.ts';
import { startBox, type Box } from '../helpers/sandbox.ts';

const GUILDS_AND_MEMBERS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers];

async function idOf(box: Box, name: string): Promise<string> {
  const found = (await box.state()).members.find(({ user }) => user.username === name);
  if (!found) throw new Error(`Nobody is called ${name}`);
  return found.user.id;
}

test('the bot adds and removes thread members, each with a system message, and joins and leaves', async () => {
  await using box = await startBox();
  await box.fault({ kind: 'intents', granted: ['MessageContent', 'GuildMembers'] });
  const client = await box.client();
  const thread = await textChannel(client).threads.create({ name: 'Talk' });
  const reader = await idOf(box, 'reader');
  await thread.members.add(reader);
  await thread.members.add(reader); // again is no mistake
  const names = async () =>
    (await thread.members.fetch({ withMember: true })).map(({ guildMember }) => guildMember?.user.username);
  expect(await names()).toEqual(['belowline', 'reader']);
  expect((await thread.members.fetch({ member: reader, force: true })).id).toBe(reader);
  await thread.members.remove(reader);
  expect(await codeOf(thread.members.remove(reader))).toBe(10_007);
  await thread.leave();
  expect(await names()).toEqual([]);
  await thread.join();
  expect(await names()).toEqual(['belowline']);
  const lines = (await thread.messages.fetch()).map(({ type, mentions }) => [type, mentions.users.has(reader)]);
  expect(lines).toEqual([
    [MessageType.RecipientRemove, true],
    [MessageType.RecipientAdd, true],
  ]);
});

test('THREAD_MEMBERS_UPDATE covers others only with the GuildMembers intent, the bot always', async () => {
  await using box = await startBox();
  await box.fault({ kind: 'intents', granted: ['MessageContent', 'GuildMembers'] });
  const plain = await box.client();
  const knowing = await box.client({ intents: GUILDS_AND_MEMBERS });
  const seen: Record<'plain' | 'knowing', string[]> = { plain: [], knowing: [] };
  const name = ({ user }: { user: { username: string } | null }) => user?.username ?? 'unknown';
  for (const [who, client] of [
    ['plain', plain],
    ['knowing', knowing],
  ] as const) {
    client.on(Events.ThreadMembersUpdate, (added, removed) => {
      seen[who].push(
        ...added.map((member) => `+${name(member)}`),
        ...removed.map(({ id }) => `-${client.users.cache.get(id)?.username ?? id}`),
      );
    });
  }
  const { thread } = await box.person('owner').do<{ thread: string }>('open-thread', { channel: 'news', name: 'Talk' });
  await vi.waitFor(() => expect(plain.channels.cache.has(thread) && knowing.channels.cache.has(thread)).toBe(true));
  await box.person('reader').do('thread', { channel: thread, join: true });
  await box.person('reader').do('thread', { channel: thread, join: false });
  await box.person('owner').do('thread', { channel: thread, add: 'bot' });
  await vi.waitFor(() => expect(seen.knowing).toEqual(['+reader', '-reader', '+belowline']));
  await vi.waitFor(() => expect(seen.plain).toEqual(['+belowline']));
});

test('listing a thread’s members needs the GuildMembers intent', async () => {
  await using box = await startBox();
  const client = await box.client();
  const thread = await textChannel(client).threads.create({ name: 'Talk' });
  expect(await codeOf(thread.members.fetch())).toBe(50_001);
  const own = { user_id: client.user.id, id: thread.id };
  expect(await client.rest.get(Routes.threadMembers(thread.id, client.user.id))).toMatchObject(own);
});

test('adding needs permission to write, removing needs Manage Threads, and neither works in an archived thread', async () => {
  await using box = await startBox();
  const client = await box.client();
  const thread = (await textChannel(client).threads.create({ name: 'Talk' })) as PublicThreadChannel;
  const reader = await idOf(box, 'reader');
  expect(await codeOf(thread.members.add('123456789012345678'))).toBe(10_007);
  await box.person('guest').do('thread', { channel: thread.id, add: 'reader' });
  expect(await codeOf(box.person('guest').do('thread', { channel: thread.id, remove: 'reader' }))).toBe(50_013);
  const deny = (permission: string) =>
    box.person('owner').do('bot-permission', { channel: 'news', permission, allowed: false });
  await deny('SendMessagesInThreads');
  expect(await codeOf(thread.members.add(await idOf(box, 'moderator')))).toBe(50_013);
  await deny('ManageThreads');
  expect(await codeOf(thread.members.remove(reader))).toBe(50_013);
  await box.person('owner').archive(thread.id);
  expect(await codeOf(client.rest.put(Routes.threadMembers(thread.id, reader)))).toBe(50_083);
  expect(await codeOf(client.rest.delete(Routes.threadMembers(thread.id, '@me')))).toBe(50_083);
  expect(await codeOf(client.rest.put(Routes.threadMembers('1', reader)))).toBe(10_003);
});

test('a private thread arrives as THREAD_CREATE when the bot is added and disappears when it is removed', async () => {
  await using box = await startBox();
  const client = await box.client();
  const created = vi.fn<(thread: unknown, isNew: boolean) => void>();
  client.on(Events.ThreadCreate, created);
  await box.person('owner').do('bot-permission', { channel: 'news', permission: 'ManageThreads', allowed: false });
  const body = { channel: 'news', name: 'Hidden', private: true };
  const { thread } = await box.person('owner').do<{ thread: string }>('open-thread', body);
  expect(await codeOf(client.channels.fetch(thread))).toBe(50_001);
  await box.person('owner').do('thread', { channel: thread, add: 'bot' });
  await vi.waitFor(() => expect(created).toHaveBeenCalledOnce());
  expect(created.mock.calls[0]?.[1]).toBe(false);
  await box.person('owner').do('thread', { channel: thread, remove: 'bot' });
  expect(await codeOf(client.channels.fetch(thread, { force: true }))).toBe(50_001);
});
