import { expect, test } from 'vitest';
import { postsIn, startNewsroom } from '../helpers/newsroom.ts';

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

test('a forum that demands a tag gets one although none has the name of the section', async () => {
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

test('a forum that demands a tag and has none is refused with the reason, and nothing is posted', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  await newsroom.drive('channel', { as: 'owner', channel: newsroom.forum, available_tags: [], require_tag: true });
  const { replies } = await newsroom
    .person('owner')
    .command(newsroom.news, 'article', { article: 'bridge', channel: newsroom.forum });
  expect(replies[0]?.content).toContain('wants a tag on every post but has none');
  expect((await newsroom.state()).channels.filter(({ parent_id }) => parent_id === newsroom.forum)).toEqual([]);
  expect((await newsroom.json()).discussion).toBeNull();
});
