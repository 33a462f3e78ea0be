import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { badgeIn, type Duties, dutiesAfter, type SeenDuties } from '../../../src/discussions/badges.ts';

const channel = fc.constantFrom('10', '11', '12');
const seen: fc.Arbitrary<SeenDuties> = fc.record({
  role: fc.constantFrom('author', 'staff', null),
  moderates: fc.dictionary(channel, fc.boolean()),
});
const after = (events: readonly SeenDuties[]): Duties | undefined =>
  events.reduce<Duties | undefined>(dutiesAfter, undefined);

test('a badge is the first that applies: author, staff, moderator', () => {
  const both = after([{ role: 'author', moderates: { 10: true } }]);
  expect(badgeIn(both, '10')).toBe('author');
  expect(badgeIn(after([{ role: 'staff', moderates: { 10: true } }]), '10')).toBe('staff');
  expect(badgeIn(after([{ role: null, moderates: { 10: true } }]), '10')).toBe('moderator');
  expect(badgeIn(after([{ role: null, moderates: { 10: true } }]), '11')).toBeNull();
  expect(badgeIn(undefined, '10')).toBeNull();
});

test('the latest event decides: on the role, and on each channel that it tells of', () => {
  fc.assert(
    fc.property(fc.array(seen), channel, (events, where) => {
      const told = events.findLast(({ moderates }) => Object.hasOwn(moderates, where));
      const expected = events.at(-1)?.role ?? (told?.moderates[where] ? 'moderator' : null);
      expect(badgeIn(after(events), where)).toBe(expected);
    }),
  );
});

test('the same event again changes nothing, and whoever has no duties has no record', () => {
  fc.assert(
    fc.property(seen, (event) => {
      expect(after([event, event])).toEqual(after([event]));
    }),
  );
  fc.assert(
    fc.property(fc.array(seen), (events) => {
      const none = { role: null, moderates: { 10: false, 11: false, 12: false } };
      expect(after([...events, none])).toBeUndefined();
    }),
  );
});
