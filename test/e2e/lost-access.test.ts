import { expect, test, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { startNewsroom, type Newsroom } from '../helpers/newsroom.ts';
import { withSettings } from '../helpers/settings.ts';
import { writerOf } from '../helpers/writer.ts';

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

test('a Discord outage at the start takes nothing off the page, and the bot catches up when it is over', async () => {
  await using newsroom = await startWithComment();
  await newsroom.stopApp();
  await newsroom.fault({ kind: 'drop-event', event: 'GUILD_CREATE' });
  await newsroom.startApp();
  const { discussion, count } = await newsroom.json();
  expect([discussion?.thread, count]).toEqual([expect.stringMatching(/^\d+$/), 1]);
  await newsroom.person('guest').say(discussion?.thread ?? '', 'Meanwhile');
  await newsroom.fault({ kind: 'invalid-session' });
  await newsroom.until((json) => expect(json.count).toBe(2));
  await newsroom.advance('31d');
  expect((await newsroom.json()).count).toBe(2);
}, 30_000);

/** Every key of a guild, without what it begins with. */
async function keysOf(newsroom: Newsroom, guild: string): Promise<string[]> {
  const store = await openStore(newsroom.storeUrl);
  const entries = await Array.fromAsync(store.iterate(`{${guild}}:`));
  await store.close();
  return entries.map(([key]) => key.slice(guild.length + 3));
}

test('after a guild removes the bot, everything but what keeps words off the page is erased after RETENTION_DAYS, not before', async () => {
  await using first = await startWithComment();
  const { guild } = first.sandbox;
  const idOf = async (name: string) =>
    (await first.state()).members.find(({ user }) => user.username === name)?.user.id ?? '';
  await first.person('reader').command(first.news, 'privacy publish');
  await first.person('guest').command(first.news, 'privacy keep');
  await withSettings(first, { homeChannel: first.news });
  const kept = `member:${await idOf('guest')}`;
  await first.stopApp();
  const before = (await keysOf(first, guild)).filter((key) => !key.startsWith('undo:')); // that ends after ten minutes
  expect(before).toEqual(
    expect.arrayContaining([kept, `member:${await idOf('reader')}`, 'guild', 'audited', 'audit:0']),
  );

  const environment = { STORE_URL: first.storeUrl, RETENTION_DAYS: '30' };
  await using second = await startNewsroom({ policy: 'opt-out', environment });
  await vi.waitFor(async () => expect((await second.json()).discussion).toBeNull(), 8_000);
  const untilLeft = async () => expect(await keysOf(second, guild)).toContain('left');
  await vi.waitFor(untilLeft, 8_000);
  await second.advance('29d');
  expect((await keysOf(second, guild)).filter((key) => key !== 'left')).toEqual(before);
  expect((await first.stored()).includes(WORDS)).toBe(true);
  await second.advance('2d');
  await untilErased(second);
  await vi.waitFor(async () => expect(await keysOf(second, guild)).toEqual([kept]), 8_000);
  for (const trace of ['Rosa', await idOf('reader')]) expect(await first.stored()).not.toContain(trace);
  await second.stopApp();
  const store = await openStore(first.storeUrl);
  const { members } = writerOf(store, 'opt-out');
  expect((await members.membership({ guild, user: await idOf('guest') })).consent?.choice).toBe('keep');
  await store.close();
});

test('a guild that takes the bot back within RETENTION_DAYS finds everything as it was', async () => {
  await using first = await startWithComment();
  const { guild } = first.sandbox;
  await withSettings(first, { homeChannel: first.news });
  await first.stopApp();
  {
    await using second = await startNewsroom({ policy: 'opt-out', environment: { STORE_URL: first.storeUrl } });
    await vi.waitFor(async () => expect(await keysOf(second, guild)).toContain('left'), 8_000);
  }
  await first.startApp();
  await first.until(({ count }) => expect(count).toBe(1));
  await vi.waitFor(async () => expect(await keysOf(first, guild)).not.toContain('left'), 8_000);
  await first.advance('31d');
  const marker = await first.person('guest').say((await first.json()).discussion?.thread ?? '', 'Marker');
  await first.until(({ comments }) => expect(comments.at(-1)?.id).toBe(marker.id));
  expect((await first.json()).count).toBe(2);
  expect(await keysOf(first, guild)).toContain('guild');
});
