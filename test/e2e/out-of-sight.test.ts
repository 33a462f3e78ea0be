import { expect, test, vi } from 'vitest';
import { startNewsroom, type Newsroom } from '../helpers/newsroom.ts';

const WORDS = 'Words of before';

const show = (newsroom: Newsroom, allowed: boolean): Promise<unknown> =>
  newsroom.person('owner').do('bot-permission', { channel: newsroom.news, permission: 'ViewChannel', allowed });

async function startWithComment(): Promise<Newsroom> {
  const newsroom = await startNewsroom({ policy: 'opt-out', environment: { RETENTION_DAYS: '30' } });
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, WORDS);
  await newsroom.until(({ count }) => expect(count).toBe(1));
  return newsroom;
}

const untilErased = (newsroom: Newsroom): Promise<void> =>
  vi.waitFor(async () => expect((await newsroom.stored()).includes(WORDS)).toBe(false), 8_000);

test('a channel that the bot cannot see keeps its comments for RETENTION_DAYS, and coming back stops the clock', async () => {
  await using newsroom = await startWithComment();
  for (let time = 1; time <= 2; time += 1) {
    await show(newsroom, false);
    await newsroom.until(({ discussion }) => expect(discussion).toBeNull());
    await newsroom.advance('29d');
    await show(newsroom, true);
    await newsroom.until(({ count }) => expect(count).toBe(1));
  }
  await show(newsroom, false);
  await newsroom.until(({ discussion }) => expect(discussion).toBeNull());
  await newsroom.advance('31d');
  await untilErased(newsroom);
});

test('of a guild that removed the bot all comments are erased after RETENTION_DAYS, and none before', async () => {
  await using first = await startWithComment();
  await first.stopApp();
  await using second = await startNewsroom({ policy: 'opt-out', environment: { STORE_URL: first.storeUrl } });
  await vi.waitFor(async () => expect((await second.json()).discussion).toBeNull(), 8_000);
  await second.advance('29d');
  await second.until(({ discussion }) => expect(discussion).toBeNull());
  expect((await first.stored()).includes(WORDS)).toBe(true);
  await second.advance('2d');
  await untilErased(second);
});
