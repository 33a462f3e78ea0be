import { MessageFlags } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { postsIn, startNewsroom } from '../helpers/newsroom.ts';

test('Keep mine here takes a member’s comments off the page, and later replies are not even counted', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  await reader.say(thread, 'Mine');
  const theirs = await newsroom.person('guest').say(thread, 'Somebody else’s');
  await newsroom.until(({ count }) => expect(count).toBe(2));
  const { replies } = await reader.click(thread, 'consent:keep');
  expect((replies[0]?.flags ?? 0) & MessageFlags.Ephemeral).toBeTruthy();
  expect(replies[0]?.content).toContain('Your replies stay on Discord');
  await reader.say(thread, 'Also mine');
  const after = await newsroom.person('guest').say(thread, 'And one more');
  await newsroom.until(({ comments, discordOnly }) => {
    expect(comments.map(({ id }) => id)).toEqual([theirs.id, after.id]);
    expect(discordOnly).toBe(0);
  });
  expect(await (await newsroom.get('/articles/bridge')).text()).not.toContain('lso mine');
});

test('the choice can be changed: new replies are shown, but never those from before or during it', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const reader = newsroom.person('reader');
  const before = await reader.say(thread, 'Before');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await reader.click(thread, 'consent:keep');
  const between = await reader.say(thread, 'Between');
  await reader.click(thread, 'consent:publish');
  for (const { id } of [before, between]) await reader.edit(id, 'Edited afterwards');
  const after = await reader.say(thread, 'After');
  await newsroom.until(({ comments }) => expect(comments.map(({ id }) => id)).toEqual([after.id]));
});

test('where a closed discussion’s buttons do not work, /privacy does the same from any channel', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const [owner, reader] = [newsroom.person('owner'), newsroom.person('reader')];
  await owner.command(newsroom.news, 'article', { article: 'bridge', channel: 'articles' });
  const thread = (await newsroom.json()).discussion?.thread ?? '';
  await reader.say(thread, 'Mine');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
  await owner.lock(thread);
  const [starter] = await postsIn(newsroom, thread);
  expect(starter?.content).toContain('or type /privacy publish in any channel');
  await expect(reader.click(starter?.id ?? '', 'consent:publish')).rejects.toThrow('Thread is locked');
  const { replies } = await reader.command(newsroom.news, 'privacy publish');
  expect(replies[0]?.content).toContain('type /privacy keep in any channel');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await reader.command(newsroom.news, 'privacy keep');
  await newsroom.until(({ count, discordOnly }) => expect([count, discordOnly]).toEqual([0, 0]));
});
