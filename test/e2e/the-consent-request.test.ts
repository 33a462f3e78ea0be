import { MessageFlags, type APIMessage } from 'discord-api-types/v10';
import { expect, test, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { consentRequestsIn, BRIDGE, postsIn, startNewsroom, type Newsroom } from '../helpers/newsroom.ts';
import { writerOf } from '../helpers/writer.ts';

const ARTICLES = { 'bridge.md': BRIDGE, 'dam.md': '---\ntitle: The Dam\nslug: dam\n---\n\nWater.\n' };

/** Waits until the thread has one asking message, with these words, and answers it. */
const asked = (newsroom: Newsroom, thread: string, words = 'One member’s replies are'): Promise<APIMessage> =>
  vi.waitFor(
    async () => {
      await newsroom.advance('2s'); // replies are gathered
      const [asking, ...others] = await consentRequestsIn(newsroom, thread);
      expect(others).toEqual([]);
      expect(asking?.content).toContain(words);
      if (!asking) throw new Error('Not asked yet');
      return asking;
    },
    { timeout: 8_000, interval: 100 },
  );

const goes = (newsroom: Newsroom, thread: string): Promise<void> =>
  vi.waitFor(
    async () => {
      await newsroom.advance('2s');
      expect(await consentRequestsIn(newsroom, thread)).toEqual([]);
    },
    { timeout: 8_000, interval: 100 },
  );

/** How often the bot asked Discord for this, each with the answer's status. */
const requests = async (newsroom: Newsroom, operation: string): Promise<readonly unknown[]> =>
  (await newsroom.journal()).entries.flatMap(({ kind, what, detail }) =>
    kind === 'request' && what === operation ? [detail['status']] : [],
  );

const EDIT = 'PATCH /channels/{channel_id}/messages/{message_id}';
const POST = 'POST /channels/{channel_id}/messages';

test('it pings nobody, is silent, and exists once even if sent twice', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  await newsroom.fault({ kind: 'reset-after', route: POST });
  await newsroom.person('reader').say(thread, 'Is anybody here?');
  const asking = await asked(newsroom, thread);
  expect((asking.flags ?? 0) & MessageFlags.SuppressNotifications).toBeTruthy();
  expect([asking.mentions, asking.mention_roles, asking.mention_everyone]).toEqual([[], [], false]);
});

test('it goes when the last undecided member deletes their replies', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  const { id } = await newsroom.person('reader').say(thread, 'Better not');
  await asked(newsroom, thread);
  await newsroom.person('reader').delete(id);
  await goes(newsroom, thread);
  expect(await requests(newsroom, POST)).toHaveLength((await postsIn(newsroom, thread)).length + 2); // the starter and it
});

test('after a moderator deletes it, it comes back only for a new member', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask', articles: ARTICLES });
  const [thread, other] = [await newsroom.open(), await newsroom.open('dam')];
  await newsroom.person('reader').say(thread, 'One');
  await newsroom.person('guest').say(thread, 'Two');
  const asking = await asked(newsroom, thread, '2 members’ replies are');
  await newsroom.person('moderator').delete(asking.id);
  await newsroom.person('guest').click(thread, 'consent:keep');
  await vi.waitFor(async () => {
    await newsroom.advance('2s');
    expect(await requests(newsroom, EDIT)).toContain(404);
  }, 8_000);
  await newsroom.advance('11m');
  await newsroom.person('reader').say(thread, 'Three, of one who was asked');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(2));
  await newsroom.person('reader').say(other, 'Looked at later than the first thread');
  await asked(newsroom, other);
  expect(await consentRequestsIn(newsroom, thread)).toEqual([]);
  await newsroom.person('owner').say(thread, 'Four, of somebody new');
  await asked(newsroom, thread, '2 members’ replies are');
});

test('one from before a restart goes once its members have answered', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, 'Before');
  const asking = await asked(newsroom, thread);
  await newsroom.stopApp();
  await newsroom.startApp();
  await newsroom.person('reader').click(asking.id, 'consent:publish');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await goes(newsroom, thread);
});

test('a move interrupted by a restart still happens on time, and asks nobody whose reply was missed', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, 'One');
  const first = await asked(newsroom, thread);
  await newsroom.person('guest').say(thread, 'Two');
  await vi.waitFor(async () => {
    await newsroom.advance('2s');
    expect(await newsroom.stored()).toContain('"movesFor"');
  }, 8_000);
  await newsroom.stopApp();
  await newsroom.startApp();
  expect((await consentRequestsIn(newsroom, thread)).map(({ id }) => id)).toEqual([first.id]);
  await newsroom.advance('10m');
  const moved = await asked(newsroom, thread, '2 members’ replies are');
  expect(moved.id).not.toBe(first.id);

  await newsroom.stopApp();
  await newsroom.person('owner').say(thread, 'Missed');
  await newsroom.startApp();
  await newsroom.advance('11m');
  expect((await asked(newsroom, thread, '3 members’ replies are')).id).toBe(moved.id);
});

