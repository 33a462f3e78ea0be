import type { MarkdownIt } from 'markdown-it';
import { element, escapeHtml, safeUrl } from '../html.ts';
import { attribute, createArticleParser, type Token } from './parser.ts';
import { plainFromInline } from './plain.ts';
import { setTypography } from './typography.ts';

/** Options for an article's HTML. */
export interface ArticleHtmlOptions {
  /** The BCP 47 tag of the article's language, for its quotation marks; default English. */
  readonly language?: string;
  /** The level of the highest heading, the others below it (at most 6); default: as written. */
  readonly topHeading?: number;
  /** A picture that we serve; when undefined, readers get a link and nothing is loaded. */
  readonly pictureOf?: (source: string) => OwnPicture | undefined;
}

/** A picture that we serve, with its size in pixels if known, so that the page does not jump. */
export interface OwnPicture {
  readonly path: string;
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

const LINKED_IMAGE = 'linked_image';

/** Parsers by language. */
const parsers = new Map<string, MarkdownIt>();

function parserIn(language: string): MarkdownIt {
  const known = parsers.get(language);
  if (known) return known;
  const parser = setTypography(createArticleParser(), language);
  parser.renderer.rules[LINKED_IMAGE] = (tokens, index) => linkedImage(tokens[index]);
  // A wide table scrolls in a box of its own, which the keyboard can reach.
  parser.renderer.rules['table_open'] = () => '<div class="table" tabindex="0"><table>\n';
  parser.renderer.rules['table_close'] = () => '</table></div>\n';
  parsers.set(language, parser);
  return parser;
}

/** An article's Markdown as HTML without raw HTML, scripts, inline styles or pictures from other hosts. */
export function htmlFromArticle(markdown: string, options: ArticleHtmlOptions = {}): string {
  const parser = parserIn(options.language ?? 'en');
  const environment = {};
  const tokens = parser.parse(markdown.toWellFormed(), environment);
  placeHeadings(tokens, options);
  for (const token of tokens) {
    if (token.type === 'th_open' || token.type === 'td_open') classForAlignment(token);
    if (token.type === 'inline') placeImages(token.children ?? [], options);
  }
  return parser.renderer.render(tokens, parser.options, environment);
}

function placeHeadings(tokens: readonly Token[], { topHeading }: ArticleHtmlOptions): void {
  if (topHeading === undefined) return;
  const headings = tokens.filter(({ type }) => type === 'heading_open' || type === 'heading_close');
  const highest = headings.reduce((level, token) => Math.min(level, levelOf(token)), 6);
  for (const token of headings) token.tag = `h${Math.min(6, levelOf(token) - highest + topHeading)}`;
}

const levelOf = ({ tag }: Token): number => Number(tag.slice(1));

/** The parser aligns columns with `style`, which the page's Content-Security-Policy refuses. */
function classForAlignment(token: Token): void {
  const alignment = /^text-align:(left|center|right)$/.exec(attribute(token, 'style'))?.[1];
  token.attrs = alignment ? [['class', `align-${alignment}`]] : null;
}

function placeImages(tokens: readonly Token[], { pictureOf }: ArticleHtmlOptions): void {
  let links = 0;
  for (const token of tokens) {
    if (token.type === 'link_open') links += 1;
    if (token.type === 'link_close') links -= 1;
    if (token.type !== 'image') continue;
    const own = pictureOf?.(attribute(token, 'src'));
    if (own) showPicture(token, own);
    else {
      token.type = LINKED_IMAGE;
      token.meta = { insideLink: links > 0 };
    }
  }
}

function showPicture(token: Token, { path, size }: OwnPicture): void {
  token.attrSet('src', path);
  if (size) {
    token.attrSet('width', String(size.width));
    token.attrSet('height', String(size.height));
  }
  token.attrSet('loading', 'lazy');
}

function linkedImage(token: Token | undefined): string {
  const source = safeUrl(attribute(token, 'src'));
  const words = plainFromInline(token?.children ?? []).trim();
  if (source === null || token?.meta?.insideLink) return escapeHtml(words);
  return element('a', { href: source, rel: 'noopener' }, escapeHtml(words || source));
}
