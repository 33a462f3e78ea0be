import { expect, test } from 'vitest';
import type { Summary } from '../../../src/discussions/discussion.ts';
import { sourcesOf, withoutErasedSource, withoutSource } from '../../../src/discussions/summary.ts';

const drafted: Summary = {
  message: '99',
  sentences: [
    { text: 'One says so.', comment: '1' },
    { text: 'Two does not.', comment: '2' },
    { text: 'That is all.', comment: null },
  ],
  sources: ['1', '2', '3'],
  isRewritten: false,
  isWithdrawn: false,
  by: '9',
  updatedAt: 5,
};
const rewritten: Summary = { ...drafted, sentences: [{ text: 'Some say so.', comment: null }], isRewritten: true };

test('a drafted summary loses the sentences of a comment that went, and stays', () => {
  const left = withoutSource(drafted, '1');
  expect(left.sentences.map(({ text }) => text)).toEqual(['Two does not.', 'That is all.']);
  expect(left).toMatchObject({ sources: ['2', '3'], isWithdrawn: false });
  expect(withoutErasedSource(drafted, '1')).toEqual(left);
});

test('a rewritten one is withdrawn, and of one who is forgotten no word stays', () => {
  expect(withoutSource(rewritten, '3')).toEqual({ ...rewritten, sources: ['1', '2'], isWithdrawn: true });
  expect(withoutErasedSource(rewritten, '3')).toMatchObject({ sentences: [], isWithdrawn: true });
});

test('what it is not made from leaves it the very same', () => {
  expect(withoutSource(drafted, '4')).toBe(drafted);
  expect(withoutErasedSource(rewritten, '4')).toBe(rewritten);
  expect(sourcesOf({ ...drafted, sources: [] })).toEqual(['1', '2']);
});
