/** What a sentence is about: numbers of its terms and how much each says (tf-idf, of length 1). */
export interface Vector {
  readonly terms: readonly number[];
  readonly weights: readonly number[];
}

/** A vector for each list of distinct terms: a term says the more, the fewer lists have it. */
export function vectorsFromTerms(lists: readonly (readonly string[])[]): Vector[] {
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  const numbered = lists.map((terms) =>
    terms.map((term) => {
      const number = numbers.get(term) ?? numbers.size;
      numbers.set(term, number);
      counts[number] = (counts[number] ?? 0) + 1;
      return number;
    }),
  );
  const rarity = counts.map((count) => Math.log(1 + lists.length / count));
  return numbered.map((terms) => {
    const length = Math.hypot(...terms.map((term) => rarity[term] ?? 0));
    return { terms, weights: terms.map((term) => (rarity[term] ?? 0) / length) };
  });
}
