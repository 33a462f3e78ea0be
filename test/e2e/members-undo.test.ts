import type { APIMessage } from 'discord-api-types/v10';
import { copyFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { agreedComment } from '../helpers/comments.ts';
import { forgedButton } from '../helpers/forged.ts';
import { customIds, type Newsroom, startNewsroom } from '../helpers/newsroom.ts';

const undoOf = (message: APIMessage | undefined): string =>
  (message ? customIds(message) : []).find((id) => id.startsWith('consent:undo:')) ?? 'no Undo';

/** The reader agrees, then withdraws; answers what Undo is pressed on. */
async function withdrawn(newsroom: Newsroom, customId = 'consent:keep') {
  const { thread, answer } = await agreedComment(newsroom);
  const { replies } = await newsroom.person('reader').click(answer, customId);
  await newsroom.until(({ count }) => expect(count).toBe(0));
  const [withdrawal] = replies;
  return { thread, answer, withdrawal, message: withdrawal?.id ?? '', undo: undoOf(withdrawal) };
}

test.each(['consent:keep', 'consent:new'])(
  'after %s nothing is shown, counted or stored in words, and Undo brings everything back, also after a restart',
  async (customId) => {
    await using newsroom = await startNewsroom({ policy: 'ask' });
    const { withdrawal, message, undo } = await withdrawn(newsroom, customId);
    expect(withdrawal?.content).toContain('Undo works until <t:');
    expect((await newsroom.json()).discordOnly).toBe(0);
    expect(await newsroom.stored()).not.toContain('Old');
    await newsroom.stopApp();
    await newsroom.startApp();
    const { replies } = await newsroom.person('reader').click(message, undo);
    expect(replies[0]?.content).toMatch(/^Undone.*Your reply is on the page/u);
    await newsroom.until(({ comments }) => expect(comments.map(({ html }) => html).join()).toContain('Old'));
    const again = await newsroom.person('reader').click(message, undo);
    expect(again.replies[0]?.content).toContain('nothing to undo');
    expect((await newsroom.json()).count).toBe(1);
  },
);

test('a Keep before any other choice is undone to no choice: the reply waits again', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  await reader.say(thread, 'Waiting');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
  const { replies } = await reader.command(newsroom.news, 'privacy keep');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(0));
  const undone = await reader.click(replies[0]?.id ?? '', undoOf(replies[0]));
  expect(undone.replies[0]?.content).toContain('You have not chosen');
  await newsroom.until(({ count, discordOnly }) => expect([count, discordOnly]).toEqual([0, 1]));
  await reader.click(undone.replies[0]?.id ?? '', 'consent:publish');
  await newsroom.until(({ count }) => expect(count).toBe(1));
});

test('after ten minutes an undo is refused with what to do instead, and no id is left', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const { thread, message, undo } = await withdrawn(newsroom);
  const { id } = await newsroom.person('reader').say(thread, 'Meanwhile');
  await newsroom.advance('601s');
  const { replies } = await newsroom.person('reader').click(message, undo);
  expect(replies[0]?.content).toContain('/privacy publish');
  await newsroom.advance('2h');
  const last = await newsroom.person('guest').say(thread, 'Last');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
  await newsroom.stopApp();
  const stored = await newsroom.stored();
  expect([stored.includes(id), stored.includes(last.id)]).toEqual([false, true]);
});

test('nobody else’s press, and none after a forget or another choice, undoes anything', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const { thread, message, undo } = await withdrawn(newsroom);
  const [reader, guest] = [newsroom.person('reader'), newsroom.person('guest')];
  for (const customId of [undo, 'consent:undo:', 'consent:undo:NaN', 'consent:undo:0', 'consent:undo:99999999999999']) {
    const { replies } = await guest.click(await forgedButton(newsroom, customId), customId);
    expect(replies[0]?.content).toMatch(/nothing to undo|ten minutes/u);
  }
  const { replies: asked } = await reader.command(newsroom.news, 'privacy forget');
  await reader.click(asked[0]?.id ?? '', 'privacy:forget');
  const forgotten = await reader.click(message, undo);
  expect(forgotten.replies[0]?.content).toContain('nothing to undo');
  await reader.click(thread, 'consent:publish');
  const shown = await reader.say(thread, 'New');
  await newsroom.until(({ comments }) => expect(comments.map(({ id }) => id)).toEqual([shown.id]));
  const { replies: kept } = await reader.click(thread, 'consent:keep');
  await reader.click(thread, 'consent:publish');
  const overtaken = await reader.click(kept[0]?.id ?? '', undoOf(kept[0]));
  expect(overtaken.replies[0]?.content).toContain('another choice');
  expect((await newsroom.json()).count).toBe(0);
});

test('an undo holds after a backup from before it is restored, and so does a withdrawal that is not undone', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const { message, undo, answer } = await withdrawn(newsroom);
  const file = newsroom.storeUrl.replace('sqlite:', '');
  const restoring = async () => {
    await newsroom.stopApp();
    await copyFile(`${file}.backup`, file);
    await newsroom.startApp();
  };
  await newsroom.stopApp();
  await copyFile(file, `${file}.backup`);
  await newsroom.startApp();
  await newsroom.person('reader').click(message, undo);
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await restoring();
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await newsroom.person('reader').click(answer, 'consent:new');
  await newsroom.until(({ count }) => expect(count).toBe(0));
  await restoring();
  expect((await newsroom.json()).count).toBe(0);
  await newsroom.person('guest').say((await newsroom.json()).discussion?.thread ?? '', 'Read by now');
  await newsroom.until(({ count, discordOnly }) => expect([count, discordOnly]).toEqual([0, 1]));
});

test('/privacy publish in an article’s thread leads to that article’s comments', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  await reader.say(thread, 'Mine');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
  const { replies } = await reader.command(thread, 'privacy publish');
  expect(replies[0]?.content).toContain('/articles/bridge#comments');
});
