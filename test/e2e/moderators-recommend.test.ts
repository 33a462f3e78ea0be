import { PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { RefusedError } from '../../src/cli/drive-sandbox.ts';
import { agreedComment, oneComment } from '../helpers/comments.ts';
import { fillIn } from '../helpers/modals.ts';
import { startNewsroom, type Newsroom } from '../helpers/newsroom.ts';
import { withSettings } from '../helpers/settings.ts';

const RECOMMEND = 'Recommend on site';

test('a moderator recommends a comment with a note, and the same again undoes it', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { id } = await oneComment(newsroom);
  const moderator = newsroom.person('moderator');
  const { modal } = await moderator.menu(id, RECOMMEND);
  const { replies } = await moderator.submit(modal?.custom_id ?? '', { note: 'Read this one first.' });
  expect(replies[0]?.content).toContain('Recommended');
  const { recommended } = await newsroom.until((json) => expect(json.recommended).toHaveLength(1));
  expect(recommended[0]).toMatchObject({ id, recommended: { note: 'Read this one first.' } });

  const undone = await moderator.menu(id, RECOMMEND);
  expect(undone.modal).toBeNull();
  expect(undone.replies[0]?.content).toContain('no longer recommended');
  await newsroom.until((json) => expect(json.recommended).toEqual([]));
});

test('a recommended comment stands above the others on every page', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  const { id } = await reader.say(thread, 'The one to read');
  for (let count = 1; count < 4; count += 1) await reader.say(thread, `Another ${count}`);
  await newsroom.until(({ count }) => expect(count).toBe(4));
  const moderator = newsroom.person('moderator');
  const { modal } = await moderator.menu(id, RECOMMEND);
  await moderator.submit(modal?.custom_id ?? '', {});
  await newsroom.until((json) => expect(json.recommended).toHaveLength(1));
  const second = await (await newsroom.get('/articles/bridge?size=2&page=2')).text();
  expect(second).toContain('The one to read');
});

test('recommending a comment its author has not agreed to show is refused with the reason', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  await reader.click(thread, 'consent:keep');
  const { id } = await reader.say(thread, 'Only for you here');
  const { replies, modal } = await newsroom.person('moderator').menu(id, RECOMMEND);
  expect(modal).toBeNull();
  expect(replies[0]?.content).toContain('its author has not agreed');
});

test('members who are not moderators cannot recommend, even where they see the command', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { id } = await oneComment(newsroom, { content: 'Mine is best' });
  await expect(newsroom.person('reader').menu(id, RECOMMEND)).rejects.toBeInstanceOf(RefusedError);
});

test('a note has at most 300 characters, and can mention nobody', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { id } = await oneComment(newsroom);
  const moderator = newsroom.person('moderator');
  const { modal } = await moderator.menu(id, RECOMMEND);
  await expect(moderator.submit(modal?.custom_id ?? '', { note: 'x'.repeat(301) })).rejects.toBeInstanceOf(
    RefusedError,
  );
  await moderator.submit(modal?.custom_id ?? '', { note: `@everyone <b>${'x'.repeat(285)}</b>`.slice(0, 300) });
  await newsroom.until((json) => expect(json.recommended[0]?.recommended?.note).toHaveLength(300));
  const page = await (await newsroom.get('/articles/bridge')).text();
  expect(page).toContain('Recommended by a moderator');
  expect(page).not.toContain('<b>xxx');
});

test('the 21st recommendation removes the oldest one and says so', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const ids: string[] = [];
  for (let index = 0; index < 21; index += 1) ids.push((await newsroom.person('reader').say(thread, `No ${index}`)).id);
  await newsroom.until(({ count }) => expect(count).toBe(21));
  const moderator = newsroom.person('moderator');
  const answers: string[] = [];
  for (const id of ids) {
    const { modal } = await moderator.menu(id, RECOMMEND);
    answers.push((await moderator.submit(modal?.custom_id ?? '', {})).replies[0]?.content ?? '');
  }
  expect(answers.at(-2)).not.toContain('was removed');
  expect(answers.at(-1)).toContain('the oldest recommendation was removed');
  const { recommended } = await newsroom.until((json) => expect(json.recommended[0]?.id).toBe(ids[20]));
  expect(recommended.map(({ id }) => id)).toEqual(ids.slice(1).toReversed());
});

