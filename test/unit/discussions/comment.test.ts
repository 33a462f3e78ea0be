import { expect, test } from 'vitest';
import { NEGATIVE_EMOJI, scoreOf } from '../../../src/discussions/comment.ts';

test('the score of a comment is the sum of its reactions, and no negative one adds to it', () => {
  const reactions = [
    { emoji: '👍', count: 3 },
    { emoji: ':custom:', count: 2 },
    ...NEGATIVE_EMOJI.map((emoji) => ({ emoji, count: 40 })),
  ];
  expect(scoreOf(reactions)).toBe(5);
  expect(scoreOf([{ emoji: '👎', count: 4 }])).toBe(0);
});

test('a negative emoji is one in every skin colour, and with its variation selector', () => {
  expect(scoreOf(['👎🏻', '👎🏿', '❌\uFE0F'].map((emoji) => ({ emoji, count: 1 })))).toBe(0);
  expect(scoreOf([{ emoji: '👍🏿', count: 1 }])).toBe(1);
});
