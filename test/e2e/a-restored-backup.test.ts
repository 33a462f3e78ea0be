import { copyFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { startNewsroom, type Newsroom } from '../helpers/newsroom.ts';

const HIDE = 'Hide from site';

/** Copies the store; what it answers puts the copy in its place, as if nothing had been since. */
async function backUp(newsroom: Newsroom): Promise<() => Promise<void>> {
  const file = newsroom.storeUrl.replace('sqlite:', '');
  await newsroom.stopApp();
  await copyFile(file, `${file}.backup`);
  await newsroom.startApp();
  return async () => {
    await newsroom.stopApp();
    await copyFile(`${file}.backup`, file);
    await newsroom.startApp();
  };
}

test('decisions made since a backup still hold after it is restored, from the first page on', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const [reader, guest, moderator] = [
    newsroom.person('reader'),
    newsroom.person('guest'),
    newsroom.person('moderator'),
  ];
  const hide = async (id: string) => {
    const { modal } = await moderator.menu(id, HIDE);
    await moderator.submit(modal?.custom_id ?? '', { reason: 'rude' });
  };
  await reader.say(thread, 'Kept later');
  const hiddenLater = await guest.say(thread, 'Hidden later');
  const shownLater = await guest.say(thread, 'Shown later');
  await newsroom.until(({ count }) => expect(count).toBe(3));
  await hide(shownLater.id);
  await newsroom.until(({ count }) => expect(count).toBe(2));
  const restore = await backUp(newsroom);

  await reader.click(thread, 'consent:keep');
  await hide(hiddenLater.id);
  await moderator.menu(shownLater.id, HIDE);
  const never = await guest.say(thread, 'Hidden at once');
  await newsroom.until(({ count }) => expect(count).toBe(2));
  await hide(never.id);
  await newsroom.until(({ comments }) => expect(comments.map(({ id }) => id)).toEqual([shownLater.id]));

  await restore();
  const { comments: first } = await newsroom.json();
  expect(first.filter(({ id }) => id !== shownLater.id)).toEqual([]);
  await reader.say(thread, 'Kept, too');
  const last = await guest.say(thread, 'Last');
  const shown = await newsroom.until(({ comments }) => expect(comments.map(({ id }) => id)).toContain(last.id));
  expect(shown.comments.map(({ id }) => id)).toEqual([shownLater.id, last.id]);
});

test('replies from before a Keep stay off the page after a restored backup, even if later ones are shown', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  await reader.click(thread, 'consent:publish');
  const before = await reader.say(thread, 'Before');
  await newsroom.until(({ comments }) => expect(comments.map(({ id }) => id)).toEqual([before.id]));
  const restore = await backUp(newsroom);
  await reader.click(thread, 'consent:keep');
  await reader.say(thread, 'Between');
  await reader.click(thread, 'consent:publish');
  const after = await reader.say(thread, 'After');
  await newsroom.until(({ comments }) => expect(comments.map(({ id }) => id)).toEqual([after.id]));
  await restore();
  await newsroom.until(({ comments }) => expect(comments.map(({ id }) => id)).toEqual([after.id]));
});
