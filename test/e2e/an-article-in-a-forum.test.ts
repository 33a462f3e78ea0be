import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { postsIn, startNewsroom, type Newsroom } from '../helpers/newsroom.ts';

interface ForumTag {
  id: string;
  name: string;
}

test('in a forum the article is a post tagged with its section, its first message the starter', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  await newsroom.drive('channel', {
    as: 'owner',
    channel: newsroom.forum,
    available_tags: [{ name: 'World' }, { name: 'CITY' }],
  });
  await newsroom.person('owner').command(newsroom.news, 'article', { article: 'bridge', channel: newsroom.forum });
  const { channels } = await newsroom.state();
  const { discussion } = await newsroom.json();
  const forum = channels.find(({ id }) => id === newsroom.forum) as unknown as { available_tags: ForumTag[] };
  const city = forum.available_tags.find(({ name }) => name === 'CITY');
  expect(channels.find(({ id }) => id === discussion?.thread)).toMatchObject({
    parent_id: newsroom.forum,
    applied_tags: [city?.id],
  });
  const [starter, ...posts] = await postsIn(newsroom, discussion?.thread ?? '');
  expect(starter?.id).toBe(discussion?.thread);
  expect(posts.map(({ content }) => content.split('\n')[0])).toEqual(['## What was done', '## What it cost']);
});

test('a forum that requires a tag gets one even if none has the section’s name', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  await newsroom.drive('channel', {
    as: 'owner',
    channel: newsroom.forum,
    available_tags: [{ name: 'Misc' }],
    require_tag: true,
  });
  await newsroom.person('owner').command(newsroom.news, 'article', { article: 'bridge', channel: newsroom.forum });
  const { channels } = await newsroom.state();
  const { discussion } = await newsroom.json();
  expect(channels.find(({ id }) => id === discussion?.thread)).toMatchObject({ applied_tags: [expect.any(String)] });
});

test('a forum that requires a tag but has none is refused with the reason, and nothing is posted', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  await newsroom.drive('channel', { as: 'owner', channel: newsroom.forum, available_tags: [], require_tag: true });
  const { replies } = await newsroom
    .person('owner')
    .command(newsroom.news, 'article', { article: 'bridge', channel: newsroom.forum });
  expect(replies[0]?.content).toContain('requires a tag on every post but has no tags');
  expect((await newsroom.state()).channels.filter(({ parent_id }) => parent_id === newsroom.forum)).toEqual([]);
  expect((await newsroom.json()).discussion).toBeNull();
});

const HOUR = 3_600_000;

const postsOf = async (newsroom: Newsroom): Promise<string[]> =>
  (await newsroom.state()).channels.filter(({ parent_id }) => parent_id === newsroom.forum).map(({ id }) => id);

test.each([0, HOUR, -HOUR])(
  'a forum post whose response is lost exists once, with this machine’s clock %i ms ahead of Discord’s',
  async (ahead) => {
    await using newsroom = await startNewsroom({ policy: 'opt-out', ahead });
    await newsroom.fault({ kind: 'reset-after', route: 'POST /channels/{channel_id}/threads' });
    const thread = await newsroom.open('bridge', { channel: newsroom.forum });
    expect(await postsOf(newsroom)).toEqual([thread]);
  },
);

test('an earlier post of the article in the forum stays, even if this machine’s clock is slow', async () => {
  await using newsroom = await startNewsroom({
    policy: 'opt-out',
    ahead: -HOUR,
    environment: { SITE_URL: 'https://gazette.example' }, // the same after the start
  });
  const old = await newsroom.open('bridge', { channel: newsroom.forum });
  await newsroom.stopApp();
  for (const part of ['', '-wal', '-shm'])
    await rm(`${newsroom.storeUrl.replace('sqlite:', '')}${part}`, { force: true });
  await newsroom.startApp(); // and knows nothing of it any more
  const thread = await newsroom.open('bridge', { channel: newsroom.forum });
  expect(await postsOf(newsroom)).toEqual([old, thread]);
});
