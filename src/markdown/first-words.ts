import { graphemesOf } from './graphemes.ts';

const spaces = /\s+/g;

/** The beginning of plain text on one line, at most `max` graphemes; cut after a word, and marked with `…` when something is left out. */
export function firstWords(plain: string, max = 80): string {
  const line = plain.replace(spaces, ' ').trim();
  const kept: string[] = [];
  for (const grapheme of graphemesOf(line)) {
    if (kept.length === max) return `${cutAtWord(kept.slice(0, max - 1))}…`;
    kept.push(grapheme);
  }
  return line;
}

function cutAtWord(kept: readonly string[]): string {
  const space = kept.lastIndexOf(' ');
  return kept
    .slice(0, space > kept.length / 2 ? space : kept.length)
    .join('')
    .trimEnd();
}