test('a moderator who lost the role while writing the note is refused', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { id } = await oneComment(newsroom);
  const moderator = newsroom.person('moderator');
  const { modal } = await moderator.menu(id, RECOMMEND);
  const deny = [{ id: 'Moderator', type: 0, allow: '0', deny: String(PermissionFlagsBits.ManageMessages) }];
  await newsroom.drive('channel', { as: 'owner', channel: newsroom.news, overwrites: deny });
  const { replies } = await moderator.submit(modal?.custom_id ?? '', {});
  expect(replies[0]?.content).toContain('Only moderators can do this');
  expect((await newsroom.json()).recommended).toEqual([]);
});

test('a moderator who was timed out while writing the note is refused', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { id } = await oneComment(newsroom);
  const moderator = newsroom.person('moderator');
  const { modal } = await moderator.menu(id, RECOMMEND);
  await moderator.do('member', { timeout: 600 });
  const { replies } = await moderator.submit(modal?.custom_id ?? '', {});
  expect(replies[0]?.content).toContain('Only moderators can do this');
  expect((await newsroom.json()).recommended).toEqual([]);
});

const pageOf = async (newsroom: Newsroom): Promise<string> => (await newsroom.get('/articles/bridge')).text();

test('a moderator who agreed to be shown is named with what they recommend and pin, even without replies, until forgotten', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const { thread } = await agreedComment(newsroom);
  const moderator = newsroom.person('moderator');
  const [{ id } = { id: '' }] = (await newsroom.json()).comments;
  await fillIn(moderator, await moderator.menu(id, RECOMMEND), {});
  await newsroom.until(({ recommended }) => expect(recommended[0]?.recommended?.by).toBe('a moderator'));
  expect(await newsroom.stored()).not.toContain('Milo');

  await moderator.click(thread, 'consent:publish');
  await moderator.menu(id, RECOMMEND);
  await fillIn(moderator, await moderator.menu(id, RECOMMEND), { note: 'Again' });
  await newsroom.until(({ recommended }) => expect(recommended[0]?.recommended?.by).toBe('Milo Moderator'));
  await moderator.pin(id);
  await newsroom.until(({ summary }) => expect(summary?.by).toBe('Milo Moderator'));
  expect(await pageOf(newsroom)).toContain('Milo Moderator');

  const { replies } = await moderator.command(newsroom.news, 'privacy forget');
  await moderator.click(replies[0]?.id ?? '', 'privacy:forget');
  await newsroom.until(({ recommended, summary }) =>
    expect([recommended[0]?.recommended?.by, summary?.by]).toEqual(['a moderator', 'a moderator']),
  );
  expect(await pageOf(newsroom)).not.toContain('Milo');
  expect(await newsroom.stored()).not.toContain('Milo');
});

const toldTo = async (newsroom: Newsroom, name: string) =>
  (await newsroom.drive<{ directs: { content: string }[] }>(`state?as=${name}`)).directs.map(({ content }) => content);

test('the author of a recommended comment is told privately, once', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { id } = await oneComment(newsroom);
  const moderator = newsroom.person('moderator');
  for (let time = 1; time <= 2; time += 1) {
    await fillIn(moderator, await moderator.menu(id, RECOMMEND), {});
    await newsroom.until(({ recommended }) => expect(recommended).toHaveLength(1));
    await moderator.menu(id, RECOMMEND);
    await newsroom.until(({ recommended }) => expect(recommended).toEqual([]));
  }
  const [told, ...others] = await toldTo(newsroom, 'reader');
  expect([told, others]).toEqual([expect.stringMatching(/“The Old Bridge Reopens”.*\/comments\/\d+$/u), []]);
});

test.each([
  ['the guild switched it off', (newsroom: Newsroom) => withSettings(newsroom, { tellsRecommended: false })],
  ['the member takes none', (newsroom: Newsroom) => newsroom.person('reader').do('member', { directs: false })],
])('nobody is told, and nothing is logged, where %s', async (_why, arrange) => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { id } = await oneComment(newsroom);
  await arrange(newsroom);
  const moderator = newsroom.person('moderator');
  const { replies } = await fillIn(moderator, await moderator.menu(id, RECOMMEND), {});
  expect(replies[0]?.content).toContain('Recommended');
  expect(await toldTo(newsroom, 'reader')).toEqual([]);
  expect(newsroom.logged.join()).not.toContain('Could not tell');
});
