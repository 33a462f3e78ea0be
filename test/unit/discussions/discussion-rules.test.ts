import { expect, test } from 'vitest';
import {
  newDiscussion,
  withCursor,
  withPolicy,
  withPosts,
  withReading,
  withState,
} from '../../../src/discussions/discussion.ts';
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

test('a hidden discussion is not shown before it is read back; one that is shown stays so', () => {
  const readBack = { before: '1000', until: null, asArchived: null };
  const begun = { readBack, asArchived: null };
  expect(withState(withReading(discussion, begun), { shown: true }).shown).toBe(true);
  const hidden = withReading(withState(discussion, { shown: false }), begun);
  expect(withState(hidden, { shown: true })).toBe(hidden);
  expect(withState(hidden, { open: false })).toMatchObject({ open: false, shown: false });
  const done = withReading(hidden, { readBack: null, asArchived: 'as it is' });
  expect(done).toMatchObject({ asArchived: 'as it is', version: hidden.version });
  expect(done).not.toHaveProperty('readBack');
  expect(withState(done, { shown: true }).shown).toBe(true);
  expect(withReading(done, begun)).not.toHaveProperty('asArchived');
});
