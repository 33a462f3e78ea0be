import { expect, test, vi } from 'vitest';
import { RefusedError } from '../../src/cli/drive-sandbox.ts';
import { oneComment } from '../helpers/comments.ts';
import { postsIn, startNewsroom, type Newsroom } from '../helpers/newsroom.ts';
import { withSettings } from '../helpers/settings.ts';

const PATIENT = { timeout: 8_000 };
const managesThreads = (newsroom: Newsroom, allowed: boolean) =>
  newsroom.drive('bot-permission', { as: 'owner', channel: newsroom.news, permission: 'ManageThreads', allowed });
const isOpen =
  (open: boolean) =>
  ({ discussion }: { discussion: { open: boolean } | null }) =>
    expect(discussion?.open).toBe(open);
const notices = async (newsroom: Newsroom, thread: string) =>
  (await postsIn(newsroom, thread)).filter(({ content }) => content.startsWith('Comments are closed.'));
const page = async (newsroom: Newsroom) => (await newsroom.get('/articles/bridge')).text();

test('a moderator closes the comments, which the page dates, and opens them again', async () => {
  await using newsroom = await startNewsroom({
    policy: 'opt-out',
    environment: { DISCORD_INVITE: 'https://discord.gg/x' },
  });
  const { thread } = await oneComment(newsroom);
  const [moderator, reader] = [newsroom.person('moderator'), newsroom.person('reader')];
  expect(await page(newsroom)).toContain('Join the discussion on Discord');
  await expect(reader.command(thread, 'discussion close')).rejects.toBeInstanceOf(RefusedError);
  const { replies } = await moderator.command(thread, 'discussion close');
  expect(replies[0]?.content).toContain('the thread is locked');
  await newsroom.until(isOpen(false));
  expect(await page(newsroom)).toMatch(/Comments are closed \(since <time datetime="[^"]+">/u);
  expect(await page(newsroom)).not.toContain('Join the discussion on Discord');
  await expect(reader.say(thread, 'Too late')).rejects.toThrow('Thread is locked');
  const [notice, ...others] = await notices(newsroom, thread);
  expect([notice?.content, others]).toEqual([expect.stringContaining('/privacy keep'), []]);
  const again = await moderator.command(newsroom.news, 'discussion close', { article: 'bridge' });
  expect(again.replies[0]?.content).toContain('closed already');

  await moderator.command(newsroom.news, 'discussion reopen', { article: 'bridge' });
  await newsroom.until(isOpen(true));
  expect(await page(newsroom)).not.toContain('Comments are closed');
  await reader.say(thread, 'In time');
  await newsroom.until(({ count }) => expect(count).toBe(2));
  const { replies: log } = await newsroom.person('owner').command(newsroom.news, 'belowline audit');
  expect(log[0]?.content).toMatch(/opened the comments of a discussion again[^]*closed the comments of a discussion/u);
});

test('comments close by themselves after so many days, over a restart, once; opened again, they stay open', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread } = await oneComment(newsroom);
  await withSettings(newsroom, { closesAfterDays: 30 });
  await newsroom.advance('29d');
  await newsroom.person('reader').say(thread, 'Still open');
  await newsroom.until(({ count }) => expect(count).toBe(2));
  isOpen(true)(await newsroom.json());
  await newsroom.stopApp();
  await newsroom.advance('25h');
  await newsroom.startApp();
  await newsroom.until(isOpen(false));
  expect(await notices(newsroom, thread)).toHaveLength(1);
  await newsroom.advance('2h');
  await newsroom.stopApp();
  await newsroom.startApp();
  await newsroom.person('owner').lock(thread, false);
  await newsroom.until(isOpen(true));
  await newsroom.advance('40d');
  await newsroom.person('reader').say(thread, 'For good');
  await newsroom.until(({ count }) => expect(count).toBe(3));
  isOpen(true)(await newsroom.json());
  expect(await notices(newsroom, thread)).toHaveLength(1);
});

test('a thread that Discord archived meanwhile is locked without waking it', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread } = await oneComment(newsroom);
  await withSettings(newsroom, { closesAfterDays: 30 });
  await newsroom.advance('31d');
  await newsroom.until(isOpen(false));
  expect(await notices(newsroom, thread)).toEqual([]);
  const { channels } = await newsroom.state();
  expect(channels.find(({ id }) => id === thread)).toMatchObject({ thread_metadata: { locked: true, archived: true } });
});

test('without Manage Threads the moderators are told once, and the comments close once it is granted', async () => {
  await using newsroom = await startNewsroom({ policy: 'opt-out' });
  const { thread } = await oneComment(newsroom);
  const desk = await newsroom.drive<{ id: string }>('create-channel', { as: 'owner', name: 'desk', type: 'text' });
  await withSettings(newsroom, { closesAfterDays: 7, moderatorChannel: desk.id });
  await managesThreads(newsroom, false);
  const { replies } = await newsroom.person('moderator').command(thread, 'discussion close');
  expect(replies[0]?.content).toContain('Manage Threads');
  await newsroom.advance('8d');
  await vi.waitFor(async () => expect(await postsIn(newsroom, desk.id)).toHaveLength(1), PATIENT);
  await newsroom.advance('1h');
  await managesThreads(newsroom, true);
  await newsroom.advance('1h');
  await newsroom.until(isOpen(false));
  const [told, ...others] = await postsIn(newsroom, desk.id);
  expect([told?.content, others]).toEqual([expect.stringContaining(`<#${thread}>`), []]);
});
