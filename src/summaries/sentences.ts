import { eld } from 'eld/extrasmall';
import * as stopWordLists from 'stopword';
import { parseDiscord } from '../markdown/discord/parse.ts';
import type { DiscordBlock, DiscordInline, DiscordLink } from '../markdown/discord/tree.ts';

/** Long enough to tell a language; more only takes time. */
const MAX_SAMPLE = 200;

/** The language of a text as a BCP 47 tag; null when it cannot be told, as in "ok nice". */
export function guessedLanguage(text: string): string | null {
  const found = eld.detect(text.slice(0, MAX_SAMPLE));
  return found.isReliable() ? found.language : null;
}

/** A language's stop words in lower case; empty for a language without a list. */
export const stopWordsOf = (language: string): ReadonlySet<string> => STOP_WORDS.get(language) ?? NONE;

const NONE: ReadonlySet<string> = new Set();
const ISO_639_3 = /^[a-z]{3}$/;

const STOP_WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(stopWordLists).flatMap(([code, words]) =>
    typeof words === 'function' || !ISO_639_3.test(code) ? [] : [[tagFromCode(code), new Set(words)]],
  ),
);

/** `deu` is `de`; the detector's Norwegian is Bokmål. */
function tagFromCode(code: string): string {
  const tag = Intl.getCanonicalLocales(code)[0] ?? code;
  return tag === 'nb' ? 'no' : tag;
}

/** Marks the place of something that must not, or cannot, be quoted. */
const UNQUOTABLE = '\uFFFC';

/**
 * The quotable text of a comment (Discord's markdown), line by line: no quotes of others, no fenced code. `UNQUOTABLE` stands for
 * what means nothing elsewhere or would give somebody away: a mention, a spoiler, a bare link.
 */
export const quotableText = (content: string): string => blocksText(parseDiscord(content));

const blocksText = (blocks: readonly DiscordBlock[]): string => blocks.map(blockText).join('\n');

function blockText(block: DiscordBlock): string {
  switch (block.type) {
    case 'quote':
    case 'codeBlock':
      return '';
    case 'list':
      return block.items.map(blocksText).join('\n');
    default:
      return inlineText(block.children);
  }
}

const inlineText = (nodes: readonly DiscordInline[]): string => nodes.map(nodeText).join('');

function nodeText(node: DiscordInline): string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'break':
      return '\n';
    case 'emoji':
      return `:${node.name}:`;
    case 'link':
      return linkText(node);
    case 'strong':
    case 'emphasis':
    case 'underline':
      return inlineText(node.children);
    default:
      return UNQUOTABLE;
  }
}

function linkText({ children }: DiscordLink): string {
  const label = inlineText(children);
  return /^https?:\/\//i.test(label) ? UNQUOTABLE : label;
}

/** A sentence of a text, and its terms. */
export interface Sentence {
  /** Plain text on one line, as it stands in the text. */
  readonly text: string;
  /** Its words without stop words, cut to six characters, each once, sorted. */
  readonly terms: readonly string[];
  /** Whether it can be quoted at all: neither too short nor too long, and mentioning nobody. */
  readonly isQuotable: boolean;
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

/** The sentences of a quotable text. */
export function sentencesFromText(text: string, language: string): Sentence[] {
  const { sentences, words } = segmentersOf(language);
  const stopWords = stopWordsOf(language);
  return joinAbbreviations(sentences.segment(text.replace(SPACES, ' '))).flatMap((segment) => {
    const quoted = segment.trim().replace(EMOJI_AROUND, '');
    if (!quoted) return [];
    const isForeign = quoted.length > MAX_CHARACTERS || quoted.includes(UNQUOTABLE) || MENTION_AS_TEXT.test(quoted);
    if (isForeign) return [{ text: quoted, terms: [], isQuotable: false }];
    const found = wordsOf(words.segment(quoted));
    const terms = new Set(found.filter((word) => !stopWords.has(word)).map((word) => word.slice(0, TERM_CHARACTERS)));
    const isQuotable = found.length >= MIN_WORDS && terms.size >= MIN_TERMS;
    return [{ text: quoted, terms: [...terms].toSorted(), isQuotable }];
  });
}

const wordsOf = (segments: Intl.Segments): string[] =>
  [...segments]
    .filter(({ segment, isWordLike }) => isWordLike === true && SOMETHING.test(segment))
    .map(({ segment }) => segment.normalize('NFKC').toLowerCase());

/** Joins what the segmenter cut after an abbreviation such as "Dr.". */
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
