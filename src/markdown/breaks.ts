const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' });
const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const AFTER_SENTENCE = /[\s。！？｡]/;

/** Finds the lengths at which a text may be cut in one way, ascending. */
type Breaks = (text: string) => number[];

const matches =
  (pattern: RegExp): Breaks =>
  (text) =>
    [...text.matchAll(pattern)].map(({ index }) => index);
const segments =
  (segmenter: Intl.Segmenter): Breaks =>
  (text) =>
    [...segmenter.segment(text)].map(({ index }) => index);

const BETWEEN_WORDS: readonly Breaks[] = [
  matches(/\n[^\S\n]*\n/g),
  matches(/\n/g),
  (text) => segments(sentences)(text).filter((index) => AFTER_SENTENCE.test(text.charAt(index - 1))),
  matches(/[^\S\u00A0\u202F]/g),
];
const IN_WORDS: readonly Breaks[] = [segments(words), segments(graphemes)];

/** At most `most` characters, and only where it is `allowed`. */
export interface BreakLimits {
  readonly most: number;
  readonly allowed: (length: number) => boolean;
}

/**
 * The length at which `text` is best cut: by the best kind of break in the second half, else by the best kind anywhere.
 * 0 when there is no place. `text` should be one character longer than `most`, so that a space after the last word counts.
 */
export function bestBreak(text: string, { most, allowed }: BreakLimits): number {
  const find = (kinds: readonly Breaks[], least: number): number => {
    for (const breaks of kinds) {
      const found = breaks(text).findLast((length) => length >= least && length <= most && allowed(length));
      if (found) return found;
    }
    return 0;
  };
  return find(BETWEEN_WORDS, Math.ceil(most / 2)) || find(BETWEEN_WORDS, 1) || find(IN_WORDS, 1);
}
