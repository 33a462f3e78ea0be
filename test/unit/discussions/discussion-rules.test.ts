import { expect, test } from 'vitest';
import {
  newDiscussion,
  withCursor,
  withPolicy,
  withPosts,
  withState,
} from '../../../src/discussions/discussion-rules.ts';
import { OPENED } from '../../helpers/discussion-steps.ts';

const discussion = newDiscussion(OPENED, 'epoch');

test('a discussion begins open, shown, empty, and read up to its thread', () => {
  expect(discussion).toMatchObject({
    open: true,
    shown: true,
    cursor: OPENED.thread,
    counts: { comments: 0 },
    version: 1,
  });
});

test('the cursor never moves back', () => {
  const moved = withCursor(discussion, '1000');
  expect(moved.cursor).toBe('1000');
  expect(withCursor(moved, '999')).toBe(moved);
});

test('posts are added once', () => {
  const added = withPosts(discussion, [
    { message: '92', section: 'second' },
    { message: '93', section: 'second' },
  ]);
  expect(added.posts.map(({ message }) => message)).toEqual(['91', '92', '93']);
  expect(withPosts(added, added.posts)).toBe(added);
});

test('a new state raises the version, the same state does not', () => {
  expect(withState(discussion, { open: false })).toMatchObject({ open: false, shown: true, version: 2 });
  expect(withState(discussion, { open: true, shown: true, guildName: OPENED.guildName })).toBe(discussion);
});

test('a discussion that had a reply while its guild asked asks for good', () => {
  expect(withPolicy(discussion, 'opt-out')).toBe(discussion);
  const asking = withPolicy(discussion, 'ask');
  expect(asking).toEqual({ ...discussion, announced: 'ask' });
  expect(withPolicy(asking, 'opt-out')).toBe(asking);
  expect(withPolicy(asking, 'ask')).toBe(asking);
});
