import { expect, test } from 'vitest';
import { postsIn, startNewsroom } from '../helpers/newsroom.ts';

test('two people who post the same article at the same moment get one discussion', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const [one, other] = await Promise.all([
    newsroom.person('owner').command(newsroom.news, 'article', { article: 'bridge' }),
    newsroom.person('moderator').command(newsroom.news, 'article', { article: 'bridge' }),
  ]);
  const { discussion } = await newsroom.json();
  expect(one.replies[0]?.content).toContain(discussion?.thread);
  expect(other.replies[0]?.content).toContain(discussion?.thread);
  expect(await postsIn(newsroom, newsroom.news)).toHaveLength(1);
  expect((await newsroom.state()).channels.filter(({ parent_id }) => parent_id === newsroom.news)).toHaveLength(1);
});

test('a second /article, in another channel and by title, leads to the first discussion', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const { replies } = await newsroom
    .person('moderator')
    .command(newsroom.news, 'article', { article: 'the old bridge reopens', channel: newsroom.forum });
  expect(replies[0]?.content).toContain(thread);
  expect((await newsroom.json()).discussions).toHaveLength(1);
});

test('a Discord response lost after the message was stored does not post the article twice', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  await newsroom.drive('fault', { kind: 'reset-after', route: 'POST /channels/{channel_id}/messages' });
  await newsroom.open();
  expect(await postsIn(newsroom, newsroom.news)).toHaveLength(1);
});
