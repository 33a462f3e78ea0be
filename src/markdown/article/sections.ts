import { withDefinitions, tokensAndDefinitions, type Definitions, type Token } from './parser.ts';
import { plainFromInline } from './plain.ts';

const MOST_COPIED = 2 ** 20; // characters: one long definition in each of a thousand sections would fill the memory

/** An article's parts; `lead` and each section's `markdown` can be rendered on their own. */
export interface ArticleParts {
  readonly title: string | null;
  readonly lead: string;
  readonly sections: readonly { readonly heading: string; readonly markdown: string }[];
}

interface Heading {
  readonly level: number;
  readonly text: string;
  /** The first line, and the one after the last. */
  readonly lines: readonly [start: number, end: number];
}

/**
 * Splits an article at its headings. The title is a level 1 heading that comes first and is the only one; sections begin at
 * the highest level found after it, deeper headings stay in their section. Headings in quotes, lists and fences begin no section.
 */
export function splitArticle(markdown: string): ArticleParts {
  const { tokens, definitions } = tokensAndDefinitions(markdown);
  const lines = markdown.split(/\r\n|\n|\r/);
  const completed = createCompletion(definitions);
  const part = (start: number, end?: number) => completed(lines.slice(start, end).join('\n').trim());

  const headings = headingsFromTokens(tokens);
  const title = titleOf(tokens, headings);
  const inside = headings.filter((heading) => heading !== title);
  const level = inside.reduce((highest, heading) => Math.min(highest, heading.level), 6);
  const starts = inside.filter((heading) => heading.level === level);
  return {
    title: title?.text ?? null,
    lead: part(title?.lines[1] ?? 0, starts[0]?.lines[0]),
    sections: starts.map(({ text, lines: [, end] }, index) => ({
      heading: text,
      markdown: part(end, starts[index + 1]?.lines[0]),
    })),
  };
}

/** Adds to each part the link definitions that it uses, up to a total that only a hostile text exceeds: then links stay text. */
function createCompletion(definitions: Definitions): (part: string) => string {
  let copied = 0;
  return (part) => {
    if (copied > MOST_COPIED) return part;
    const whole = withDefinitions(part, definitions);
    copied += whole.length - part.length;
    return whole;
  };
}

function headingsFromTokens(tokens: readonly Token[]): Heading[] {
  return tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open' || token.level !== 0 || !token.map) return [];
    const text = plainFromInline(tokens[index + 1]?.children ?? []).trim();
    return text === '' ? [] : [{ level: Number(token.tag.slice(1)), text, lines: token.map }];
  });
}

function titleOf(tokens: readonly Token[], headings: readonly Heading[]): Heading | undefined {
  const [first] = headings;
  if (!first || first.level !== 1 || headings.some((heading) => heading !== first && heading.level === 1))
    return undefined;
  return tokens[0]?.map?.[0] === first.lines[0] ? first : undefined;
}
