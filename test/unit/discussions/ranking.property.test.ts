import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reaction } from '../../../src/discussions/comment.ts';
import { NEGATIVE_EMOJI, scoreOf } from '../../../src/discussions/ranking.ts';

const SKINS = ['', '🏻', '🏽', '🏿'];
const POSITIVE = ['👍', '❤️', '😂', '🎉', '🙏🏽', '👀', '🔥', '🇩🇪'];

const count = fc.integer({ min: 1, max: 1_000 });
const negative = fc
  .tuple(fc.constantFrom(...NEGATIVE_EMOJI), fc.constantFrom(...SKINS), fc.constantFrom('', '\uFE0F'))
  .map((parts) => parts.join(''));
const reaction: fc.Arbitrary<Reaction> = fc.oneof(
  fc.record({ emoji: fc.oneof(fc.constantFrom(...POSITIVE), negative, fc.constant(':ferry:')), count }),
  fc.record({ emoji: fc.constant(':ferry:'), count, isChosen: fc.constant(true as const) }),
);
const reactions = fc.array(reaction, { maxLength: 30 });

describe('the score of a comment', () => {
  test('is how often its most-given positive emoji was given', () => {
    expect(
      scoreOf([
        { emoji: '👍', count: 3 },
        { emoji: '🎉', count: 2 },
        { emoji: '👎', count: 40 },
        { emoji: ':ferry:', count: 50 },
      ]),
    ).toBe(3);
    expect(scoreOf([{ emoji: ':ferry:', count: 5, isChosen: true }])).toBe(5);
    expect(scoreOf([{ emoji: '👍🏿', count: 2 }])).toBe(2);
    expect(scoreOf([])).toBe(0);
  });

  test('does not depend on the order of the reactions', () => {
    const shuffled = reactions.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    fc.assert(fc.property(shuffled, ([all, other]) => scoreOf(all) === scoreOf(other)));
  });

  test('never rises by a negative reaction, in any skin colour', () => {
    fc.assert(
      fc.property(
        reactions,
        negative,
        count,
        (all, emoji, by) => scoreOf([...all, { emoji, count: by }]) === scoreOf(all),
      ),
    );
  });

  test('never rises by a custom emoji that nobody chose', () => {
    fc.assert(
      fc.property(
        reactions,
        count,
        (all, by) => scoreOf([...all, { emoji: ':angry_ferry:', count: by }]) === scoreOf(all),
      ),
    );
  });

  test('one person’s emoji, however many, never beat one emoji of two or more', () => {
    const alone = fc.uniqueArray(reaction, { selector: ({ emoji }) => emoji, maxLength: 20 });
    fc.assert(
      fc.property(alone, fc.integer({ min: 2, max: 100 }), (all, people) => {
        const ofOne = all.map((each) => ({ ...each, count: 1 }));
        return scoreOf(ofOne) < scoreOf([{ emoji: '👍', count: people }]);
      }),
    );
  });
});
