import { compareSnowflakes } from '../discussions/snowflake.ts';
import type { DraftInput } from './draft.ts';
import { guessedLanguage } from './language.ts';
import { mostCounting, priorOf } from './most-counting.ts';
import { quotableText } from './quotable.ts';
import { sentencesFromText, type Sentence } from './sentences.ts';

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
export function candidatesFrom(comments: readonly DraftInput[]): Candidate[] {
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
