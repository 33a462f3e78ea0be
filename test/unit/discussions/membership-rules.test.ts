import { describe, expect, test } from 'vitest';
import {
  type Consent,
  type Membership,
  afterChoice,
  afterForgetting,
  closedUntil,
  isBlank,
  NEW_MEMBERSHIP,
  withoutThread,
} from '../../../src/discussions/membership.ts';
import { compareSnowflakes, lastSnowflakeAt, timeOfSnowflake } from '../../../src/snowflake.ts';
import { standingOf } from '../../../src/discussions/visibility.ts';
import { idAt, timeAt } from '../../helpers/discussion-steps.ts';

const consent = (choice: Consent['choice'], moment: number): Consent => ({
  choice,
  at: timeAt(moment),
  wording: 'starter',
  language: 'de',
});
const hide = { by: '9', reason: 'rude', at: timeAt(3) };
const publishing: Membership = { ...NEW_MEMBERSHIP, consent: consent('publish', 1) };
const kindAt = (membership: Membership, moment: number) => standingOf(membership, idAt(moment), { policy: 'ask' }).kind;

describe('the standing of a message', () => {
  test.each([
    ['of somebody never asked, under ask', NEW_MEMBERSHIP, 'ask', 'held'],
    ['of somebody never asked, under opt-out', NEW_MEMBERSHIP, 'opt-out', 'published'],
    ['of one who publishes', publishing, 'ask', 'published'],
    ['of one who keeps', { ...publishing, consent: consent('keep', 1) }, 'opt-out', 'ignored'],
    ['of one who publishes and is hidden', { ...publishing, hidden: hide }, 'ask', 'hidden'],
    ['of one who is hidden and was never asked, under ask', { ...NEW_MEMBERSHIP, hidden: hide }, 'ask', 'held'],
    ['written before only-new-ones', closedUntil(publishing, timeAt(5)), 'ask', 'ignored'],
    ['written after that', closedUntil(publishing, timeAt(4)), 'ask', 'published'],
  ] as const)('%s', (...[, membership, policy, kind]) => {
    expect(standingOf(membership, idAt(5), { policy }).kind).toBe(kind);
  });
});

test('a choice to publish makes what is held public, one to keep closes all that is written until it ends', () => {
  expect(afterChoice(NEW_MEMBERSHIP, consent('publish', 2))).toEqual({
    ...NEW_MEMBERSHIP,
    consent: consent('publish', 2),
  });
  const kept = afterChoice(publishing, consent('keep', 5));
  expect(kept.publicAfter).toBe(lastSnowflakeAt(timeAt(5)));
  const again = afterChoice(kept, consent('publish', 9));
  expect([kindAt(again, 7), kindAt(again, 9), kindAt(again, 10)]).toEqual(['ignored', 'ignored', 'published']);
});

test('choices count in the order in which they were made, not in which they are applied', () => {
  const [show, keep, showAgain] = [consent('publish', 2), consent('keep', 5), consent('publish', 8)];
  const inOrder = (...choices: Consent[]) => choices.reduce(afterChoice, NEW_MEMBERSHIP);
  expect(inOrder(keep, show)).toEqual(inOrder(show, keep));
  expect(inOrder(show, showAgain, keep)).toEqual(inOrder(show, keep, showAgain));
  expect(inOrder(showAgain, show)).toEqual(inOrder(show, showAgain));
  const known = inOrder(keep);
  expect(afterChoice(known, show)).toBe(known);
});

test('what is closed never opens again', () => {
  const closed = closedUntil(publishing, timeAt(9));
  expect(closedUntil(closed, timeAt(2))).toBe(closed);
});

test('of a forgotten member only later decisions stand', () => {
  const known = { ...closedUntil(publishing, timeAt(2)), hidden: hide, threads: ['90'] };
  expect(afterForgetting(known, { at: timeAt(3), decided: timeAt(3) })).toEqual({ ...NEW_MEMBERSHIP, threads: ['90'] });
  const returned = { ...known, consent: consent('publish', 8) };
  expect(afterForgetting(returned, { at: timeAt(2), decided: timeAt(2) })).toMatchObject({
    consent: { at: timeAt(8) },
    hidden: hide,
  });
  expect(afterForgetting(returned, { at: timeAt(2), decided: timeAt(9) })).toMatchObject({ hidden: null });
});

test('a membership is blank once its last thread goes, unless something was decided', () => {
  expect(isBlank(withoutThread({ ...NEW_MEMBERSHIP, threads: ['90'] }, '90'))).toBe(true);
  expect(isBlank(withoutThread({ ...publishing, threads: ['90'] }, '90'))).toBe(false);
});

test('the last id of a millisecond is of that millisecond, and nothing earlier follows it', () => {
  expect(timeOfSnowflake(lastSnowflakeAt(timeAt(7)))).toBe(timeAt(7));
  expect(compareSnowflakes(lastSnowflakeAt(timeAt(7)), idAt(8))).toBeLessThan(0);
  expect(lastSnowflakeAt(0)).toBe('0');
});
