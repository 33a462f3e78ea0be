import { expect, test } from 'vitest';
import { bestComments } from '../../../src/summaries/draft.ts';
import { draftInputId, draftInputs } from '../../helpers/draft-inputs.ts';

const many = (count: number, content = 'Words of the usual kind.') =>
  draftInputs(
    Array.from({ length: count }, (_, index) => ({ content, score: index === 7 ? 3 : 0, recommended: index === 9 })),
  );

test('few comments are all read, oldest first', () => {
  const inputs = many(20);
  expect(bestComments(inputs.toReversed())).toEqual(inputs);
});

test('of more than 4,000 the recommended and those with reactions are read, and the rest is drawn from the whole time', () => {
  const read = bestComments(many(10_000)).map(({ id }) => id);
  expect(read).toHaveLength(4_000);
  expect(read).toContain(draftInputId(7));
  expect(read).toContain(draftInputId(9));
  const early = read.filter((id) => id < draftInputId(5_000)).length;
  expect(early).toBeGreaterThan(1_800);
  expect(early).toBeLessThan(2_200);
});

test('no more than 500,000 characters are read', () => {
  const read = bestComments(many(200, 'x'.repeat(4_000)));
  expect(read).toHaveLength(125);
  expect(read.map(({ id }) => id)).toContain(draftInputId(9));
});

test('what was chosen stays chosen', () => {
  const read = bestComments(many(6_000, 'x'.repeat(200)));
  expect(bestComments(read)).toEqual(read);
});
