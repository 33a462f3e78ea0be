import { MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { customIds, postsIn, startNewsroom } from '../helpers/newsroom.ts';

test('members who cannot create threads get lead, menu and status privately, and open nothing', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const before = await newsroom.person('guest').command(newsroom.news, 'article', { article: 'bridge' });
  expect(before.replies[0]?.flags).toBe(MessageFlags.Ephemeral);
  expect(before.replies[0]?.content).toContain('After two years of repairs');
  expect(before.replies[0]?.content).toContain('No discussion yet.');
  expect(before.replies[0] && customIds(before.replies[0])).toEqual(['menu:0:bridge']);
  expect(await postsIn(newsroom, newsroom.news)).toEqual([]);

  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, 'One');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  const after = await newsroom.person('guest').command(newsroom.news, 'article', { article: 'bridge' });
  expect(after.replies[0]?.content).toContain('1 comment.');
  expect(after.replies[0]?.content).toContain(thread);
});

test('the asker learns each permission that the bot lacks, and nothing is left behind', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { members } = await newsroom.state();
  const bot = members.find(({ user }) => 'bot' in user && user.bot);
  const deny = PermissionFlagsBits.CreatePublicThreads | PermissionFlagsBits.SendMessagesInThreads;
  const overwrites = [{ id: bot?.user.id, type: 1, allow: '0', deny: String(deny) }];
  await newsroom.drive('channel', { as: 'owner', channel: newsroom.news, overwrites });
  const { replies } = await newsroom.person('owner').command(newsroom.news, 'article', { article: 'bridge' });
  expect(replies[0]?.flags).toBe(MessageFlags.Ephemeral);
  expect(replies[0]?.content).toContain('Create Public Threads');
  expect(replies[0]?.content).toContain('Send Messages in Threads');
  expect(await postsIn(newsroom, newsroom.news)).toEqual([]);
});

test('a failure halfway through posting leaves nothing behind and the article free', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  await newsroom.drive('fault', {
    kind: 'status',
    status: 500,
    route: 'POST /channels/{channel_id}/messages/{message_id}/threads',
    times: 10,
  });
  await newsroom.person('owner').command(newsroom.news, 'article', { article: 'bridge' });
  expect(await postsIn(newsroom, newsroom.news)).toEqual([]);
  expect(newsroom.logged.join('\n')).toMatch(/\[[0-9A-F]{8}\] \/article failed/);
});

test('channels that are private or age-restricted are refused with the reason', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { guild } = await newsroom.state();
  const hidden = [{ id: guild.id, type: 0, allow: '0', deny: String(PermissionFlagsBits.ReadMessageHistory) }];
  await newsroom.drive('channel', { as: 'owner', channel: newsroom.forum, overwrites: hidden });
  const inPrivate = await newsroom
    .person('owner')
    .command(newsroom.news, 'article', { article: 'bridge', channel: newsroom.forum });
  expect(inPrivate.replies[0]?.content).toContain('Not everyone can read');
  await newsroom.drive('channel', { as: 'owner', channel: newsroom.forum, overwrites: [], nsfw: true });
  const inRestricted = await newsroom
    .person('owner')
    .command(newsroom.news, 'article', { article: 'bridge', channel: newsroom.forum });
  expect(inRestricted.replies[0]?.content).toContain('age-restricted');
  expect((await newsroom.json()).discussion).toBeNull();
});
