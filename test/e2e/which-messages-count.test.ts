import { PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { oneComment } from '../helpers/comments.ts';
import { startNewsroom } from '../helpers/newsroom.ts';

test('stickers, polls and voice messages are shown by a short label', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.drive('say', { as: 'reader', channel: thread, sticker: 'wave' });
  await newsroom.drive('say', { as: 'reader', channel: thread, poll: { question: 'Blue?', answers: ['Yes', 'No'] } });
  await newsroom.drive('say', { as: 'reader', channel: thread, voice: true });
  await newsroom.until(({ count }) => expect(count).toBe(3));
  const page = await (await newsroom.get('/articles/bridge')).text();
  for (const word of ['sticker', 'poll', 'voice message']) expect(page).toContain(word);
});

test('posts by bots, webhooks, forwards and Discord itself are not comments', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.drive('post-as', {
    as: 'owner',
    channel: thread,
    kind: 'webhook',
    name: 'Feed',
    content: 'From a webhook',
  });
  await newsroom.drive('post-as', { as: 'owner', channel: thread, kind: 'bot', name: 'Robot', content: 'From a bot' });
  const elsewhere = await newsroom.person('reader').say(newsroom.news, 'Said elsewhere');
  await newsroom.drive('say', { as: 'reader', channel: thread, forward: elsewhere.id });
  const own = await newsroom.person('reader').say(thread, 'Said here');
  await newsroom.drive('pin', { as: 'moderator', message: own.id });
  const last = await newsroom.person('reader').say(thread, 'The last');
  await newsroom.until(({ comments }) => expect(comments.map(({ id }) => id)).toEqual([own.id, last.id]));
});

test.each(['Hide from site', 'Pin as summary', 'Recommend on site', 'Report to moderators'])(
  '%s on a message no member wrote says so and opens no form',
  async (command) => {
    await using newsroom = await startNewsroom({ policy: 'opt-out' });
    const { thread, id } = await oneComment(newsroom, { content: 'Said here' });
    const elsewhere = await newsroom.person('reader').say(newsroom.news, 'Said elsewhere');
    const forward = { as: 'reader', channel: thread, forward: elsewhere.id };
    await newsroom.drive('say', forward);
    await newsroom.drive('post-as', { as: 'owner', channel: thread, kind: 'webhook', name: 'Feed', content: 'News' });
    const others = ((await newsroom.state()).messages[thread] ?? []).filter((message) => message.id !== id);
    expect(others.length).toBeGreaterThanOrEqual(2);
    for (const message of others) {
      const { modal, replies } = await newsroom.person('moderator').menu(message.id, command);
      expect(modal).toBeNull();
      expect(replies[0]?.content).toContain('Only members’ replies in a discussion');
    }
  },
);

test('mentions and custom emoji show their names', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const { members, guild } = await newsroom.state();
  const moderator = members.find(({ user }) => user.username === 'moderator')?.user.id;
  await newsroom.person('moderator').say(thread, 'Here I am');
  await newsroom
    .person('reader')
    .say(thread, `<@${moderator}> in <#${newsroom.news}> for <@&${guild.id}> <:gazette:1234567890123456789>`);
  const { comments } = await newsroom.until(({ count }) => expect(count).toBe(2));
  expect(comments[1]?.html).toContain('@Milo Moderator');
  expect(comments[1]?.html).toContain('#news');
  expect(comments[1]?.html).toContain(':gazette:');
  expect(comments[1]?.html).not.toContain(moderator);
});

test('the name of a private channel never gets on the page', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const { guild, members } = await newsroom.state();
  const bot = members.find(({ user }) => user.username === 'belowline')?.user.id;
  const vault = await newsroom.drive<{ id: string }>('create-channel', { as: 'owner', name: 'layoffs', type: 'text' });
  const view = String(PermissionFlagsBits.ViewChannel);
  const overwrites = [
    { id: guild.id, type: 0, allow: '0', deny: view },
    { id: bot, type: 1, allow: view, deny: '0' },
  ];
  await newsroom.drive('channel', { as: 'owner', channel: vault.id, overwrites });
  await newsroom.person('owner').say(thread, `Ask in <#${vault.id}>, not in <#${newsroom.news}>`);
  const { comments } = await newsroom.until(({ count }) => expect(count).toBe(1));
  expect(comments[0]?.html).toContain('#news');
  expect(comments[0]?.html).not.toContain('layoffs');
});

test('however many react at once, a message’s counts are read at most once a second', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { id } = await oneComment(newsroom, { content: 'React' });
  const emoji = ['👍', '🎉', '🔥', '👀', '💡'];
  for (const name of ['guest', 'owner', 'moderator']) {
    for (const each of emoji) await newsroom.person(name).react(id, each);
  }
  await newsroom.until(({ comments }) =>
    expect(comments[0]?.reactions).toEqual(emoji.map((each) => ({ emoji: each, count: 3 }))),
  );
  const { entries } = await newsroom.drive<{ entries: { kind: string; what: string }[] }>('journal');
  const reads = entries.filter(
    ({ kind, what }) => kind === 'request' && what === 'GET /channels/{channel_id}/messages/{message_id}',
  );
  expect(reads.length).toBeLessThanOrEqual(3);
});
