import { expect, test } from 'vitest';
import { createThreads } from '../../../src/discord/session/threads.ts';
import { newDiscussion } from '../../../src/discussions/discussion.ts';
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
