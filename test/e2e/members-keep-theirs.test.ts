import { MessageFlags } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { startNewsroom } from '../helpers/newsroom.ts';

test('Keep mine on Discord takes a member’s comments off the page, and what they write later stays off', async () => {
  await using newsroom = await startNewsroom();
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  await reader.say(thread, 'Mine');
  const theirs = await newsroom.person('guest').say(thread, 'Somebody else’s');
  await newsroom.until(({ count }) => expect(count).toBe(2));
  const { replies } = await reader.click(thread, 'consent:keep');
  expect((replies[0]?.flags ?? 0) & MessageFlags.Ephemeral).toBeTruthy();
  expect(replies[0]?.content).toContain('Your reply is off the page');
  await newsroom.until(({ comments, discordOnly }) => {
    expect(comments.map(({ id }) => id)).toEqual([theirs.id]);
    expect(discordOnly).toBe(1);
  });
  await reader.say(thread, 'Also mine');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(2));
  expect(await (await newsroom.get('/articles/bridge')).text()).not.toContain('Also mine');
});

test('the choice can be undone: what was held is fetched from Discord and shown again', async () => {
  await using newsroom = await startNewsroom();
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  const first = await reader.say(thread, 'Before');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await reader.click(thread, 'consent:keep');
  const second = await reader.say(thread, 'Between');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(2));
  const { replies } = await reader.click(thread, 'consent:publish');
  expect(replies[0]?.content).toContain('Your 2 replies are on');
  await newsroom.until(({ comments, discordOnly }) => {
    expect(comments.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(discordOnly).toBe(0);
  });
});
