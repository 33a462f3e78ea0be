import { describe, expect, test } from 'vitest';
import { type Consent, type Membership, NEW_MEMBERSHIP } from '../../../src/discussions/membership.ts';
import { lastSnowflakeAt } from '../../../src/snowflake.ts';
import { policyIn, standingInThread } from '../../../src/discussions/visibility.ts';

const ATTACHED = Date.UTC(2026, 0, 10);
const attachedAt = lastSnowflakeAt(ATTACHED);
const before = lastSnowflakeAt(ATTACHED - 60_000);
const after = lastSnowflakeAt(ATTACHED + 60_000);

const member = (choice: Consent['choice'], at: number): Membership => ({
  ...NEW_MEMBERSHIP,
  consent: { choice, at, wording: '1', language: 'en' },
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
    ['a reply from before is public once its author agrees', member('publish', ATTACHED + 1), before, 'published'],
    ['a reply from before is not noted for who keeps theirs', member('keep', ATTACHED - 1), before, 'ignored'],
    ['a reply from afterwards stands as anywhere', NEW_MEMBERSHIP, after, 'published'],
  ])('%s', (...[, membership, id, kind]) => {
    expect(standingInThread(membership, id, terms).kind).toBe(kind);
  });
});

test('in a thread that was opened for the article the policy alone counts', () => {
  expect(standingInThread(NEW_MEMBERSHIP, before, { policy: 'opt-out' }).kind).toBe('published');
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
  expect(standingInThread(NEW_MEMBERSHIP, after, { policy: guilds, announced }).kind).toBe(kind);
});
