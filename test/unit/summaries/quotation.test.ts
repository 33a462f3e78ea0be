import { expect, test } from 'vitest';
import { stillSays } from '../../../src/summaries/quotation.ts';

const COMMENT = 'The plan is good. It costs **too** much, though.';

test.each([
  [COMMENT, '“The plan is good.”', true],
  [COMMENT, '„The plan is good.“', true],
  [COMMENT, 'Many think “The plan is good.”, and few do not', true],
  [COMMENT, 'The plan is good.', true], // as summaries quoted before there were quotation marks
  [COMMENT, COMMENT, true], // a pinned comment
  ['He said “no” to “that”.', 'He said “no” to “that”.', true],
  ['Nobody thinks that the plan is good.', '“The plan is good.”', false],
  ['The plan is not good.', '“The plan is good.”', false],
  ['> The plan is good.\nIt is not.', '“The plan is good.”', false],
  ['', '“The plan is good.”', false],
])('whether "%s" still says %s: %s', (content, sentence, expected) => {
  expect(stillSays(content, sentence)).toBe(expected);
});
