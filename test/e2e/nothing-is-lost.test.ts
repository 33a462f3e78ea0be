import { expect, test } from 'vitest';
import { startNewsroom } from '../helpers/newsroom.ts';

test('replies, edits, deletions and reactions made while the bot was offline are on the page after a start', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  const edited = await reader.say(thread, 'Befor');
  const deleted = await reader.say(thread, 'Never mind');
  const liked = await reader.say(thread, 'Like me');
  await newsroom.until(({ count }) => expect(count).toBe(3));
  await newsroom.stopApp();
  await reader.edit(edited.id, 'Before');
  await reader.delete(deleted.id);
  await newsroom.person('guest').react(liked.id, '🎉');
  const missed = await reader.say(thread, 'Where were you?');
  await newsroom.startApp();
  await newsroom.until(({ comments }) =>
    expect(comments).toMatchObject([
      { id: edited.id, html: expect.stringContaining('Before') as unknown },
      { id: liked.id, reactions: [{ emoji: '🎉', count: 1 }] },
      { id: missed.id },
    ]),
  );
});

test('all missed replies, however many, are on the page after a start, in order', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.stopApp();
  const missed: string[] = [];
  for (let index = 0; index < 230; index += 1) {
    missed.push((await newsroom.person('reader').say(thread, `Missed ${index}`)).id);
  }
  await newsroom.startApp();
  await newsroom.until(({ count }) => expect(count).toBe(missed.length));
  const pages = [1, 2, 3].map((page) => newsroom.json('bridge', `?size=100&page=${page}`));
  expect((await Promise.all(pages)).flatMap(({ comments }) => comments.map(({ id }) => id))).toEqual(missed);
});

test('replies in a thread that was archived when the bot started are not lost', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.person('owner').archive(thread);
  await newsroom.stopApp();
  await newsroom.startApp();
  const { id } = await newsroom.person('reader').say(thread, 'Still here');
  await newsroom.until(({ comments }) => expect(comments).toMatchObject([{ id }]));
  await newsroom.person('reader').edit(id, 'Still there');
  await newsroom.until(({ comments }) => expect(comments[0]?.html).toContain('Still there'));
});

test('a lost event is recovered when a new session begins', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.drive('fault', { kind: 'drop-event', event: 'MESSAGE_CREATE' });
  const { id } = await newsroom.person('reader').say(thread, 'Lost on the way');
  await newsroom.drive('fault', { kind: 'invalid-session' });
  await newsroom.until(({ comments }) => expect(comments).toMatchObject([{ id }]));
});

test('a duplicate event leaves one comment, and a delete before its create leaves none', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  await newsroom.drive('fault', { kind: 'double-event', event: 'MESSAGE_CREATE' });
  const twice = await reader.say(thread, 'Twice');
  await newsroom.drive('fault', { kind: 'reorder-events', event: 'MESSAGE_CREATE' });
  const gone = await reader.say(thread, 'Deleted before it was created');
  await reader.delete(gone.id);
  const last = await reader.say(thread, 'The last');
  await newsroom.until(({ comments }) => expect(comments.map(({ id }) => id)).toEqual([twice.id, last.id]));
  expect((await newsroom.json()).count).toBe(2);
});

test('a connection that Discord closes is resumed and every missed reply is there once', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.drive('fault', { kind: 'close', code: 4000 });
  const ids: string[] = [];
  for (const words of ['one', 'two', 'three']) ids.push((await newsroom.person('reader').say(thread, words)).id);
  await newsroom.until(({ comments }) => expect(comments.map(({ id }) => id)).toEqual(ids));
});
