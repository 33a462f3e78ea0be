const MAX_MARKS = 4; // of living scripts none needs more on one letter
const CONTROLS = /[\p{Cc}--[\n\t]]/gv;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;
// Embeddings, overrides and isolates can reorder what stands around them; the marks U+200E and U+200F cannot.
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;
const JOINERS = '[\u200B-\u200F\u2060\uFEFF]*';
const TOO_MANY_MARKS = new RegExp(`(\\p{M}(?:${JOINERS}\\p{M}){${MAX_MARKS - 1}})(?:${JOINERS}\\p{M})+`, 'gu');

/**
 * Text as somebody wrote it, made harmless for what stands around it: U+FFFD for lone surrogates, `\n` for every line end,
 * no control characters, no bidi controls, at most four combining marks in a row.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(LINE_ENDS, '\n')
    .replace(CONTROLS, '')
    .replace(BIDI_CONTROLS, '')
    .replace(TOO_MANY_MARKS, '$1');
}
