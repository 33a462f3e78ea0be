import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, test, vi } from 'vitest';
import type { CommentJson } from '../helpers/comments-json.ts';
import { startNewsroom, type Newsroom } from '../helpers/newsroom.ts';

const MESSAGES = 'GET /channels/{channel_id}/messages';
const CHANNEL = 'GET /channels/{channel_id}';

/** A newsroom with a discussion that shows so many comments; ids oldest first. */
async function startWithComments(count: number) {
  const newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    ids.push((await newsroom.person('reader').say(thread, `Words ${index}`)).id);
  }
  await newsroom.until((json) => expect(json.count).toBe(count));
  return { newsroom, thread, ids };
}

const caughtUp = ({ logged }: Newsroom): number =>
  logged.filter((line) => line.startsWith('Caught up with Discord')).length;

/** Lets something happen while the bot is away; answers when it is back and says that it has caught up. */
async function whileAway(newsroom: Newsroom, change: () => Promise<unknown>): Promise<void> {
  await newsroom.stopApp();
  await change();
  const before = caughtUp(newsroom);
  await newsroom.startApp();
  await vi.waitFor(() => expect(caughtUp(newsroom)).toBe(before + 1), { timeout: 15_000, interval: 20 });
}

/** All comments of the page, oldest first. */
async function comments(newsroom: Newsroom): Promise<CommentJson[]> {
  const { pages } = await newsroom.json('bridge', '?size=100');
  const each = Array.from({ length: pages }, (_, index) => newsroom.json('bridge', `?size=100&page=${index + 1}`));
  return (await Promise.all(each)).flatMap((page) => page.comments);
}

const shown = async (newsroom: Newsroom): Promise<string[]> => (await comments(newsroom)).map(({ id }) => id);

/** Answers to one of the bot's requests about a thread, in order. */
const answers = async (newsroom: Newsroom, operation: string, thread: string): Promise<unknown[]> =>
  (await newsroom.journal()).entries
    .filter(
      ({ kind, what, detail }) => kind === 'request' && what === operation && String(detail['path']).includes(thread),
    )
    .map(({ detail }) => detail['answer']);

