import { expect, test } from 'vitest';
import {
  MOST_WAITING,
  type Waiting,
  withoutMember,
  withoutReply,
  withReply,
} from '../../../src/discussions/consent-request.ts';

const one = withReply([], 'one', '100');
const both = withReply(one, 'two', '99');

test('who waits longest comes first, with their count and the oldest and newest of their replies', () => {
  expect(withReply(both, 'one', '98')).toEqual([
    { user: 'one', count: 2, first: '98', last: '100' },
    { user: 'two', count: 1, first: '99', last: '99' },
  ]);
});

test('a reply that goes leaves the ends of those that are left; the last takes its author off the list', () => {
  const more = withReply(both, 'one', '101');
  expect(withoutReply(more, 'one', { first: '101', last: '101' })).toEqual([
    { user: 'two', count: 1, first: '99', last: '99' },
    { user: 'one', count: 1, first: '101', last: '101' },
  ]);
  expect(withoutReply(both, 'one', undefined)).toEqual([{ user: 'two', count: 1, first: '99', last: '99' }]);
  expect(withoutReply(both, 'three', undefined)).toBe(both);
});

test('who chose waits no more', () => {
  expect(withoutMember(both, 'two')).toEqual(one);
  expect(withoutMember(one, 'two')).toBe(one);
});

test('a full list takes nobody more, and still counts who is on it', () => {
  let full: Waiting = [];
  for (let index = 0; index < MOST_WAITING; index += 1) full = withReply(full, `user ${index}`, String(1_000 + index));
  expect(withReply(full, 'one more', '5000')).toBe(full);
  expect(withReply(full, 'user 7', '5000')).toHaveLength(MOST_WAITING);
});
