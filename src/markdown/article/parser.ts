import Parser, { type Env, type MarkdownIt, type Token } from 'markdown-it';

export type { Token };

/** The link definitions of a text, by normalised label. */
export type Definitions = NonNullable<Env['references']>;

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const ALLOWED = /^(?:https?|mailto):/i;

/** A parser for articles: CommonMark with tables and strike-through, no raw HTML; links lead to the web, to mail or stay on the site. */
export function createArticleParser(): MarkdownIt {
  const parser = new Parser({ html: false, linkify: true });
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  parser.validateLink = (url) => !SCHEME.test(url.trim()) || ALLOWED.test(url.trim());
  return parser;
}

const parser = createArticleParser();

/** The tokens of a whole text. */
export const tokensFromArticle = (markdown: string): Token[] => parser.parse(markdown.toWellFormed(), {});

/** The tokens of a whole text, and its link definitions. */
export function tokensAndDefinitions(markdown: string): { tokens: Token[]; definitions: Definitions } {
  const environment: Env = {};
  const tokens = parser.parse(markdown.toWellFormed(), environment);
  return { tokens, definitions: environment.references ?? {} };
}

/** A label as definitions are found by. */
export const normaliseLabel = (label: string): string => parser.utils.normalizeReference(label);

/** An attribute of a token as text; '' when it has none. */
export const attribute = (token: Token | undefined, name: string): string => String(token?.attrGet(name) ?? '');
