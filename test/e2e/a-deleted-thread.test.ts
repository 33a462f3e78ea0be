import { expect, test } from 'vitest';
import { startNewsroom } from '../helpers/newsroom.ts';

test('a deleted thread takes its comments off the page and frees the article for a new discussion', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, 'Gone soon');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await newsroom.drive('delete-channel', { as: 'owner', channel: thread });
  await newsroom.until(({ discussion, count }) =>
    expect({ discussion, count }).toEqual({ discussion: null, count: 0 }),
  );

  const second = await newsroom.open();
  expect(second).not.toBe(thread);
  expect((await newsroom.json()).count).toBe(0);
});

test('a deleted channel takes the discussions in it off the page', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, 'Gone soon');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await newsroom.drive('delete-channel', { as: 'owner', channel: newsroom.news });
  await newsroom.until(({ discussion }) => expect(discussion).toBeNull());
});

test('a thread deleted while the bot was offline is noticed at its start', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.stopApp();
  await newsroom.drive('delete-channel', { as: 'owner', channel: thread });
  await newsroom.startApp();
  await newsroom.until(({ discussion }) => expect(discussion).toBeNull());
});

test('a channel that becomes private or age-restricted takes its comments off the page until it is public again', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, 'Here');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await newsroom.drive('channel', { as: 'owner', channel: newsroom.news, nsfw: true });
  await newsroom.until(({ discussion }) => expect(discussion).toBeNull());
  await newsroom.drive('channel', { as: 'owner', channel: newsroom.news, nsfw: false });
  await newsroom.until(({ count }) => expect(count).toBe(1));

  const { guild } = await newsroom.state();
  const hidden = [{ id: guild.id, type: 0, allow: '0', deny: String(1 << 10) }];
  await newsroom.drive('channel', { as: 'owner', channel: newsroom.news, overwrites: hidden });
  await newsroom.until(({ discussion }) => expect(discussion).toBeNull());
  await newsroom.drive('channel', { as: 'owner', channel: newsroom.news, overwrites: [] });
  await newsroom.until(({ count }) => expect(count).toBe(1));
});

test('a locked thread closes the discussion and an unlocked one opens it again', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.person('owner').lock(thread);
  await newsroom.until(({ discussion }) => expect(discussion?.open).toBe(false));
  await newsroom.person('owner').lock(thread, false);
  await newsroom.until(({ discussion }) => expect(discussion?.open).toBe(true));
});
