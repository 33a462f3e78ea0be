import { compareSnowflakes } from '../snowflake.ts';
import { guessedLanguage, quotableText, sentencesFromText, type Sentence } from './sentences.ts';
import type { SummarySentence } from '../discussions/discussion.ts';
import { escapeDiscord } from '../markdown/discord/escape.ts';
import { lexRank, vectorsFromTerms } from './lex-rank.ts';

/** A published comment that a draft may quote; `id` and `author` are Discord's. */
export interface DraftInput {
  readonly id: string;
  readonly author: string;
  /** Discord's markdown. */
  readonly content: string;
  /** How often its most-given positive emoji was given. */
  readonly score: number;
  readonly recommended: boolean;
}

/** Limits of a draft. */
export interface DraftOptions {
  /** Default: half as many as comments, at most 8. */
  readonly maxSentences?: number;
  /** Of all sentences joined by spaces; default and maximum 4,000. */
  readonly maxCharacters?: number;
}

/** Fewer comments than this are read at a glance: they get no draft. */
const MIN_COMMENTS = 5;
const MAX_CHARACTERS = 4_000; // what a modal's field and an embed can hold
const MAX_SENTENCES = 8;

/**
 * Drafts a summary: the comments' most central sentences, oldest first, each word for word from its comment and escaped for
 * Discord. No sentences for fewer than five comments, at most two of one member. The order of the comments does not matter.
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

const MAX_OF_AUTHOR = 2;
const MAX_OVERLAP = 0.6;

/** Chooses the draft's sentences, the best first: those that fit, at most two of one author, none that repeats one already chosen. */
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

/** How much of the shorter list is in the other, from 0 to 1. */
function overlap(one: readonly string[], other: readonly string[]): number {
  const [shorter, longer] = one.length <= other.length ? [one, new Set(other)] : [other, new Set(one)];
  return shorter.filter((term) => longer.has(term)).length / shorter.length;
}

/** A sentence that can be chosen, and where it is from. */
export interface Candidate extends Sentence {
  readonly comment: string;
  readonly author: string;
  /** Its place in the comment, from 0. */
  readonly position: number;
  /** The weight of its comment's reactions and recommendation, from 1. */
  readonly prior: number;
}

/** The sentences of the best comments, oldest first; one that several people wrote in the same words is there once. */
function candidatesFrom(comments: readonly DraftInput[]): Candidate[] {
  const read = bestComments(comments).map((comment) => {
    const text = quotableText(comment.content);
    return { comment, text, language: guessedLanguage(text) };
  });
  const usual = mostFrequent(read.flatMap(({ language }) => language ?? []));
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

function mostFrequent(languages: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1);
  const sorted = [...counts].toSorted(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
  return sorted[0]?.[0] ?? 'en';
}

/** Bounds on time and memory. */
const MAX_COMMENTS = 4_000;
const MAX_READ = 500_000;
const RECOMMENDED = 4; // as much as 15 reactions

/** The best comments by reactions and recommendation, as many as a draft reads, oldest first; ties are drawn from the whole period. */
export function bestComments(comments: readonly DraftInput[]): DraftInput[] {
  let characters = 0;
  return comments
    .map((comment) => ({ comment, prior: priorOf(comment), draw: Array.from(comment.id).toReversed().join('') }))
    .toSorted((one, other) => other.prior - one.prior || compareSnowflakes(one.draw, other.draw))
    .slice(0, MAX_COMMENTS)
    .map(({ comment }) => comment)
    .filter(({ content }) => (characters += content.length) <= MAX_READ)
    .toSorted((one, other) => compareSnowflakes(one.id, other.id));
}

/** The weight of a comment's reactions and recommendation, from 1. */
const priorOf = ({ score, recommended }: DraftInput): number =>
  1 + Math.log2(1 + Math.max(0, score)) + (recommended ? RECOMMENDED : 0);
