import { expect, test } from 'vitest';
import {
  type Consent,
  type Membership,
  afterChoice,
  afterOnlyNew,
  afterUndo,
  NEW_MEMBERSHIP,
} from '../../../src/discussions/membership.ts';
import { decidedBy, hideFrom, hideMark, showMark, withDecided } from '../../../src/discussions/decision-marks.ts';
import { lastSnowflakeAt } from '../../../src/snowflake.ts';
import { timeAt } from '../../helpers/discussion-steps.ts';
import { chosen } from '../../helpers/writer.ts';

const membership = (fields: Partial<Membership>): Membership => ({ ...NEW_MEMBERSHIP, ...fields });
const chose = (consent: Consent) => membership({ consent });
const hidden = { by: '9', reason: 'rude', at: 5 };

test('nothing that was decided since is the very same membership', () => {
  expect(withDecided(NEW_MEMBERSHIP, {})).toBe(NEW_MEMBERSHIP);
  for (const choice of ['keep', 'publish'] as const) {
    const known = { ...chose(chosen(choice, 7)), hidden };
    expect(withDecided(known, { publish: 7, keep: 7, show: 4, hide: 3 })).toBe(known);
  }
});

test('of "keep" and "publish" the later counts, and "keep" when both are of one moment', () => {
  const known = chose(chosen('keep', 1));
  expect(withDecided(known, { keep: 5, publish: 6 }).consent).toMatchObject({ choice: 'publish', at: 6 });
  expect(withDecided(known, { keep: 7, publish: 6 }).consent).toMatchObject({ choice: 'keep', at: 7 });
  expect(withDecided(known, { keep: 6, publish: 6 }).consent).toMatchObject({ choice: 'keep', at: 6 });
});

test('a "publish" ends a "keep" and is no consent of who gave none: its wording is lost', () => {
  expect(withDecided(NEW_MEMBERSHIP, { keep: 5, publish: 6 }).consent).toBeNull();
  expect(withDecided(chose(chosen('publish', 3)), { keep: 5, publish: 6 }).consent).toEqual(chosen('publish', 3));
});

test('what was written until the last choice stays off', () => {
  for (const decided of [
    { keep: timeAt(9) },
    { publish: timeAt(9), keep: timeAt(2) },
    { new: timeAt(9), keep: timeAt(2) },
  ])
    expect(withDecided(NEW_MEMBERSHIP, decided).publicAfter).toBe(lastSnowflakeAt(timeAt(9)));
});

test('a choice from before the member was forgotten is over', () => {
  expect(withDecided(NEW_MEMBERSHIP, { keep: 5 }, 5).consent).toBeNull();
  expect(withDecided(NEW_MEMBERSHIP, { keep: 6 }, 5).consent).toMatchObject({ choice: 'keep' });
});

test('a hide stands until it is undone, whatever the clock says meanwhile', () => {
  const first = hideMark(50, {});
  const undone = { ...first, ...showMark(50, first) };
  expect([hideFrom(first)?.at, hideFrom(undone)]).toEqual([50, null]);
  const again = { ...undone, ...hideMark(20, undone) }; // the clock was put back
  expect(hideFrom(again)).not.toBeNull();
  expect(hideFrom({ ...again, ...showMark(20, again) })).toBeNull();
});

test('a change is marked by what was decided with it, and by nothing else', () => {
  const kept = membership({ consent: chosen('keep', timeAt(3)), publicAfter: lastSnowflakeAt(timeAt(3)) });
  expect(decidedBy(NEW_MEMBERSHIP, kept, {})).toEqual({ keep: timeAt(3) });
  expect(decidedBy(NEW_MEMBERSHIP, chose(chosen('publish', 3)), {})).toEqual({});
  expect(decidedBy(kept, { ...kept, consent: chosen('publish', 7) }, {})).toEqual({ publish: 7 });
  expect(decidedBy(NEW_MEMBERSHIP, membership({ publicAfter: lastSnowflakeAt(timeAt(4)) }), {})).toEqual({
    new: timeAt(4),
  });
  expect(decidedBy(NEW_MEMBERSHIP, membership({ hidden }), {})).toEqual({ hide: 5 });
  expect(decidedBy(membership({ hidden }), NEW_MEMBERSHIP, { hide: 8 })).toEqual({ show: 8 });
});

test('the mark of an undo beats the one that it undoes and no other, in any backup', () => {
  const publishing = chose(chosen('publish', timeAt(1)));
  const once = afterOnlyNew(publishing, timeAt(3));
  const first = decidedBy(publishing, once, {});
  const kept = afterChoice(once, chosen('keep', timeAt(6)));
  const withdrawn = { ...first, ...decidedBy(once, kept, first) };
  const undone = afterUndo(kept);
  const marks = { ...withdrawn, ...decidedBy(kept, undone, withdrawn) };
  expect(marks).toEqual({ new: timeAt(3), keep: timeAt(6), closed: timeAt(3), undo: timeAt(6) });
  for (const backup of [publishing, once, kept, undone]) {
    const { consent, publicAfter } = withDecided(backup, marks);
    expect({ consent, publicAfter }).toEqual({ consent: undone.consent, publicAfter: undone.publicAfter });
  }
  const again = afterChoice(undone, chosen('keep', timeAt(8)));
  expect(withDecided(publishing, { ...marks, ...decidedBy(undone, again, marks) }).consent).toMatchObject({
    choice: 'keep',
    at: timeAt(8),
  });
});
