import { expect, test, vi } from 'vitest';
import { createCatchUp, type ThreadReading } from '../../../src/discord/session/catch-up.ts';
import { createRecorder } from '../../../src/discord/inbound/recorder.ts';
import { createThreads } from '../../../src/discord/session/threads.ts';
import { newDiscussion } from '../../../src/discussions/discussion.ts';
import { openStore } from '../../../src/store/open.ts';
import { OPENED } from '../../helpers/discussion-steps.ts';
import { createManualClock } from '../../helpers/manual-clock.ts';
import { writerOf } from '../../helpers/writer.ts';

/** Catching up with two threads that are behind; each has `pages` to be read back. */
async function catchUpWith({ pages }: { pages: number }) {
  const { discussions } = writerOf(await openStore('memory:'), 'opt-out');
  const [threads, clock] = [createThreads(), createManualClock(0)];
  for (const thread of ['1', '2']) {
    threads.add(newDiscussion({ ...OPENED, thread }, 'epoch'));
    threads.setBehind(thread);
  }
  const [read, logged]: [string[], string[]] = [[], []];
  const left = new Map<string, number>();
  const failing = { isOn: false, isUnreadable: false };
  const reading: ThreadReading = {
    async readNew({ thread }, { afterGap }) {
      read.push(`${thread} new${afterGap ? ' after a gap' : ''}`);
      if (afterGap) left.set(thread, pages);
      return true;
    },
    async readBack({ thread }) {
      if (failing.isOn) throw new Error('Discord is away');
      if (failing.isUnreadable) return 'unreadable';
      const pagesLeft = (left.get(thread) ?? 0) - 1;
      left.set(thread, Math.max(0, pagesLeft));
      if (pagesLeft >= 0) read.push(`${thread} back`);
      return pagesLeft > 0 ? 'more' : 'done';
    },
  };
  const note = (line: string): void => void logged.push(line);
  const log = { error: note, warn: note, info: note, debug: note };
  const recorder = createRecorder({ discussions, threads, clock, log });
  const catchUp = createCatchUp({ threads, recorder, clock, log }, { reading, onRead: async () => undefined });
  const idle = () => new Promise((resolve) => setImmediate(resolve));
  return { catchUp, threads, clock, read, logged, failing, idle };
}

const NEW = ['1 new after a gap', '2 new after a gap'];

test('older comments are read back behind all that is new, with a pause after each page, and the log says when all is read', async () => {
  const { catchUp, clock, read, logged, idle } = await catchUpWith({ pages: 2 });
  catchUp.readAll();
  await idle();
  expect(read).toEqual([...NEW, '1 back']);
  catchUp.read('2');
  await idle();
  expect(read.slice(3)).toEqual(['2 new']);
  clock.advance(1_000);
  await idle();
  expect(read.slice(4)).toEqual(['1 back', '2 back']);
  expect(logged).toEqual([]);
  clock.advance(1_000);
  await vi.waitFor(() => expect(logged).toEqual([expect.stringMatching(/^Caught up with Discord.* 2 of 2/)]));
  expect(read.slice(6)).toEqual(['2 back']);
  catchUp.read('1');
  await idle();
  expect([read.slice(7), logged.length]).toEqual([['1 new'], 1]);
});

test('what cannot be read back is tried again later, each time after a longer pause, and only then all is read', async () => {
  const { catchUp, clock, read, logged, failing, idle } = await catchUpWith({ pages: 1 });
  failing.isOn = true;
  catchUp.readAll();
  await idle();
  expect(logged).toEqual([expect.stringContaining('thread 1'), expect.stringContaining('thread 2')]);
  clock.advance(5_000);
  await idle();
  expect(logged[2]).toContain('Trying again in 10 s');
  failing.isOn = false;
  clock.advance(10_000);
  await idle();
  expect(read.slice(2)).toEqual(['1 new', '2 new', '1 new', '2 new', '1 back', '2 back']);
  expect(logged.slice(4)).toEqual([expect.stringContaining('Caught up')]);
});

test('a thread whose history the bot may not read is behind, and the log says so', async () => {
  const { catchUp, threads, logged, failing, idle } = await catchUpWith({ pages: 1 });
  failing.isUnreadable = true;
  catchUp.readAll();
  await idle();
  expect([threads.isBehind('1'), threads.isBehind('2')]).toEqual([true, true]);
  expect(logged).toEqual([expect.stringContaining('0 of 2. The bot cannot read')]);
});

test('nothing more is read back once it is stopped', async () => {
  const { catchUp, clock, read, idle } = await catchUpWith({ pages: 3 });
  catchUp.readAll();
  await idle();
  await catchUp.stop();
  clock.advance(60_000);
  await idle();
  expect(read).toEqual([...NEW, '1 back']);
});
