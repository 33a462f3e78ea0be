import { compareSnowflakes } from '../discussions/snowflake.ts';
import type { DraftInput } from './draft.ts';

/** Together they bound time and memory, whatever the comments hold. */
const MAX_COMMENTS = 4_000;
const MAX_CHARACTERS = 500_000;
const RECOMMENDED = 4; // as much as 15 reactions

/** The best by reactions and recommendation, as many as can be read, oldest first; equals are drawn from the whole time. */
export function mostCounting(comments: readonly DraftInput[]): DraftInput[] {
  let characters = 0;
  return comments
    .map((comment) => ({ comment, prior: priorOf(comment), draw: Array.from(comment.id).toReversed().join('') }))
    .toSorted((one, other) => other.prior - one.prior || compareSnowflakes(one.draw, other.draw))
    .slice(0, MAX_COMMENTS)
    .map(({ comment }) => comment)
    .filter(({ content }) => (characters += content.length) <= MAX_CHARACTERS)
    .toSorted((one, other) => compareSnowflakes(one.id, other.id));
}

/** What reactions and a recommendation make a comment worth, from 1. */
export const priorOf = ({ score, recommended }: DraftInput): number =>
  1 + Math.log2(1 + Math.max(0, score)) + (recommended ? RECOMMENDED : 0);
