import { element, escapeHtml } from '../html.ts';
import { safeUrl } from '../url.ts';
import { attribute, createArticleParser, type Token } from './parser.ts';
import { plainFromInline } from './plain.ts';

/** How an article's HTML fits into its page. */
export interface ArticleHtmlOptions {
  /** Added to every heading's level (6 at most); 0 without it. */
  readonly headingOffset?: number;
  /** Our own address for a picture; for null, or without this, readers get a link instead and nothing is loaded. */
  readonly imageUrl?: (source: string) => string | null;
}

const LINKED_IMAGE = 'linked_image';

const parser = createArticleParser();
parser.renderer.rules[LINKED_IMAGE] = (tokens, index) => linkedImage(tokens[index]);

/** An article's Markdown as HTML without raw HTML, scripts, inline styles or pictures from other hosts. */
export function htmlFromArticle(markdown: string, options: ArticleHtmlOptions = {}): string {
  const environment = {};
  const tokens = parser.parse(markdown.toWellFormed(), environment);
  for (const token of tokens) {
    if (token.type === 'heading_open' || token.type === 'heading_close') lowerHeading(token, options);
    if (token.type === 'th_open' || token.type === 'td_open') classForAlignment(token);
    if (token.type === 'inline') placeImages(token.children ?? [], options);
  }
  return parser.renderer.render(tokens, parser.options, environment);
}

function lowerHeading(token: Token, { headingOffset = 0 }: ArticleHtmlOptions): void {
  token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + headingOffset)}`;
}

/** The parser aligns columns with `style`, which the page's Content-Security-Policy refuses. */
function classForAlignment(token: Token): void {
  const alignment = /^text-align:(left|center|right)$/.exec(attribute(token, 'style'))?.[1];
  token.attrs = alignment ? [['class', `align-${alignment}`]] : null;
}

function placeImages(tokens: readonly Token[], { imageUrl }: ArticleHtmlOptions): void {
  let links = 0;
  for (const token of tokens) {
    if (token.type === 'link_open') links += 1;
    if (token.type === 'link_close') links -= 1;
    if (token.type !== 'image') continue;
    const own = imageUrl?.(attribute(token, 'src')) ?? null;
    if (own !== null) {
      token.attrSet('src', own);
      token.attrSet('loading', 'lazy');
    } else {
      token.type = LINKED_IMAGE;
      token.meta = { insideLink: links > 0 };
    }
  }
}

function linkedImage(token: Token | undefined): string {
  const source = safeUrl(attribute(token, 'src'));
  const words = plainFromInline(token?.children ?? []).trim();
  if (source === null || token?.meta?.insideLink) return escapeHtml(words);
  return element('a', { href: source, rel: 'noopener' }, escapeHtml(words || source));
}
