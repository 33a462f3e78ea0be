import { attribute, tokensFromArticle } from './parser.ts';
import { plainFromInline } from './plain.ts';

/** A picture in a text: its address as written (normalised), what it shows, and the line in which its paragraph begins (from 0). */
export interface PictureInText {
  readonly source: string;
  readonly alt: string;
  readonly line: number;
}

/** The pictures of a text in their order. */
export function picturesInArticle(markdown: string): PictureInText[] {
  let line = 0;
  return tokensFromArticle(markdown).flatMap(({ map, children }) => {
    line = map?.[0] ?? line; // a table's cells have none of their own
    return (children ?? [])
      .filter(({ type }) => type === 'image')
      .map((token) => ({ source: attribute(token, 'src'), alt: plainFromInline(token.children ?? []), line }));
  });
}