describe('messages deleted while the bot was offline', () => {
  test('the newest, the oldest and finally all are off the page after a start', async () => {
    const { newsroom, ids } = await startWithComments(4);
    await using _ = newsroom;
    const [first = '', second = '', third = '', last = ''] = ids;
    const reader = newsroom.person('reader');
    await whileAway(newsroom, () => reader.delete(last));
    expect(await shown(newsroom)).toEqual([first, second, third]);
    await whileAway(newsroom, () => reader.delete(first));
    expect(await shown(newsroom)).toEqual([second, third]);
    await whileAway(newsroom, () => newsroom.person('owner').delete(second, third));
    expect(await shown(newsroom)).toEqual([]);
  }, 30_000);

  test('the very first of a thread is not counted after a start', async () => {
    await using newsroom = await startNewsroom({ policy: 'opt-out' });
    const [owner, reader] = [newsroom.person('owner'), newsroom.person('reader')];
    const { thread } = await owner.do<{ thread: string }>('open-thread', {
      channel: newsroom.news,
      name: 'The bridge',
    });
    const first = await reader.say(thread, 'The first');
    await reader.say(thread, 'The second');
    await newsroom.person('moderator').command(thread, 'discussion attach', { article: 'bridge' });
    await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(2));
    await whileAway(newsroom, () => reader.delete(first.id));
    expect((await newsroom.json()).discordOnly).toBe(1);
  }, 30_000);

  test('the newest is off the page after a gap that ended in a new session', async () => {
    const { newsroom, ids } = await startWithComments(3);
    await using _ = newsroom;
    await newsroom.fault({ kind: 'drop-event', event: 'MESSAGE_DELETE' });
    await newsroom.person('reader').delete(ids[2] ?? '');
    await newsroom.fault({ kind: 'invalid-session' });
    await vi.waitFor(async () => expect(await shown(newsroom)).toEqual(ids.slice(0, 2)), 15_000);
  }, 30_000);

  test('no comment counts as deleted because many other messages follow it', async () => {
    const { newsroom, thread, ids } = await startWithComments(60);
    await using _ = newsroom;
    const guest = newsroom.person('guest');
    await guest.command(newsroom.news, 'privacy keep');
    for (let index = 0; index < 70; index += 1) await guest.say(thread, `Not for the page ${index}`);
    await whileAway(newsroom, () => newsroom.person('reader').delete(ids[4] ?? ''));
    expect(await shown(newsroom)).toEqual(ids.filter((id) => id !== ids[4]));
  }, 30_000);

  test('no comment counts as deleted because the bot lost Read Message History while reading', async () => {
    const { newsroom, thread, ids } = await startWithComments(3);
    await using _ = newsroom;
    const history = (allowed: boolean) =>
      newsroom
        .person('owner')
        .do('bot-permission', { channel: newsroom.news, permission: 'ReadMessageHistory', allowed });
    await newsroom.stopApp();
    await history(false);
    await newsroom.startApp();
    await newsroom.fault({ kind: 'delay', route: MESSAGES, milliseconds: 500 });
    await history(true);
    const isDelayed = async () =>
      (await newsroom.journal()).entries.some(({ kind, what }) => kind === 'fault' && what === MESSAGES);
    await vi.waitFor(async () => expect(await isDelayed()).toBe(true));
    await newsroom.fault({ kind: 'drop-event', event: 'CHANNEL_UPDATE' });
    await history(false);
    await vi.waitFor(async () => expect((await answers(newsroom, MESSAGES, thread)).at(-1)).toEqual([]));
    const asked = `${MESSAGES}/{message_id}`;
    await vi.waitFor(async () =>
      expect((await answers(newsroom, asked, thread)).at(-1)).toMatchObject({ code: 50001 }),
    );
    await history(true);
    await newsroom.person('guest').say(thread, 'The last');
    await newsroom.until(({ count }) => expect(count).toBe(4));
    expect((await shown(newsroom)).slice(0, 3)).toEqual(ids);
  }, 30_000);
});

/** Edits, deletes and reacts to three of the oldest comments. */
async function changeOldest(newsroom: Newsroom, [edited = '', deleted = '', liked = '']: readonly string[]) {
  const reader = newsroom.person('reader');
  await reader.edit(edited, 'Quite other words');
  await reader.delete(deleted);
  await newsroom.person('guest').react(liked, '🎉');
}

async function expectOldestChanged(newsroom: Newsroom, [edited, , liked, ...rest]: readonly string[]) {
  const all = await comments(newsroom);
  expect(all.map(({ id }) => id)).toEqual([edited, liked, ...rest]);
  expect(all[0]?.html).toContain('Quite other words');
  expect(all[1]?.reactions).toEqual([{ emoji: '🎉', count: 1 }]);
}

test('edits, deletions and reactions are caught up for all comments, not only the latest hundred', async () => {
  const { newsroom, ids } = await startWithComments(230);
  await using _ = newsroom;
  await whileAway(newsroom, () => changeOldest(newsroom, ids));
  await expectOldestChanged(newsroom, ids);
}, 60_000);

test('a thread archived in the meantime is caught up too, and not read again while it stays unchanged', async () => {
  const { newsroom, thread, ids } = await startWithComments(130);
  await using _ = newsroom;
  const owner = newsroom.person('owner');
  await whileAway(newsroom, async () => {
    await changeOldest(newsroom, ids);
    await owner.archive(thread);
  });
  await expectOldestChanged(newsroom, ids);

  const read = async () => (await answers(newsroom, MESSAGES, thread)).length;
  const before = await read();
  await whileAway(newsroom, () => Promise.resolve());
  expect(await read()).toBe(before);

  const [edited = '', , liked = ''] = ids;
  await whileAway(newsroom, () => newsroom.person('reader').delete(liked));
  expect(await shown(newsroom)).toEqual([edited, ...ids.slice(3)]);
  await whileAway(newsroom, async () => {
    await owner.archive(thread, false);
    await newsroom.person('reader').edit(edited, 'Words of the end');
    await owner.archive(thread);
  });
  expect((await comments(newsroom))[0]?.html).toContain('Words of the end');
}, 60_000);

