import Parser, { type Env, type MarkdownIt, type Token } from 'markdown-it';

export type { Token };

/** The link definitions of a text, by normalized label. */
export type Definitions = NonNullable<Env['references']>;

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const ALLOWED = /^(?:https?|mailto):/i;

/** The parser for articles: CommonMark with tables and strike-through, no raw HTML; links to the web, to mail or on the site only. */
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

/** The normalized form of a label. */
const normaliseLabel = (label: string): string => parser.utils.normalizeReference(label);

/** An attribute of a token as text; '' when it has none. */
export const attribute = (token: Token | undefined, name: string): string => String(token?.attrGet(name) ?? '');

const LABEL = /\[([^[\]]+)\]/g;
const DEFINITION = /^ {0,3}\[([^[\]]+)\]:/gm;

/** A part of a text with the link definitions that it uses, so that it can be rendered alone. */
export function withDefinitions(part: string, definitions: Definitions): string {
  const labels = (pattern: RegExp) =>
    new Set([...part.matchAll(pattern)].map(([, label = '']) => normaliseLabel(label)));
  const missing = [...labels(LABEL).difference(labels(DEFINITION))].flatMap((label) => {
    const reference = Object.hasOwn(definitions, label) ? definitions[label] : undefined;
    return reference ? [definition(label, reference)] : [];
  });
  return missing.length === 0 ? part : `${part}\n\n${missing.join('\n')}`.trim();
}

function definition(label: string, { href, title }: { href: string; title?: string }): string {
  const quoted = title ? ` "${title.replace(/\s+/g, ' ').replace(/["\\]/g, '\\$&')}"` : '';
  return `[${label}]: <${href}>${quoted}`;
}
