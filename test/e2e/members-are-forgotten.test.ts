import { copyFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { lastSnowflakeAt } from '../../src/snowflake.ts';
import { NO_MARKS } from '../../src/discussions/kept-marks.ts';
import { openWriter } from '../../src/discussions/writer.ts';
import { endingAfter, writerOf } from '../helpers/writer.ts';
import { writtenReply } from '../helpers/discussion-steps.ts';
import { firstButton } from '../helpers/modals.ts';
import { startNewsroom, type Newsroom } from '../helpers/newsroom.ts';
import { SENTENCES } from '../helpers/summaries.ts';

const WORDS = 'Quixotic windmills';

async function idOf(newsroom: Newsroom, name: string): Promise<string> {
  const { members } = await newsroom.state();
  return members.find(({ user }) => user.username === name)?.user.id ?? '';
}

async function forget(newsroom: Newsroom, name: string): Promise<string> {
  const person = newsroom.person(name);
  const { replies } = await person.command(newsroom.news, 'privacy forget');
  await person.click(replies[0]?.id ?? '', 'privacy:forget');
  return idOf(newsroom, name);
}

/** What the bot's own messages say to everybody, in every channel and thread. */
async function saidByBot(newsroom: Newsroom): Promise<string> {
  const { messages } = await newsroom.state();
  const own = Object.values(messages).flatMap((some) => some.filter(({ author }) => author.bot));
  return JSON.stringify(own.map(({ content, embeds, components }) => ({ content, embeds, components })));
}

/** The newsroom's page, its JSON, its store and the bot's messages, as one text. */
async function everything(newsroom: Newsroom): Promise<string> {
  const page = await (await newsroom.get('/articles/bridge')).text();
  return [page, JSON.stringify(await newsroom.json()), await newsroom.stored(), await saidByBot(newsroom)].join('\n');
}

interface Many {
  readonly thread: string;
  readonly author: string;
  readonly count: number;
  readonly content: string;
}

/** Puts comments into the store while the app is away. The bot may not read the thread's history then, or catching up would find that Discord has none of them. */
async function writeMany(newsroom: Newsroom, { thread, author, count, content }: Many): Promise<void> {
  const history = { channel: newsroom.news, permission: 'ReadMessageHistory', allowed: false };
  await newsroom.person('owner').do('bot-permission', history);
  await newsroom.stopApp();
  const store = await openStore(newsroom.storeUrl);
  const afterAll = BigInt(lastSnowflakeAt(Date.now() + 3_600_000));
  const ids = Array.from({ length: count }, (_, index) => String(afterAll + BigInt(index + 1)));
  for (let first = 0; first < count; first += 100) {
    const replies = ids.slice(first, first + 100).map((id) => writtenReply({ id, thread, author, content }));
    const changes = replies.map((reply) => ({ type: 'reply.written' as const, reply }));
    await writerOf(store, 'opt-out').discussions.apply({ guild: newsroom.sandbox.guild, thread }, changes);
  }
  await store.close();
  await newsroom.startApp();
}

test('after forget, no page, JSON, store, log or bot message contains the member’s id, name or words', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const [reader, guest, moderator] = ['reader', 'guest', 'moderator'].map((name) => newsroom.person(name));
  const user = await idOf(newsroom, 'reader');
  const mine = await reader?.say(
    thread,
    `${WORDS} were the reason for every repair of the bridge, says the old miller of the town.`,
  );
  for (const words of SENTENCES.slice(0, 5)) await guest?.say(thread, `${words} Greetings to <@${user}>.`);
  await newsroom.until(({ count }) => expect(count).toBe(6));
  const { modal } = (await moderator?.menu(mine?.id ?? '', 'Recommend on site')) ?? {};
  await moderator?.submit(modal?.custom_id ?? '', { note: `<@${user}> knows` });
  const { replies = [] } = (await moderator?.command(thread, 'summary draft')) ?? {};
  const [message, edit] = firstButton(replies);
  await moderator?.click(message, edit.replace('edit', 'post'));
  await vi.waitFor(async () => expect(await saidByBot(newsroom)).toContain(WORDS));
  const before = await everything(newsroom);
  for (const trace of [WORDS, 'Rosa', user]) expect(before).toContain(trace);

  await forget(newsroom, 'reader');
  const after = await everything(newsroom);
  for (const trace of [WORDS, 'Rosa', user]) expect([trace, after.includes(trace)]).toEqual([trace, false]);
  const log = await newsroom.person('owner').command(thread, 'belowline audit');
  expect(JSON.stringify(log.replies[0]?.content)).not.toMatch(new RegExp(`${user}|${mine?.id}`));
  expect((await newsroom.json()).count).toBe(5);
  await newsroom.stopApp();
  await newsroom.startApp();
  await guest?.say(thread, `And <@${user}>?`);
  await newsroom.until(({ count }) => expect(count).toBe(6));
  const later = await everything(newsroom);
  for (const trace of [WORDS, 'Rosa', user]) expect([trace, later.includes(trace)]).toEqual([trace, false]);
});