test.each(['privacy:forget', 'consent:keep'])('after %s the pending move keeps no id of a reply', async (what) => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, 'One');
  await asked(newsroom, thread);
  const guest = newsroom.person('guest');
  const { id } = await guest.say(thread, 'Two');
  await vi.waitFor(async () => {
    await newsroom.advance('2s');
    expect(await newsroom.stored()).toContain('"movesFor"');
  }, 8_000);
  const { replies } = await guest.command(newsroom.news, 'privacy forget');
  await guest.click(what === 'privacy:forget' ? (replies[0]?.id ?? '') : thread, what);
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
  await newsroom.person('owner').say(thread, 'Three');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(2));
  await newsroom.stopApp();
  const store = await openStore(newsroom.storeUrl);
  const entries = await Array.fromAsync(store.iterate(''));
  await store.close();
  const holding = entries.filter(([key, value]) => key.includes(':asking:') && JSON.stringify(value).includes(id));
  expect(holding).toEqual([]);
});

test('one posted just as the process ended is found again, so there is never a second', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  const { id } = await newsroom.person('reader').say(thread, 'Before');
  const asking = await asked(newsroom, thread);
  await newsroom.stopApp();
  const store = await openStore(newsroom.storeUrl);
  const ref = { guild: newsroom.sandbox.guild, thread };
  await writerOf(store, 'ask').consentRequests.write(ref, { message: id, at: 0, count: 1, isPosting: true });
  await store.close();
  await newsroom.startApp();
  await newsroom.person('guest').say(thread, 'After');
  expect((await asked(newsroom, thread, '2 members’ replies are')).id).not.toBe(asking.id);
});

test('a thread archived in the meantime stays archived; the count is corrected with the next reply', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  const isArchived = async () =>
    (await newsroom.state()).channels.some(
      (channel) => channel.id === thread && 'thread_metadata' in channel && channel.thread_metadata?.archived,
    );
  await newsroom.person('reader').say(thread, 'One');
  const asking = await asked(newsroom, thread);
  await newsroom.person('guest').say(thread, 'Two');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(2));
  await newsroom.person('owner').archive(thread);
  const looks = (await requests(newsroom, 'GET /channels/{channel_id}')).length;
  await newsroom.advance('11m');
  await vi.waitFor(async () => {
    await newsroom.advance('2s');
    expect((await requests(newsroom, 'GET /channels/{channel_id}')).length).toBeGreaterThan(looks);
  }, 8_000);
  expect((await consentRequestsIn(newsroom, thread)).map(({ id }) => id)).toEqual([asking.id]);
  expect(await isArchived()).toBe(true);
  await newsroom.person('owner').say(thread, 'Three');
  await asked(newsroom, thread, '3 members’ replies are');
  expect(newsroom.logged.filter((line) => line.includes(thread))).toEqual([]);
});

test('after 30 days without an answer the ids are erased and the request goes', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  const { id } = await newsroom.person('reader').say(thread, 'Never answered');
  await asked(newsroom, thread);
  const { members } = await newsroom.state();
  const reader = members.find(({ user }) => user.username === 'reader')?.user.id ?? '';
  await newsroom.advance('29d');
  expect(await newsroom.stored()).toContain(reader);
  await newsroom.advance('2d');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(0));
  await goes(newsroom, thread);
  await newsroom.stopApp();
  const isNoted = async () => {
    const stored = await newsroom.stored();
    return [stored.includes(reader), stored.includes(`comment:${thread}:${id}`)];
  };
  expect(await isNoted()).toEqual([false, false]);
  await newsroom.startApp(); // and reads the thread again
  const later = await newsroom.person('guest').say(thread, 'Another');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
  expect([await isNoted(), (await newsroom.stored()).includes(later.id)]).toEqual([[false, false], true]);
});

test('ids whose 30 days end while the bot is offline are erased when it starts', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  const { id } = await newsroom.person('reader').say(thread, 'Never answered');
  await newsroom.until(({ discordOnly }) => expect(discordOnly).toBe(1));
  await newsroom.stopApp();
  await newsroom.advance('31d');
  await newsroom.startApp();
  expect((await newsroom.json()).discordOnly).toBe(0);
  await newsroom.stopApp();
  expect((await newsroom.stored()).includes(`comment:${thread}:${id}`)).toBe(false);
});

test('where the bot cannot write, members can still answer, and the log says so once', async () => {
  await using newsroom = await startNewsroom({ policy: 'ask' });
  const thread = await newsroom.open();
  const right = { channel: newsroom.news, permission: 'SendMessagesInThreads' };
  await newsroom.person('owner').do('bot-permission', { ...right, allowed: false });
  const tries = (await requests(newsroom, POST)).length;
  for (const [index, as] of ['reader', 'guest'].entries()) {
    await newsroom.person(as).say(thread, 'Unasked');
    await vi.waitFor(async () => {
      await newsroom.advance('2s');
      expect((await requests(newsroom, POST)).slice(tries)).toHaveLength(index + 1);
    }, 8_000);
  }
  expect(newsroom.logged.filter((line) => line.includes(`Could not ask the members in thread ${thread}`))).toHaveLength(
    1,
  );
  await newsroom.person('reader').click(thread, 'consent:publish');
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await newsroom.person('owner').do('bot-permission', { ...right, allowed: true });
  await newsroom.person('moderator').say(thread, 'Asked again');
  await asked(newsroom, thread, '2 members’ replies are');
});
