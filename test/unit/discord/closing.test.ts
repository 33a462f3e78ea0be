import { expect, test } from 'vitest';
import { DAY } from '../../../src/clock.ts';
import { closingTime } from '../../../src/discord/moderation/closing.ts';
import { newDiscussion, withState } from '../../../src/discussions/discussion.ts';
import { lastSnowflakeAt } from '../../../src/snowflake.ts';
import { OPENED } from '../../helpers/discussion-steps.ts';

const at = (day: number): number => Date.UTC(2026, 0, day);

test('comments close so many days after the article, or after its discussion was opened if that came later', () => {
  const thread = lastSnowflakeAt(at(5));
  expect(closingTime({ published: at(9) }, { thread }, 7)).toBe(at(16));
  expect(closingTime({ published: at(1) }, { thread }, 7)).toBe(at(12));
  expect(closingTime({ published: null }, { thread, attachedAt: lastSnowflakeAt(at(20)) }, 30)).toBe(at(20) + 30 * DAY);
});

test('a locked thread is dated once, and one unlocked again stays open', () => {
  const open = newDiscussion(OPENED, 'epoch');
  const closed = withState(open, { open: false, at: 5 });
  expect(closed).toMatchObject({ open: false, closedAt: 5, version: open.version + 1 });
  expect(withState(closed, { open: false, at: 9 })).toBe(closed);
  const reopened = withState(closed, { open: true, at: 12 });
  expect(reopened).toEqual({ ...open, staysOpen: true, version: closed.version + 1 });
  expect(withState(reopened, { open: true, staysOpen: true })).toBe(reopened);
  expect(withState(open, { staysOpen: true })).toEqual({ ...open, staysOpen: true });
});