test('forgetting a member during catch-up leaves nothing behind', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, WORDS);
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await newsroom.stopApp();
  for (let number = 1; number <= 120; number += 1) await newsroom.person('reader').say(thread, `${WORDS} ${number}`);
  await newsroom.fault({ kind: 'delay', route: 'GET /channels/{channel_id}/messages', milliseconds: 300, times: 2 });
  await newsroom.startApp();
  const user = await forget(newsroom, 'reader');
  const marker = await newsroom.person('guest').say(thread, 'Marker');
  await newsroom.until(({ comments }) => expect(comments.map(({ id }) => id)).toEqual([marker.id]));
  const stored = await newsroom.stored();
  for (const trace of [WORDS, 'Rosa', user]) expect([trace, stored.includes(trace)]).toEqual([trace, false]);
});

test('restoring an older backup brings nothing back, and the page never shows it', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await newsroom.person('reader').say(thread, WORDS);
  await newsroom.until(({ count }) => expect(count).toBe(1));
  await newsroom.stopApp();
  const file = newsroom.storeUrl.replace('sqlite:', '');
  await copyFile(file, `${file}.backup`);
  await newsroom.startApp();
  const user = await forget(newsroom, 'reader');
  await newsroom.stopApp();
  await copyFile(`${file}.backup`, file);
  await newsroom.startApp();
  expect((await newsroom.json()).count).toBe(0);
  const stored = await newsroom.stored();
  for (const trace of [WORDS, 'Rosa', user]) expect([trace, stored.includes(trace)]).toEqual([trace, false]);
});

test('an interrupted forget is finished at the next start, before the page is served', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  for (const number of [1, 2, 3]) await newsroom.person('reader').say(thread, `${WORDS} ${number}`);
  await newsroom.until(({ count }) => expect(count).toBe(3));
  const user = await idOf(newsroom, 'reader');
  await newsroom.stopApp();
  const store = await openStore(newsroom.storeUrl);
  const { members } = await openWriter({ store: endingAfter(store, 2), policy: 'opt-out', marks: NO_MARKS });
  await expect(members.forget({ guild: newsroom.sandbox.guild, user }, Date.now())).rejects.toThrow('ended');
  await store.close();
  expect((await newsroom.stored()).includes(WORDS)).toBe(true);
  await newsroom.startApp();
  expect((await newsroom.json()).count).toBe(0);
  const stored = await newsroom.stored();
  for (const trace of [WORDS, 'Rosa', user]) expect([trace, stored.includes(trace)]).toEqual([trace, false]);
});

test('a long forget reports its progress', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  await writeMany(newsroom, { thread, author: await idOf(newsroom, 'reader'), count: 2_000, content: WORDS });
  await newsroom.advance('2h'); // the comments are of an hour hence
  await newsroom.until(({ count }) => expect(count).toBe(2_000));
  const forgetting = forget(newsroom, 'reader').then(() => 'done');
  const turn = () => newsroom.advance('2s').then(() => 'turned');
  for (let turns = 0; turns < 300 && (await Promise.race([forgetting, turn()])) !== 'done'; turns += 1);
  await forgetting;
  const edits = (await newsroom.journal()).entries.filter(({ kind }) => kind === 'request').map(({ detail }) => detail);
  expect(JSON.stringify(edits.map(({ request }) => request))).toMatch(/Erasing… [\d,]+ of 2,000/);
  expect((await newsroom.json()).count).toBe(0);
});

test('an export beyond Discord’s upload limit comes complete in several private messages, one file each', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const thread = await newsroom.open();
  const author = await idOf(newsroom, 'reader');
  await writeMany(newsroom, { thread, author, count: 3_000, content: 'x'.repeat(4_000) });
  const reader = newsroom.person('reader');
  await reader.command(newsroom.news, 'privacy export');
  const files = await vi.waitFor(async () => {
    const messages = (await newsroom.state('reader')).messages[newsroom.news] ?? [];
    const found = messages.flatMap(({ attachments }) => attachments);
    expect(found).toHaveLength(2);
    expect(messages.filter(({ attachments }) => attachments.length > 1)).toEqual([]);
    return found;
  }, 8_000);
  const parts = await Promise.all(
    files.map(async ({ url }) => (await (await fetch(url)).json()) as { comments: { id: string }[] }),
  );
  expect(new Set(parts.flatMap(({ comments }) => comments.map(({ id }) => id))).size).toBe(3_000);
});
