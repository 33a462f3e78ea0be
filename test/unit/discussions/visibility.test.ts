import { describe, expect, test } from 'vitest';
import { type Consent, type Membership, NEW_MEMBERSHIP } from '../../../src/discussions/membership.ts';
import { lastSnowflakeAt } from '../../../src/snowflake.ts';
import {
  isOnPage,
  isOwnWords,
  isPublished,
  isShown,
  isTakenDown,
  policyIn,
  type Standing,
  standingOf,
  standsByItself,
  whyUnusable,
} from '../../../src/discussions/visibility.ts';
import type { CommentRecord, KnownRecord } from '../../../src/discussions/comment.ts';
import { commentOf } from '../../helpers/discussion-steps.ts';

const ATTACHED = Date.UTC(2026, 0, 10);
const attachedAt = lastSnowflakeAt(ATTACHED);
const before = lastSnowflakeAt(ATTACHED - 60_000);
const after = lastSnowflakeAt(ATTACHED + 60_000);

const member = (choice: Consent['choice'], at: number): Membership => ({
  ...NEW_MEMBERSHIP,
  consent: { choice, at, wording: '1', language: 'en' },
});

const placement = { parent: null, section: null };
const hide = { by: '9', reason: 'rude', at: ATTACHED };
const RECORDS = {
  unknown: undefined,
  published: { state: 'published', comment: commentOf(before) },
  held: { state: 'held', author: '1', ...placement },
  hidden: { state: 'hidden', author: '1', isWholeMember: false, ...hide, ...placement },
  hiddenWithMember: { state: 'hidden', author: '1', isWholeMember: true, ...hide, ...placement },
  deleted: { state: 'deleted', placement: null },
  tombstone: { state: 'tombstone', ...placement },
} as const satisfies Record<string, KnownRecord>;
const namesOf = (holds: (record: KnownRecord) => boolean) =>
  Object.entries<CommentRecord | undefined>(RECORDS).flatMap(([name, record]) => (holds(record) ? [name] : []));

test('only an ordinary message of a member that does not begin its thread is their own words', () => {
  const own = { isOrdinary: true, isAutomatic: false, isForward: false, isStarter: false };
  expect(isOwnWords(own)).toBe(true);
  for (const fact of ['isOrdinary', 'isAutomatic', 'isForward', 'isStarter'] as const)
    expect([fact, isOwnWords({ ...own, [fact]: !own[fact] })]).toEqual([fact, false]);
});

test.each<[Standing, string[]]>([
  [{ kind: 'ignored' }, ['deleted', 'tombstone']],
  [{ kind: 'held' }, ['hidden', 'deleted', 'tombstone']],
  [{ kind: 'hidden', hide }, ['hidden', 'deleted', 'tombstone']],
  [{ kind: 'published' }, ['hidden', 'deleted', 'tombstone']],
])('of an author with the standing %j, these records stand by themselves: %j', (standing, names) => {
  expect(namesOf((record) => standsByItself(record, standing))).toEqual(names);
});

test('each question about a record has one answer for each state', () => {
  expect(namesOf(isPublished)).toEqual(['published']);
  expect(namesOf(isOnPage)).toEqual(['published', 'tombstone']);
  expect(namesOf(isTakenDown)).toEqual(['hidden', 'hiddenWithMember', 'deleted', 'tombstone']);
  expect(Object.values(RECORDS).map(whyUnusable)).toEqual([
    'held',
    null,
    'held',
    'hidden',
    'hidden',
    'deleted',
    'deleted',
  ]);
});

test('the page shows nothing of a channel that is not for everyone or of a member who is being forgotten', () => {
  const discussion = { shown: true };
  expect([isShown({ discussion }), isShown({ discussion, isAuthorBeingForgotten: true })]).toEqual([true, false]);
  expect(isShown({ discussion: { shown: false } })).toBe(false);
});

test('a reply that waits for an answer is ignored up to the expiry cut-off', () => {
  const terms = { policy: 'ask', expiredUntil: before } as const;
  expect([before, after].map((id) => standingOf(NEW_MEMBERSHIP, id, terms).kind)).toEqual(['ignored', 'held']);
  expect(standingOf(member('publish', ATTACHED), before, terms).kind).toBe('published');
});

describe('in a thread that was there before it became a discussion', () => {
  const terms = { policy: 'opt-out', attachedAt } as const;

  test.each([
    ['a reply from before is held although the policy would show it', NEW_MEMBERSHIP, before, 'held'],
    [
      'a reply from before is held although its author had agreed by then',
      member('publish', ATTACHED - 1),
      before,
      'held',
    ],
    ['a reply from before is published once its author agrees', member('publish', ATTACHED + 1), before, 'published'],
    [
      'a reply from before is ignored if its author keeps replies on Discord',
      member('keep', ATTACHED - 1),
      before,
      'ignored',
    ],
    ['a reply from afterwards stands as in any thread', NEW_MEMBERSHIP, after, 'published'],
  ])('%s', (...[, membership, id, kind]) => {
    expect(standingOf(membership, id, terms).kind).toBe(kind);
  });
});

test('in a thread that was opened for the article the policy alone counts', () => {
  expect(standingOf(NEW_MEMBERSHIP, before, { policy: 'opt-out' }).kind).toBe('published');
});

test.each([
  ['opt-out', undefined, 'opt-out'],
  ['ask', undefined, 'ask'],
  ['opt-out', 'opt-out', 'opt-out'],
  ['ask', 'opt-out', 'ask'],
  ['opt-out', 'ask', 'ask'],
  ['ask', 'ask', 'ask'],
] as const)('where the guild has %s and the discussion announced %s, %s counts', (guilds, announced, counts) => {
  expect(policyIn(guilds, announced)).toBe(counts);
  const kind = counts === 'ask' ? 'held' : 'published';
  expect(standingOf(NEW_MEMBERSHIP, after, { policy: guilds, announced }).kind).toBe(kind);
});