test('a start reads each thread once', async () => {
  const { newsroom, thread } = await startWithComments(3);
  await using _ = newsroom;
  const count = async () => [
    (await answers(newsroom, CHANNEL, thread)).length,
    (await answers(newsroom, MESSAGES, thread)).length,
  ];
  const before = await count();
  await whileAway(newsroom, () => Promise.resolve());
  const after = await count();
  expect(after.map((each, index) => each - (before[index] ?? 0))).toEqual([1, 2]);
}, 30_000);

test('catching up resumes where it stopped and rereads what changed since', async () => {
  const { newsroom, thread, ids } = await startWithComments(330);
  await using _ = newsroom;
  const [edited = '', deleted = ''] = ids;
  const reader = newsroom.person('reader');
  await newsroom.stopApp();
  await reader.edit(edited, 'Quite other words');
  const before = (await answers(newsroom, MESSAGES, thread)).length;
  const pages = async () => (await answers(newsroom, MESSAGES, thread)).slice(before) as (readonly APIMessage[])[]; // newest first
  await newsroom.startApp();
  await vi.waitFor(async () => expect((await pages()).length).toBeGreaterThanOrEqual(4), {
    timeout: 8_000,
    interval: 5,
  });
  const recent = ids.at(-150) ?? ''; // has been read back by then
  await whileAway(newsroom, async () => {
    await reader.delete(recent);
    await reader.delete(deleted);
  });
  const [, , , , , , resumed = []] = await pages(); // missed, latest, two back; missed, latest, and on
  expect(Number(resumed[0]?.id)).toBeLessThan(Number(ids[150]));
  expect(await shown(newsroom)).toEqual(ids.filter((id) => id !== recent && id !== deleted));
  expect((await comments(newsroom))[0]?.html).toContain('Quite other words');
}, 60_000);

test('a channel that is visible again shows nothing deleted in the meantime, however old', async () => {
  const { newsroom, ids } = await startWithComments(130);
  await using _ = newsroom;
  const show = (allowed: boolean) =>
    newsroom.person('owner').do('bot-permission', { channel: newsroom.news, permission: 'ViewChannel', allowed });
  await show(false);
  await newsroom.until(({ discussion }) => expect(discussion).toBeNull());
  await newsroom.person('reader').delete(ids[1] ?? '');
  await newsroom.fault({ kind: 'delay', route: MESSAGES, milliseconds: 300, times: 3 });
  await show(true);
  const { count } = await newsroom.until(({ discussion }) => expect(discussion).not.toBeNull());
  expect(count).toBe(129);
}, 30_000);

test('a channel that becomes private while its thread is reread stays off the page', async () => {
  const { newsroom } = await startWithComments(1);
  await using _ = newsroom;
  const owner = newsroom.person('owner');
  const show = (allowed: boolean) =>
    owner.do('bot-permission', { channel: newsroom.news, permission: 'ViewChannel', allowed });
  await show(false);
  await newsroom.until(({ discussion }) => expect(discussion).toBeNull());
  const pins = 'GET /channels/{channel_id}/messages/pins'; // asked for when the messages are read
  const isDelayed = (route: string) => async () =>
    expect((await newsroom.journal()).entries).toContainEqual(expect.objectContaining({ kind: 'fault', what: route }));
  for (const route of [MESSAGES, pins]) await newsroom.fault({ kind: 'delay', route, milliseconds: 500 });
  await show(true);
  await vi.waitFor(isDelayed(MESSAGES));
  await owner.do('channel', { channel: newsroom.news, nsfw: true });
  await vi.waitFor(isDelayed(pins));
  expect((await newsroom.json()).discussion).toBeNull();
}, 30_000);
