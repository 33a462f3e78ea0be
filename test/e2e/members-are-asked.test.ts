import { MessageFlags } from 'discord-api-types/v10';
import { expect, test, vi } from 'vitest';
import { agreedComment } from '../helpers/comments.ts';
import { consentRequestsIn, customIds, startNewsroom, privateMessagesIn } from '../helpers/newsroom.ts';

test('who was not asked is asked by one silent message, and nothing of their words is on the page or in the store', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, 'An unpublished opinion');
  await newsroom.until(({ discordOnly, count }) => expect([discordOnly, count]).toEqual([1, 0]));
  const [asking, ...others] = await vi.waitFor(async () => {
    const found = await consentRequestsIn(newsroom, thread);
    expect(found).toHaveLength(1);
    return found;
  }, 8_000);
  expect(others).toEqual([]);
  expect((asking?.flags ?? 0) & MessageFlags.SuppressNotifications).toBeTruthy();
  expect(asking && customIds(asking)).toEqual(['consent:publish', 'consent:keep']);
  const page = await (await newsroom.get('/articles/bridge')).text();
  expect(page).toContain('1 reply is only on Discord.');
  expect(page).not.toContain('unpublished opinion');
  expect(await newsroom.stored()).not.toContain('unpublished opinion');
});

test('asked, agrees, appears: what was held and what comes later are on the page, and the asking message goes', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  const first = await reader.say(thread, 'Held');
  const asking = await vi.waitFor(async () => {
    const [found] = await consentRequestsIn(newsroom, thread);
    if (!found) throw new Error('Not asked yet');
    return found;
  }, 8_000);
  const { replies } = await reader.click(asking.id, 'consent:publish');
  expect((replies[0]?.flags ?? 0) & MessageFlags.Ephemeral).toBeTruthy();
  expect(replies[0]?.content).toContain('Your reply is on the page as Rosa Reader');
  const second = await reader.say(thread, 'And later');
  await newsroom.until(({ comments }) => expect(comments.map(({ id }) => id)).toEqual([first.id, second.id]));
  await vi.waitFor(async () => expect(await consentRequestsIn(newsroom, thread)).toEqual([]), 8_000);
});

test('who agrees hears how many are where under which name, and takes them all back with one press', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  for (const words of ['One', 'Two', 'Three']) await reader.say(thread, words);
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(3));
  const { replies } = await reader.click(thread, 'consent:publish');
  expect(replies[0]?.content).toBe(
    `Your 3 replies are on the page as Rosa Reader: ${newsroom.url}/articles/bridge#comments. New ones in article threads here will follow. To take them back, press a button or type /privacy keep in any channel.`,
  );
  expect(replies[0] && customIds(replies[0])).toEqual(['consent:new', 'consent:keep']);
  await newsroom.until(({ count }) => expect(count).toBe(3));
  await reader.click(replies[0]?.id ?? '', 'consent:keep');
  await newsroom.until(({ count, discordOnly }) => expect([count, discordOnly]).toEqual([0, 0]));
});

test('keeps, never appears anywhere: not what was written before, not what comes', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  await reader.say(thread, 'Before');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
  await reader.click(thread, 'consent:keep');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(0));
  await reader.say(thread, 'After');
  const marker = await newsroom.person('guest').say(thread, 'Marker');
  await newsroom.person('guest').click(thread, 'consent:publish');
  await newsroom.until(({ comments }) => expect(comments.map(({ id }) => id)).toEqual([marker.id]));
  await reader.click(thread, 'consent:publish');
  const last = await reader.say(thread, 'Changed my mind');
  await newsroom.until(({ comments }) => expect(comments.map(({ id }) => id)).toEqual([marker.id, last.id]));
});

test('only new ones: what was shown before goes for good, what comes is shown', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const { thread, answer } = await agreedComment(newsroom);
  const reader = newsroom.person('reader');
  await reader.click(answer, 'consent:new');
  await newsroom.until(({ count }) => expect(count).toBe(0));
  const fresh = await reader.say(thread, 'New');
  await newsroom.until(({ comments }) => expect(comments.map(({ id }) => id)).toEqual([fresh.id]));
});

test('the asking message moves down for somebody new, but not within ten minutes, and its number is put right', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, 'One');
  const first = await vi.waitFor(async () => {
    const [found] = await consentRequestsIn(newsroom, thread);
    if (!found) throw new Error('Not asked yet');
    return found;
  }, 8_000);
  await newsroom.person('guest').say(thread, 'Two');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(2));
  expect((await consentRequestsIn(newsroom, thread)).map(({ id }) => id)).toEqual([first.id]);
  await newsroom.drive('clock', { advance: '11m' });
  await vi.waitFor(async () => {
    const [moved] = await consentRequestsIn(newsroom, thread);
    expect(moved?.content).toContain('2 members’ replies');
    expect(moved?.id).not.toBe(first.id);
  }, 8_000);
});

test('whatever was missed while the bot was away, catching up asks nobody', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  await newsroom.stopApp();
  await newsroom.person('reader').say(thread, 'Missed');
  await newsroom.startApp();
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
  await newsroom.drive('clock', { advance: '11m' });
  expect(await consentRequestsIn(newsroom, thread)).toEqual([]);
});

test('privacy show, export and forget: all that is stored is told, given and erased, and never comes back', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  const mine = await reader.say(thread, 'Unforgettable words');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
  await reader.click(thread, 'consent:publish');
  const answer = await newsroom.person('guest').say(thread, 'I disagree', { replyTo: mine.id });
  await newsroom.person('guest').click(thread, 'consent:publish');
  await newsroom.until(({ count }) => expect(count).toBe(2));

  const shown = await reader.command(newsroom.news, 'privacy show');
  expect(shown.replies[0]?.content).toContain('You agreed on');
  expect(shown.replies[0]?.content).toContain('One of your replies is shown');
  const exported = await reader.command(newsroom.news, 'privacy export');
  const file = exported.replies[0]?.attachments[0];
  expect(await (await fetch(file?.url ?? '')).text()).toContain('Unforgettable words');

  const asked = await reader.command(newsroom.news, 'privacy forget');
  await reader.click(asked.replies[0]?.id ?? '', 'privacy:forget');
  await newsroom.until(({ count, comments }) => {
    expect(count).toBe(1);
    expect(comments).toMatchObject([{ id: mine.id, deleted: true }, { id: answer.id }]);
  });
  const { members } = await newsroom.state();
  const userId = members.find(({ user }) => user.username === 'reader')?.user.id ?? '';
  await newsroom.stopApp();
  const stored = await newsroom.stored();
  for (const trace of ['Unforgettable words', 'Rosa Reader', userId]) expect(stored).not.toContain(trace);
  await newsroom.startApp();
  await reader.edit(mine.id, 'Unforgettable words, edited');
  await newsroom.person('guest').say(thread, 'Marker');
  await newsroom.until(({ count }) => expect(count).toBe(2));
  expect(await newsroom.stored()).not.toContain('Unforgettable');
  expect(await privateMessagesIn(newsroom, thread, 'guest')).not.toContain('Unforgettable');
});
