import { beginning } from '../markdown/graphemes.ts';
import type { Article, Section } from './article.ts';
import type { Choice } from './library.ts';

const MAX_CHOICE = 100; // UTF-16 units that Discord shows of a choice

/** Text of at most `limit` UTF-16 units, cut between graphemes with "…" at its end. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${beginning(text, limit - 1).trimEnd()}…`;
}

/** An article as an answer of autocomplete. */
export const choiceFromArticle = ({ title, slug }: Article): Choice => ({
  name: shortened(title, MAX_CHOICE),
  value: slug,
});

/** A section as an answer of autocomplete. */
export const choiceFromSection = ({ heading, slug }: Section): Choice => ({
  name: shortened(heading.trim() || slug, MAX_CHOICE),
  value: slug,
});
