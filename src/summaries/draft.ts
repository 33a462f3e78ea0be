import type { SummarySentence } from '../discussions/discussion.ts';
import { compareSnowflakes } from '../discussions/snowflake.ts';
import { escapeDiscord } from '../markdown/discord/escape.ts';
import { candidatesFrom } from './candidates.ts';
import { lexRank } from './lex-rank.ts';
import { chooseSentences } from './choice.ts';
import { vectorsFromTerms } from './vectors.ts';

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
