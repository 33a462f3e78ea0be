import { expect, test } from 'vitest';
import { startNewsroom } from '../helpers/newsroom.ts';

test('a member who takes a moderator’s name has no moderator’s badge, and no name disturbs what stands around it', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const marks = '\u0301'.repeat(32);
  await newsroom.drive('member', { as: 'moderator', nick: 'Mo the Editor' });
  await newsroom.drive('member', { as: 'reader', nick: 'Mo the Editor' });
  await newsroom.drive('member', { as: 'guest', nick: `\u202Erotide${marks}\u2066<b>` });
  await newsroom.person('moderator').say(thread, 'I am the moderator');
  await newsroom.person('reader').say(thread, 'So am I');
  await newsroom.person('guest').say(thread, 'And I');
  const { comments } = await newsroom.until(({ count }) => expect(count).toBe(3));
  expect(comments.map(({ author }) => author?.name)).toEqual([
    'Mo the Editor',
    'Mo the Editor',
    `rotide${'\u0301'.repeat(4)}<b>`,
  ]);
  const page = await (await newsroom.get('/articles/bridge')).text();
  const [, ...shown] = page.split('id="comment-');
  expect(shown.map((part) => part.includes('class="badge">Moderator<'))).toEqual([true, false, false]);
  expect(page).not.toMatch(/[\u202A-\u202E\u2066-\u2069]|\u0301{5}|<b>/);
});
