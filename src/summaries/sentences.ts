import { stopWordsOf } from './language.ts';
import { UNQUOTABLE } from './quotable.ts';

/** A sentence of a text, and what it is about. */
export interface Sentence {
  /** Plain text on one line, as it stands in the text. */
  readonly text: string;
  /** Its words that are no stop words, cut to their beginnings, each once, sorted. */
  readonly terms: readonly string[];
}

const MIN_WORDS = 4;
const MIN_TERMS = 3; // with fewer it is central to everything and says nothing: "the bridge is the bridge"
const MAX_CHARACTERS = 400;
// Cutting words short does for every language about what a stemmer does for one (McNamee and Mayfield, 2004).
const TERM_CHARACTERS = 6;

const SPACES = /[^\S\n]+/g;
const ABBREVIATION = /(?<![\p{L}\p{N}])(?:\p{Lu}\p{Ll}{0,2}|\p{L})\. ?$/u; // "Dr.", "St.", "z. B.", "e.g."
const MENTION_AS_TEXT = /(?<![\p{L}\p{N}.])@[\p{L}\p{N}_]/u;
const EMOJI_AROUND = /^(?::\w+: *)+|(?: +:\w+:)+$/g;
const SOMETHING = /[\p{L}\p{N}]/u;

/** The sentences of a quotable text that can stand alone: not too short, not too long, nobody mentioned. */
export function sentencesFromText(text: string, language: string): Sentence[] {
  const { sentences, words } = segmentersOf(language);
  const stopWords = stopWordsOf(language);
  return joinAbbreviations(sentences.segment(text.replace(SPACES, ' '))).flatMap((segment) => {
    const trimmed = segment.trim();
    if (trimmed.length > MAX_CHARACTERS || trimmed.includes(UNQUOTABLE) || MENTION_AS_TEXT.test(trimmed)) return [];
    const quoted = trimmed.replace(EMOJI_AROUND, '');
    const found = wordsOf(words.segment(quoted));
    const terms = new Set(found.filter((word) => !stopWords.has(word)).map((word) => word.slice(0, TERM_CHARACTERS)));
    if (found.length < MIN_WORDS || terms.size < MIN_TERMS) return [];
    return [{ text: quoted, terms: [...terms].toSorted() }];
  });
}

const wordsOf = (segments: Intl.Segments): string[] =>
  [...segments]
    .filter(({ segment, isWordLike }) => isWordLike === true && SOMETHING.test(segment))
    .map(({ segment }) => segment.normalize('NFKC').toLowerCase());

/** The segmenter ends a sentence after "Dr."; what follows belongs to it. */
function joinAbbreviations(segments: Intl.Segments): string[] {
  const joined: string[] = [];
  let open = false;
  for (const { segment } of segments) {
    if (open) joined.push(`${joined.pop() ?? ''}${segment}`);
    else joined.push(segment);
    open = ABBREVIATION.test(segment.slice(-8));
  }
  return joined;
}

interface Segmenters {
  readonly sentences: Intl.Segmenter;
  readonly words: Intl.Segmenter;
}

const SEGMENTERS = new Map<string, Segmenters>();

function segmentersOf(language: string): Segmenters {
  const known = SEGMENTERS.get(language);
  if (known) return known;
  const made = {
    sentences: new Intl.Segmenter(language, { granularity: 'sentence' }),
    words: new Intl.Segmenter(language, { granularity: 'word' }),
  };
  SEGMENTERS.set(language, made);
  return made;
}
