import { compareSnowflakes } from '../snowflake.ts';
import { guessedLanguage, quotableText, sentencesFromText, type Sentence } from './sentences.ts';
import type { SummarySentence } from '../discussions/discussion.ts';
import { escapeDiscord } from '../markdown/discord/escape.ts';

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

/** Sentences as LexRank sees them; the three lists go together. */
export interface RankInput {
  readonly vectors: readonly Vector[];
  /** Who wrote it. */
  readonly authors: readonly string[];
  /** What it is worth before any other speaks for it, above 0. */
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

/** Together they bound time and memory, whatever the comments hold. */
const MAX_COMMENTS = 4_000;
const MAX_READ = 500_000;
const RECOMMENDED = 4; // as much as 15 reactions

/** The best by reactions and recommendation, as many as can be read, oldest first; equals are drawn from the whole time. */
export function mostCounting(comments: readonly DraftInput[]): DraftInput[] {
  let characters = 0;
  return comments
    .map((comment) => ({ comment, prior: priorOf(comment), draw: Array.from(comment.id).toReversed().join('') }))
    .toSorted((one, other) => other.prior - one.prior || compareSnowflakes(one.draw, other.draw))
    .slice(0, MAX_COMMENTS)
    .map(({ comment }) => comment)
    .filter(({ content }) => (characters += content.length) <= MAX_READ)
    .toSorted((one, other) => compareSnowflakes(one.id, other.id));
}

/** What reactions and a recommendation make a comment worth, from 1. */
const priorOf = ({ score, recommended }: DraftInput): number =>
  1 + Math.log2(1 + Math.max(0, score)) + (recommended ? RECOMMENDED : 0);

/** A sentence that may be chosen, with what it comes from. */
export interface Candidate extends Sentence {
  readonly comment: string;
  readonly author: string;
  /** Its place in the comment, from 0. */
  readonly position: number;
  /** What reactions and a recommendation make it worth, from 1. */
  readonly prior: number;
}

/** The sentences of the comments that count most, oldest first; what several wrote in the same words is there once. */
function candidatesFrom(comments: readonly DraftInput[]): Candidate[] {
  const read = mostCounting(comments).map((comment) => {
    const text = quotableText(comment.content);
    return { comment, text, language: guessedLanguage(text) };
  });
  const usual = mostCommon(read.flatMap(({ language }) => language ?? []));
  const bySaying = new Map<string, Candidate>();
  for (const { comment, text, language } of read) {
    const { id, author } = comment;
    const prior = priorOf(comment);
    sentencesFromText(text, language ?? usual).forEach((sentence, position) => {
      const saying = sentence.terms.join(' ');
      if ((bySaying.get(saying)?.prior ?? 0) >= prior) return;
      bySaying.set(saying, { ...sentence, comment: id, author, position, prior });
    });
  }
  return [...bySaying.values()].toSorted(
    (one, other) => compareSnowflakes(one.comment, other.comment) || one.position - other.position,
  );
}

function mostCommon(languages: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1);
  const sorted = [...counts].toSorted(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
  return sorted[0]?.[0] ?? 'en';
}

const MAX_OF_AUTHOR = 2;
const MAX_OVERLAP = 0.6;

/** Takes the best that fit, best first: two of an author, and none that says what one taken before has said. */
function chooseSentences(
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

/** A published comment that a draft may quote; `id` and `author` are Discord's. */
export interface DraftInput {
  readonly id: string;
  readonly author: string;
  /** Discord's markdown. */
  readonly content: string;
  /** The sum of its reaction counts. */
  readonly score: number;
  readonly recommended: boolean;
}

/** How much a draft may hold. */
export interface DraftOptions {
  /** Without it, half as many as comments, and 8 at most. */
  readonly maxSentences?: number;
  /** Of all texts joined by spaces; 4,000 without it, and at most. */
  readonly maxCharacters?: number;
}

/** Fewer say less than a reader sees at a glance. */
const MIN_COMMENTS = 5;
const MAX_CHARACTERS = 4_000; // what a modal's field and an embed can hold
const MAX_SENTENCES = 8;

/**
 * The sentences that say best what the comments are about, oldest first, each word for word from its comment and escaped for
 * Discord; none of fewer than five comments, at most two of a member. The same comments in any order give the same draft.
 */
export function draftSummary(comments: readonly DraftInput[], options: DraftOptions = {}): SummarySentence[] {
  if (comments.length < MIN_COMMENTS) return [];
  const candidates = candidatesFrom(comments);
  const rank = lexRank({
    vectors: vectorsFromTerms(candidates.map(({ terms }) => terms)),
    authors: candidates.map(({ author }) => author),
    priors: candidates.map(({ prior }) => prior),
  });
  const ranked = candidates
    .map((candidate, index) => ({ candidate, index, rank: rank[index] ?? 0 }))
    .toSorted((one, other) => other.rank - one.rank || one.index - other.index)
    .map(({ candidate }) => ({ ...candidate, text: escapeDiscord(candidate.text) }));
  const chosen = chooseSentences(ranked, {
    maxSentences: options.maxSentences ?? Math.min(MAX_SENTENCES, Math.ceil(comments.length / 2)),
    maxCharacters: Math.min(options.maxCharacters ?? MAX_CHARACTERS, MAX_CHARACTERS),
  });
  return chosen
    .toSorted((one, other) => compareSnowflakes(one.comment, other.comment) || one.position - other.position)
    .map(({ text, comment }) => ({ text, comment }));
}
