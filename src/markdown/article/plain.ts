import { withDefinitions, tokensAndDefinitions, tokensFromArticle, type Token, attribute } from './parser.ts';

/** An article's text without markup: a line for each paragraph, heading, item and row; a picture's description stands for it. */
export function plainFromArticle(markdown: string): string {
  const lines: string[] = [];
  for (const token of tokensFromArticle(markdown)) {
    if (token.type === 'inline') lines.push(plainFromInline(token.children ?? []));
    if (token.type === 'fence' || token.type === 'code_block') lines.push(token.content.trimEnd());
  }
  return lines.filter((line) => line.trim() !== '').join('\n');
}

/** The text of inline tokens; a soft line break is a space, a hard one is `\n`. */
export function plainFromInline(tokens: readonly Token[]): string {
  return tokens.map(plainFromToken).join('');
}

function plainFromToken(token: Token): string {
  switch (token.type) {
    case 'image':
      return plainFromInline(token.children ?? []);
    case 'softbreak':
      return ' ';
    case 'hardbreak':
      return '\n';
    default:
      return token.content;
  }
}

/** The Markdown of the first paragraph with words, else of the first block; '' for an empty text. */
export function firstParagraph(markdown: string): string {
  const { tokens, definitions } = tokensAndDefinitions(markdown);
  const paragraph = tokens.find(
    (token, index) => token.type === 'paragraph_open' && token.level === 0 && hasWords(tokens[index + 1]),
  );
  const [start, end] = (paragraph ?? tokens[0])?.map ?? [0, 0];
  return withDefinitions(
    markdown
      .split(/\r\n|\n|\r/)
      .slice(start, end)
      .join('\n')
      .trim(),
    definitions,
  );
}

const hasWords = (inline: Token | undefined): boolean =>
  (inline?.children ?? []).some((token) => token.type !== 'image' && token.content.trim() !== '');

/** A picture in a text: its normalized address, its description, and the line in which its paragraph begins (from 0). */
export interface PictureInText {
  readonly source: string;
  readonly alt: string;
  readonly line: number;
}

/** The pictures of a text, in order. */
export function picturesInArticle(markdown: string): PictureInText[] {
  let line = 0;
  return tokensFromArticle(markdown).flatMap(({ map, children }) => {
    line = map?.[0] ?? line; // a table's cells have none of their own
    return (children ?? [])
      .filter(({ type }) => type === 'image')
      .map((token) => ({ source: attribute(token, 'src'), alt: plainFromInline(token.children ?? []), line }));
  });
}
