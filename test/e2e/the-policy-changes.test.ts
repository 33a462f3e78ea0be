import { expect, test } from 'vitest';
import type { PublishPolicy } from '../../src/discussions/visibility.ts';
import { BRIDGE, postsIn, startNewsroom, type Newsroom } from '../helpers/newsroom.ts';

const ARTICLES = { 'bridge.md': BRIDGE, 'dam.md': '---\ntitle: The Dam\nslug: dam\n---\n\nWater.\n' };

async function choosePolicy(newsroom: Newsroom, policy: PublishPolicy): Promise<void> {
  const owner = newsroom.person('owner');
  const { replies } = await owner.command(newsroom.news, 'belowline setup');
  const buttons = ['setup:go:openers', 'setup:go:policy', `setup:set:policy:${policy}`];
  for (const button of buttons) await owner.click(replies[0]?.id ?? '', button);
}

const starterIn = async (newsroom: Newsroom, channel: string, thread: string): Promise<string> =>
  (await postsIn(newsroom, channel)).find(({ id }) => id === thread)?.content ?? '';

test('the starter message says what the guild’s policy does with replies and where its buttons are', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask', articles: ARTICLES });
  const asking = await starterIn(newsroom, newsroom.news, await newsroom.open());
  expect(asking).toContain('Replies in this thread stay on Discord unless you agree');
  expect(asking).toContain(
    `press “Show mine on Belowline” under this message in <#${newsroom.news}>, or type /privacy publish in any channel.`,
  );
  expect(asking).not.toContain('Keep mine');
  await choosePolicy(newsroom, 'opt-out');
  const post = await newsroom.open('dam', { channel: newsroom.forum });
  const telling = await starterIn(newsroom, post, post);
  expect(telling).toContain('Replies in this thread appear under the article on Belowline');
  expect(telling).toContain(
    'To keep yours on Discord, press “Keep mine here” below, or type /privacy keep in any channel.',
  );
});

test('a discussion opened while the guild asked keeps asking when the guild no longer does', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask', articles: ARTICLES });
  const thread = await newsroom.open();
  await choosePolicy(newsroom, 'opt-out');
  const held = await newsroom.person('reader').say(thread, 'Told that this stays on Discord');
  await newsroom.until(({ count, discordOnly }) => expect([count, discordOnly]).toEqual([0, 1]));
  await newsroom.person('reader').edit(held.id, 'Told that this stays here');
  const dam = await newsroom.open('dam');
  const told = await newsroom.person('reader').say(dam, 'Told that this is shown');
  await newsroom.until(({ comments }) => expect(comments.map(({ id }) => id)).toEqual([told.id]), 'dam');
  await newsroom.until(({ count, discordOnly }) => expect([count, discordOnly]).toEqual([0, 1]));
});

test('a discussion that announced showing replies asks as soon as its guild does, for good once someone replied', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const shown = await newsroom.person('reader').say(thread, 'Shown');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await choosePolicy(newsroom, 'ask');
  await choosePolicy(newsroom, 'opt-out');
  const alsoShown = await newsroom.person('reader').say(thread, 'Nobody replied meanwhile');
  await newsroom.until(({ count }) => expect(count).toBe(2));
  await choosePolicy(newsroom, 'ask');
  await newsroom.person('guest').say(thread, 'Held');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
  await choosePolicy(newsroom, 'opt-out');
  await newsroom.person('moderator').say(thread, 'Held as well');
  await newsroom.until(({ comments, discordOnly }) => {
    expect(comments.map(({ id }) => id)).toEqual([shown.id, alsoShown.id]);
    expect(discordOnly).toBe(2);
  });
});
