import { graphemesOf } from '../graphemes.ts';
import type { Token } from './parser.ts';
import { plainFromInline } from './plain.ts';

const widthOf = (text: string): number => [...graphemesOf(text)].length;

/** A table's tokens as lines of equal columns, for a code block; the head is underlined. */
export function tableDiscord(tokens: readonly Token[]): string {
  const rows = rowsFromTokens(tokens);
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  const lines = rows.map((row) =>
    widths
      .map((width, column) => pad(row[column] ?? '', width))
      .join(' | ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('-|-'));
  return lines.join('\n');
}

function rowsFromTokens(tokens: readonly Token[]): string[][] {
  const rows: string[][] = [];
  for (const token of tokens) {
    if (token.type === 'tr_open') rows.push([]);
    if (token.type === 'inline') rows.at(-1)?.push(plainFromInline(token.children ?? []).replace(/\s+/g, ' '));
  }
  return rows;
}

const pad = (text: string, width: number): string => text + ' '.repeat(width - widthOf(text));
