import { expect, test } from 'vitest';
import { createGuildSettingsStore } from '../../src/discussions/settings-store.ts';
import { openStore } from '../../src/store/open.ts';
import { startNewsroom } from '../helpers/newsroom.ts';

test('without a channel the article goes to the guild’s home channel', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  await newsroom.stopApp(); // a store has one writer
  const store = await openStore(newsroom.storeUrl);
  await createGuildSettingsStore({ store }).change(newsroom.sandbox.guild, { homeChannel: newsroom.forum });
  await store.close();
  await newsroom.startApp();
  const thread = await newsroom.open();
  expect((await newsroom.state()).channels.find(({ id }) => id === thread)).toMatchObject({
    parent_id: newsroom.forum,
  });
});

test('in a thread the article goes to the thread’s channel', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread } = await newsroom.drive<{ thread: string }>('open-thread', {
    as: 'owner',
    channel: newsroom.news,
    name: 'Chat',
  });
  await newsroom.person('owner').command(thread, 'article', { article: 'bridge' });
  const { discussion } = await newsroom.json();
  expect((await newsroom.state()).channels.find(({ id }) => id === discussion?.thread)).toMatchObject({
    parent_id: newsroom.news,
  });
});

test('in a private thread the article is refused with the reason', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread } = await newsroom.drive<{ thread: string }>('open-thread', {
    as: 'owner',
    channel: newsroom.news,
    name: 'Secret',
    private: true,
  });
  const { replies } = await newsroom.person('owner').command(thread, 'article', { article: 'bridge' });
  expect(replies[0]?.content).toContain('This thread is private');
  expect((await newsroom.json()).discussion).toBeNull();
});
