import { expect, test } from 'vitest';
import { postsIn, startNewsroom, type Newsroom } from '../helpers/newsroom.ts';

async function openThread(newsroom: Newsroom, more: { private?: boolean } = {}): Promise<string> {
  const body = { as: 'owner', channel: newsroom.news, name: 'About the bridge', ...more };
  return (await newsroom.drive<{ thread: string }>('open-thread', body)).thread;
}

const MODERATOR = 'moderator';

test('an existing thread becomes the article’s discussion: one message, and later replies are on the page', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await openThread(newsroom);
  await newsroom.person('reader').say(thread, 'Long before');
  const { replies } = await newsroom.person(MODERATOR).command(thread, 'discussion attach', { article: 'bridge' });
  expect(replies[0]?.content).toContain('now the discussion of “The Old Bridge Reopens”');
  const posts = await postsIn(newsroom, thread);
  expect(posts).toHaveLength(1);
  const after = await newsroom.person('guest').say(thread, 'After');
  const { comments } = await newsroom.until(({ count, discordOnly }) => expect([count, discordOnly]).toEqual([1, 1]));
  expect(comments.map(({ id }) => id)).toEqual([after.id]);
});

test('earlier messages wait for their author’s answer, whatever the policy or earlier consent', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const other = await newsroom.open();
  await newsroom.person('reader').click(other, 'consent:publish');
  await newsroom.writeArticle('dam.md', '---\ntitle: The Dam\nslug: dam\n---\n\nWater.\n');
  const thread = await openThread(newsroom);
  const before = await newsroom.person('reader').say(thread, 'Among ourselves');
  await expect
    .poll(
      async () =>
        (await newsroom.person(MODERATOR).command(thread, 'discussion attach', { article: 'dam' })).replies[0]?.content,
    )
    .toContain('now');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1), 'dam');
  expect((await newsroom.json('dam')).count).toBe(0);
  await newsroom.advance('1m');
  const [notice] = await postsIn(newsroom, thread);
  await newsroom.person('reader').click(notice?.id ?? '', 'consent:publish');
  const { comments } = await newsroom.until(({ count }) => expect(count).toBe(1), 'dam');
  expect(comments[0]?.id).toBe(before.id);
});

test('an existing forum post becomes the discussion, and its first message is not a comment', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const post = await newsroom.drive<{ thread: string }>('open-thread', {
    as: 'owner',
    channel: newsroom.forum,
    name: 'The bridge',
    content: 'What do you think of it?',
  });
  await newsroom.person(MODERATOR).command(post.thread, 'discussion attach', { article: 'bridge' });
  const { id } = await newsroom.person('reader').say(post.thread, 'It is fine');
  const { comments, discordOnly } = await newsroom.until(({ count }) => expect(count).toBe(1));
  expect(comments[0]?.id).toBe(id);
  expect(discordOnly).toBe(0);
});

test('private threads, channels, taken threads and articles discussed elsewhere are refused with the reason', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const owner = newsroom.person('owner');
  const attach = async (channel: string) =>
    (await owner.command(channel, 'discussion attach', { article: 'bridge' })).replies[0]?.content;
  expect(await attach(newsroom.news)).toContain('Use this in a public thread');
  expect(await attach(await openThread(newsroom, { private: true }))).toContain('This thread is private');
  const discussion = await newsroom.open();
  expect(await attach(await openThread(newsroom))).toContain(discussion);
  expect(await attach(discussion)).toContain('already has a discussion');
});

test('info shows how page and thread are linked, with counts', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, 'One');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  const { replies } = await newsroom.person(MODERATOR).command(thread, 'discussion info');
  expect(replies[0]?.content).toContain('/articles/bridge');
  expect(replies[0]?.content).toContain('1 comment is on the page');
  expect(replies[0]?.content).toContain('Opened with /article');
  expect(replies[0]?.content).toContain('shown unless their authors keep them on Discord');
  expect(replies[0]?.content).toContain('Last message read');
});

test('a comment is hidden by its link, from Discord or from the page, in an archived thread too', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const first = await newsroom.person('reader').say(thread, 'One');
  const second = await newsroom.person('guest').say(thread, 'Two');
  const { comments } = await newsroom.until(({ count }) => expect(count).toBe(2));
  await newsroom.person('owner').archive(thread);
  const moderator = newsroom.person(MODERATOR);
  const hide = (link: string) => moderator.command(newsroom.news, 'discussion hide', { link });
  await hide(`https://discord.com/channels/${newsroom.sandbox.guild}/${thread}/${first.id}`);
  await newsroom.until(({ count }) => expect(count).toBe(1));
  const url = (comments.find(({ id }) => id === second.id) as { url?: string } | undefined)?.url ?? '';
  await hide(url);
  await newsroom.until(({ count }) => expect(count).toBe(0));
  for (const other of ['https://example.com/', `https://discord.com/channels/1/${thread}/${first.id}`]) {
    expect((await hide(other)).replies[0]?.content).toContain('does not lead to a comment');
  }
});

test('of two articles attached at once, one gets the thread and the other moderator learns that it is taken', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  await newsroom.writeArticle('dam.md', '---\ntitle: The Dam\nslug: dam\n---\n\nWater.\n');
  await expect.poll(async () => (await newsroom.get('/articles/dam')).status, { timeout: 8_000 }).toBe(200);
  const thread = await openThread(newsroom);
  await newsroom.fault({ kind: 'delay', route: 'POST /channels/{channel_id}/messages', milliseconds: 300, times: 2 });
  const answers = await Promise.all([
    newsroom.person(MODERATOR).command(thread, 'discussion attach', { article: 'bridge' }),
    newsroom.person('owner').command(thread, 'discussion attach', { article: 'dam' }),
  ]);
  const said = answers.map(({ replies }) => replies[0]?.content ?? '');
  expect(said.filter((content) => content.includes('the discussion of “'))).toHaveLength(1);
  expect(said.filter((content) => content.includes('already the discussion of an article'))).toHaveLength(1);
  expect(await postsIn(newsroom, thread)).toHaveLength(1);
});

test('a moderator can attach a locked thread', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await openThread(newsroom);
  await newsroom.person('owner').lock(thread);
  const { replies } = await newsroom.person('owner').command(thread, 'discussion attach', { article: 'bridge' });
  expect(replies[0]?.content).toContain('now the discussion of “The Old Bridge Reopens”');
  await newsroom.until(({ discussion }) => expect(discussion).toMatchObject({ thread, open: false }));
});

test('if Discord refuses the notice, the moderator learns why and nothing is attached', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await openThread(newsroom);
  await newsroom.fault({ kind: 'delay', route: 'POST /channels/{channel_id}/messages', milliseconds: 500 });
  const answer = newsroom.person(MODERATOR).command(thread, 'discussion attach', { article: 'bridge' });
  await expect
    .poll(async () => (await newsroom.journal()).entries.some(({ detail }) => detail['kind'] === 'delay'))
    .toBe(true);
  const take = { as: 'owner', channel: newsroom.news, permission: 'SendMessagesInThreads', allowed: false };
  await newsroom.drive('bot-permission', take);
  expect((await answer).replies[0]?.content).toMatch(/^I am missing permissions in .+: Send Messages in Threads/);
  expect((await newsroom.json()).discussion).toBeNull();
});
