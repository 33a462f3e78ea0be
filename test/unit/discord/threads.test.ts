import { ChannelType, ThreadAutoArchiveDuration, type APIThreadChannel } from 'discord.js';
import { expect, test } from 'vitest';
import { asArchived, createThreads } from '../../../src/discord/session/threads.ts';
import { newDiscussion } from '../../../src/discussions/discussion.ts';
import { lastSnowflakeAt } from '../../../src/snowflake.ts';
import { OPENED } from '../../helpers/discussion-steps.ts';

const { thread } = OPENED;

test('a thread that fell behind again while it was read stays behind when the reading ends', () => {
  const threads = createThreads();
  threads.add(newDiscussion(OPENED, 'epoch'));
  expect(threads.isBehind(thread)).toBe(false);
  const first = threads.setBehind(thread);
  const second = threads.setBehind(thread);
  threads.setCaughtUp(thread, first);
  expect(threads.isBehind(thread)).toBe(true);
  threads.setCaughtUp(thread, second);
  expect(threads.isBehind(thread)).toBe(false);
});

/** A thread that was opened at a time and is archived, unless `fields` say otherwise. */
const archivedThread = (opened: string, fields: Partial<APIThreadChannel> = {}): APIThreadChannel => ({
  id: lastSnowflakeAt(Date.parse(opened)),
  type: ChannelType.PublicThread,
  name: 'The bridge',
  message_count: 4,
  total_message_sent: 6,
  thread_metadata: {
    archived: true,
    archive_timestamp: '2026-01-05T10:00:00.000Z',
    auto_archive_duration: ThreadAutoArchiveDuration.OneDay,
    locked: false,
  },
  ...fields,
});

test('a thread that was archived again, written in or deleted in is not as it was archived', () => {
  const thread = archivedThread('2026-01-01');
  const { thread_metadata: archived } = thread;
  if (!archived) throw new Error('It has no metadata');
  const others = [
    archivedThread('2026-01-01', {
      thread_metadata: { ...archived, archive_timestamp: '2026-01-05T10:00:00.001Z' },
    }),
    archivedThread('2026-01-01', { message_count: 3 }),
    archivedThread('2026-01-01', { total_message_sent: 7 }),
  ];
  const states = [thread, ...others].map(asArchived);
  expect(states).not.toContain(null);
  expect(new Set(states).size).toBe(4);
  expect(asArchived(archivedThread('2026-01-01'))).toBe(states[0]);
  expect(asArchived({ ...thread, thread_metadata: { ...archived, archived: false } })).toBeNull();
});

test('of a thread from before July 2022, whose messages Discord counts up to 50, nobody can say that it is as it was', () => {
  expect(asArchived(archivedThread('2022-06-30T23:59:59Z'))).toBeNull();
  expect(asArchived(archivedThread('2022-07-01T00:00:01Z'))).not.toBeNull();
});
