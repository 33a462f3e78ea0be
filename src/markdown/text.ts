const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The graphemes of a text: what people see as one character each. */
export function* graphemesOf(text: string): Iterable<string> {
  for (const { segment } of graphemes.segment(text)) yield segment;
}

/** The beginning of a text: whole graphemes of at most `limit` UTF-16 units. */
export function beginning(text: string, limit: number): string {
  let kept = '';
  for (const grapheme of graphemesOf(text)) {
    if (kept.length + grapheme.length > limit) break;
    kept += grapheme;
  }
  return kept;
}

const spaces = /\s+/g;

/** The beginning of plain text on one line, at most `max` graphemes; a longer text is cut after a word and ends with `…`. */
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

const MAX_MARKS = 4; // no living script needs more on one letter
const CONTROLS = /[\p{Cc}--[\n\t]]/gv;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;
// Embeddings, overrides and isolates can reorder what stands around them; the marks U+200E and U+200F cannot.
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;
const JOINERS = '[\u200B-\u200F\u2060\uFEFF]*';
const TOO_MANY_MARKS = new RegExp(`(\\p{M}(?:${JOINERS}\\p{M}){${MAX_MARKS - 1}})(?:${JOINERS}\\p{M})+`, 'gu');

/**
 * Makes somebody's text safe for the text around it: U+FFFD for lone surrogates, `\n` for every line end, no control characters,
 * no bidi controls, at most four combining marks in a row.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(LINE_ENDS, '\n')
    .replace(CONTROLS, '')
    .replace(BIDI_CONTROLS, '')
    .replace(TOO_MANY_MARKS, '$1');
}
