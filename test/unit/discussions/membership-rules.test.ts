import { describe, expect, test } from 'vitest';
import {
  type Consent,
  type Membership,
  afterChoice,
  afterForgetting,
  afterOnlyNew,
  afterUndo,
  closedUntil,
  UNDO_FOR,
  withoutUndo,
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
  const inOrder = (...choices: Consent[]) => withoutUndo(choices.reduce(afterChoice, NEW_MEMBERSHIP));
  expect(inOrder(keep, show)).toEqual(inOrder(show, keep));
  expect(inOrder(show, showAgain, keep)).toEqual(inOrder(show, keep, showAgain));
  expect(inOrder(showAgain, show)).toEqual(inOrder(show, showAgain));
  const known = inOrder(keep);
  expect(afterChoice(known, show)).toBe(known);
});

describe('a withdrawal', () => {
  const kept = afterChoice(publishing, consent('keep', 5));
  const onlyNew = afterOnlyNew(publishing, timeAt(5));

  test('holds what it takes off the page until it is final, and what is written meanwhile', () => {
    expect([kindAt(kept, 2), kindAt(kept, 7)]).toEqual(['held', 'held']);
    expect([kindAt(onlyNew, 2), kindAt(onlyNew, 7)]).toEqual(['held', 'published']);
    for (const final of [kept, onlyNew].map(withoutUndo)) expect(kindAt(final, 2)).toBe('ignored');
  });

  test('undone, is as if it had not been', () => {
    for (const withdrawn of [kept, onlyNew]) expect(afterUndo(withdrawn)).toEqual(publishing);
  });

  test('made twice, is undone at once, but nothing that was final before', () => {
    for (const [withdrawn, again] of [
      [kept, afterChoice(kept, consent('keep', 6))],
      [onlyNew, afterOnlyNew(onlyNew, timeAt(6))],
    ] as const)
      expect([again.undo, afterUndo(again)]).toEqual([withdrawn.undo, publishing]);
    const keptAfterwards = afterChoice(onlyNew, consent('keep', 6));
    expect([kindAt(keptAfterwards, 2), afterUndo(keptAfterwards)]).toEqual(['ignored', withoutUndo(onlyNew)]);
    const muchLater = timeAt(6) + UNDO_FOR;
    expect(afterOnlyNew(onlyNew, muchLater).undo).toMatchObject({ at: muchLater, publicAfter: onlyNew.publicAfter });
  });

  test('of somebody who keeps theirs anyway, or after a later choice, cannot be undone', () => {
    expect(afterChoice(kept, consent('publish', 6)).undo).toBeUndefined();
    expect(afterOnlyNew(kept, timeAt(6)).undo).toBeUndefined();
    expect(afterForgetting(kept, { at: timeAt(4), decided: timeAt(4) }).undo).toBeUndefined();
  });
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
