/** A sentence as a tf-idf vector of length 1: the numbers of its terms, and their weights. */
export interface Vector {
  readonly terms: readonly number[];
  readonly weights: readonly number[];
}

/** A vector for each list of distinct terms; a rare term weighs more. */
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

/** LexRank's input: three lists, one entry a sentence. */
export interface RankInput {
  readonly vectors: readonly Vector[];
  readonly authors: readonly string[];
  /** A sentence's weight before any votes, above 0. */
  readonly priors: readonly number[];
}

const PRIOR_SHARE = 0.3;
const MAX_ROUNDS = 100;
const ENOUGH = 1e-7;
const NOTHING = 1e-9;

/**
 * How central each sentence is, in shares of 1: continuous LexRank (Erkan and Radev, 2004), where sentences vote for those like
 * them; nobody votes for their own. No package on npm has it with priors and voters. Similarities are never written down:
 * the matrix is the vectors times the vectors, so a round costs as much as there are words.
 */
export function lexRank({ vectors, authors, priors }: RankInput): Float64Array {
  const total = priors.reduce((sum, prior) => sum + prior, 0);
  const prior = Float64Array.from(priors, (value) => value / total);
  const received = createVoting(vectors, authors);
  const degrees = received(new Float64Array(vectors.length).fill(1));
  const isAlone = (index: number): boolean => (degrees[index] ?? 0) < NOTHING;
  let rank = prior;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const votes = received(rank.map((value, index) => (isAlone(index) ? 0 : value / (degrees[index] ?? 1))));
    const unspent = rank.reduce((sum, value, index) => (isAlone(index) ? sum + value : sum), 0);
    const share = PRIOR_SHARE + (1 - PRIOR_SHARE) * unspent;
    const next = prior.map((value, index) => share * value + (1 - PRIOR_SHARE) * (votes[index] ?? 0));
    const change = next.reduce((sum, value, index) => sum + Math.abs(value - (rank[index] ?? 0)), 0);
    rank = next;
    if (change < ENOUGH) break;
  }
  return rank;
}

/** Gives each sentence what all others send, times their cosine with it, those of the same author left out. */
function createVoting(vectors: readonly Vector[], authors: readonly string[]) {
  const numbers = new Map<string, number>();
  // A term of one author is a column of its own, so that the author's votes can be taken off again.
  const own = vectors.map(({ terms }, index) =>
    terms.map((term) => {
      const key = `${term} ${authors[index] ?? ''}`;
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return number;
    }),
  );
  return (sent: Float64Array): Float64Array => {
    const byTerm = new Float64Array(numbers.size); // there are no more terms than terms of authors
    const byOwnTerm = new Float64Array(numbers.size);
    vectors.forEach(({ terms, weights }, index) =>
      terms.forEach((term, position) => {
        const vote = (weights[position] ?? 0) * (sent[index] ?? 0);
        const ownTerm = own[index]?.[position] ?? 0;
        byTerm[term] = (byTerm[term] ?? 0) + vote;
        byOwnTerm[ownTerm] = (byOwnTerm[ownTerm] ?? 0) + vote;
      }),
    );
    return Float64Array.from(vectors, ({ terms, weights }, index) =>
      terms.reduce((sum, term, position) => {
        const votes = (byTerm[term] ?? 0) - (byOwnTerm[own[index]?.[position] ?? 0] ?? 0);
        return sum + (weights[position] ?? 0) * Math.max(0, votes);
      }, 0),
    );
  };
}
