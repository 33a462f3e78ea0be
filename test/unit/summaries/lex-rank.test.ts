import { expect, test } from 'vitest';
import { lexRank, vectorsFromTerms } from '../../../src/summaries/lex-rank.ts';

const rankOf = (
  lists: readonly (readonly string[])[],
  { authors = lists.map((_, index) => String(index)), priors = lists.map(() => 1) } = {},
) => [...lexRank({ vectors: vectorsFromTerms(lists), authors, priors })];

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

const STAR = [
  ['ferry', 'money', 'road'],
  ['ferry', 'water', 'boat'],
  ['money', 'budget', 'tax'],
  ['road', 'jam', 'car'],
  ['school', 'yard', 'tree'],
];

test('what others share is central, what nobody takes up keeps its prior, and all shares are one', () => {
  const rank = rankOf(STAR);
  expect(Math.max(...rank)).toBe(rank[0]);
  expect(Math.min(...rank)).toBe(rank[4]);
  expect(sumOf(rank)).toBeCloseTo(1);
});

test('a prior lifts a sentence and those like it', () => {
  const before = rankOf(STAR);
  const after = rankOf(STAR, { priors: [1, 1, 1, 9, 1] });
  expect(after[3]).toBeGreaterThan(before[3] ?? 1);
  expect((after[0] ?? 0) / (after[1] ?? 1)).toBeGreaterThan((before[0] ?? 0) / (before[1] ?? 1));
});

test('nobody votes for their own: sentences of one author rank by their priors', () => {
  const rank = rankOf(STAR, { authors: STAR.map(() => 'one') });
  for (const share of rank) expect(share).toBeCloseTo(1 / STAR.length);
});

test('agrees with the ranks of the matrix written down', () => {
  const vectors = vectorsFromTerms(STAR);
  const cosine = (one: number, other: number) =>
    one === other
      ? 0
      : sumOf(
          (vectors[one]?.terms ?? []).map((term, position) => {
            const at = vectors[other]?.terms.indexOf(term) ?? -1;
            return at === -1 ? 0 : (vectors[one]?.weights[position] ?? 0) * (vectors[other]?.weights[at] ?? 0);
          }),
        );
  const matrix = STAR.map((_, one) => STAR.map((__, other) => cosine(one, other)));
  let rank = STAR.map(() => 0.2);
  for (let round = 0; round < 300; round++) {
    const before = rank;
    rank = STAR.map((_, to) => {
      const votes = before.map((value, from) => {
        const degree = sumOf(matrix[from] ?? []);
        return degree === 0 ? value / STAR.length : (value * (matrix[from]?.[to] ?? 0)) / degree;
      });
      return 0.3 / STAR.length + 0.7 * sumOf(votes);
    });
  }
  rankOf(STAR).forEach((share, index) => expect(share).toBeCloseTo(rank[index] ?? 0, 5));
});
