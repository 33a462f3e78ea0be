import { LRUCache } from 'lru-cache';
import Parser, { type MarkdownIt } from 'markdown-it';

/** Opening and closing marks of a quotation, then of one inside it; French ones have a space that does not break. */
type Quotes = readonly [open: string, close: string, innerOpen: string, innerClose: string];

const ENGLISH: Quotes = ['“', '”', '‘', '’'];
const GERMAN: Quotes = ['„', '“', '‚', '‘'];
const FRENCH: Quotes = ['«\u00A0', '\u00A0»', '“', '”'];
const ANGLED: Quotes = ['«', '»', '“', '”'];
const RUSSIAN: Quotes = ['«', '»', '„', '“'];
const POLISH: Quotes = ['„', '”', '«', '»'];
const NORDIC: Quotes = ['”', '”', '’', '’'];

/** By a language's two or three letters; English ones for all others. */
const QUOTES: Readonly<Record<string, Quotes>> = {
  bg: GERMAN,
  cs: GERMAN,
  de: GERMAN,
  el: ANGLED,
  es: ANGLED,
  fi: NORDIC,
  fr: FRENCH,
  hr: POLISH,
  hu: POLISH,
  hy: ANGLED,
  is: GERMAN,
  it: ANGLED,
  lt: GERMAN,
  nb: ANGLED,
  no: ANGLED,
  pl: POLISH,
  pt: ANGLED,
  ro: POLISH,
  ru: RUSSIAN,
  sk: GERMAN,
  sl: GERMAN,
  sv: NORDIC,
  uk: RUSSIAN,
};

const quotesOf = (language: string): Quotes => QUOTES[language.toLowerCase().split('-')[0] ?? ''] ?? ENGLISH;

/** Has a parser write the quotation marks, dashes and ellipses of a language where an author typed plain ones; code stays as it is. */
export function setTypography(parser: MarkdownIt, language: string): MarkdownIt {
  parser.set({ typographer: true, quotes: [...quotesOf(language)] });
  // In place of the parser's own: that makes "©" of "(c)", the third item of many a list.
  parser.core.ruler.at('replacements', ({ tokens }) => {
    for (const { children } of tokens) {
      let isAddress = false; // written as a link by itself
      for (const token of children ?? []) {
        if (token.type === 'link_open') isAddress = token.info === 'auto';
        else if (token.type === 'link_close') isAddress = false;
        else if (token.type === 'text' && !isAddress) token.content = withDashes(token.content);
      }
    }
  });
  return parser;
}

const withDashes = (text: string): string =>
  text
    .replaceAll(/(?<![-.])\.{3}(?!\.)/g, '…')
    .replaceAll(/(?<!-)---(?!-)/g, '—')
    .replaceAll(/(?<!-)--(?!-)/g, '–')
    .replaceAll(/(?<=\S )-(?= \S)/g, '–');

/** Parsers that know no markup, by their quotation marks. */
const plainParsers = new Map<Quotes, MarkdownIt>();

function plainParser(language: string): MarkdownIt {
  const quotes = quotesOf(language);
  const parser =
    plainParsers.get(quotes) ?? setTypography(new Parser('zero').enable(['replacements', 'smartquotes']), language);
  plainParsers.set(quotes, parser);
  return parser;
}

const known = new LRUCache<string, string>({ max: 2_000 });

/** A line without markup, such as a title, with the quotation marks, dashes and ellipses of its language. */
export function typographic(text: string, language: string): string {
  const name = `${language} ${text}`;
  const made = known.get(name) ?? lineFrom(text, language);
  known.set(name, made);
  return made;
}

const lineFrom = (text: string, language: string): string =>
  plainParser(language)
    .parseInline(text.toWellFormed(), {})
    .flatMap(({ children }) => children ?? [])
    .map(({ content }) => content)
    .join('');
