import { expect, test } from 'vitest';
import { startNewsroom } from '../helpers/newsroom.ts';

test('a member with a moderator’s name gets no badge, and no name breaks the text around it', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const marks = '\u0301'.repeat(20);
  await newsroom.drive('member', { as: 'moderator', nick: 'Mo the Editor' });
  await newsroom.drive('member', { as: 'reader', nick: 'Mo the Editor' });
  await newsroom.drive('member', { as: 'guest', nick: `\u202Erotide${marks}\u2066<b>` });
  await newsroom.drive('member', { as: 'owner', nick: '\u0301'.repeat(32) });
  await newsroom.person('moderator').say(thread, 'I am the moderator');
  await newsroom.person('reader').say(thread, 'So am I');
  await newsroom.person('guest').say(thread, 'And I');
  await newsroom.person('owner').say(thread, 'Not I');
  const { comments } = await newsroom.until(({ count }) => expect(count).toBe(4));
  expect(comments.map(({ author }) => author?.name)).toEqual([
    'Mo the Editor',
    'Mo the Editor',
    `rotide${'\u0301'.repeat(4)}<b>`,
    'a moderator', // of a name that is nothing but marks, none is left
  ]);
  const page = await (await newsroom.get('/articles/bridge')).text();
  const [, ...shown] = page.split('id="comment-');
  expect(shown.map((part) => part.includes('class="badge">Moderator<'))).toEqual([true, false, false, true]);
  expect(page).not.toMatch(/[\u202A-\u202E\u2066-\u2069]|\u0301{5}|<b>/);
});
