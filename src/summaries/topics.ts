import type { Vector } from './lex-rank.ts';

const ALIKE = 0.2; // cosine

/**
 * The topic of each sentence, as a number: that of the earlier sentence most like it, or its own. Give the best sentences first:
 * a topic gathers around the first of its sentences.
 */
export function topicsOf(vectors: readonly Vector[]): number[] {
  const byTerm = new Map<number, { topic: number; weight: number }[]>();
  let topics = 0;
  return vectors.map(({ terms, weights }) => {
    const cosines = new Map<number, number>();
    terms.forEach((term, position) => {
      for (const { topic, weight } of byTerm.get(term) ?? [])
        cosines.set(topic, (cosines.get(topic) ?? 0) + weight * (weights[position] ?? 0));
    });
    const [nearest] = [...cosines].toSorted(([, one], [, other]) => other - one);
    if (nearest && nearest[1] >= ALIKE) return nearest[0];
    const topic = topics++;
    terms.forEach((term, position) => {
      const known = byTerm.get(term) ?? [];
      byTerm.set(term, [...known, { topic, weight: weights[position] ?? 0 }]);
    });
    return topic;
  });
}
