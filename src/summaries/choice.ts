import type { Candidate } from './candidates.ts';

const MAX_OF_AUTHOR = 2;
const MAX_OVERLAP = 0.6;

/** Takes the best that fit, best first: two of an author, and none that says what one taken before has said. */
export function chooseSentences(
  ranked: readonly Candidate[],
  { maxSentences, maxCharacters }: { maxSentences: number; maxCharacters: number },
): Candidate[] {
  const chosen: Candidate[] = [];
  let characters = 0;
  for (const candidate of ranked) {
    if (chosen.length >= maxSentences) break;
    const length = candidate.text.length + (chosen.length > 0 ? 1 : 0);
    const ofAuthor = chosen.filter(({ author }) => author === candidate.author).length;
    if (characters + length > maxCharacters || ofAuthor >= MAX_OF_AUTHOR) continue;
    if (chosen.some((other) => overlap(candidate.terms, other.terms) > MAX_OVERLAP)) continue;
    chosen.push(candidate);
    characters += length;
  }
  return chosen;
}

/** How much of the shorter one is in the other, from 0 to 1. */
function overlap(one: readonly string[], other: readonly string[]): number {
  const [shorter, longer] = one.length <= other.length ? [one, new Set(other)] : [other, new Set(one)];
  return shorter.filter((term) => longer.has(term)).length / shorter.length;
}
