import { stringify } from 'yaml';
import { slugFromTitle } from './slug.ts';

const MAX_HEADING = 100;
// What the site prints below its articles.
const BOILERPLATE = new Set(['Recommended Comments', 'There are no comments to display.']);

/** A plain text taken apart: every paragraph is one line. */
export interface PlainArticle {
  readonly title: string;
  readonly lead: readonly string[];
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
}

/** Takes a plain text apart: the first line is the title, a heading is a short line without a final stop before a longer one. */
export function articleFromPlainText(text: string): PlainArticle {
  const [title = '', ...lines] = text
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '' && !BOILERPLATE.has(line));
  const lead: string[] = [];
  const sections: { heading: string; paragraphs: string[] }[] = [];
  lines.forEach((line, index) => {
    if (isHeading(line, lines[index + 1])) sections.push({ heading: line, paragraphs: [] });
    else (sections.at(-1)?.paragraphs ?? lead).push(line);
  });
  return { title, lead, sections };
}

/** Writes the article as a Markdown file with front matter; the text's own characters stay what they were. */
export function markdownFromPlainArticle({ title, lead, sections }: PlainArticle): string {
  const blocks = [
    ...lead.map(escapeMarkdown),
    ...sections.flatMap(({ heading, paragraphs }) => [
      `## ${escapeMarkdown(heading)}`,
      ...paragraphs.map(escapeMarkdown),
    ]),
  ];
  const frontMatter = stringify({ title, slug: slugFromTitle(title) }, { lineWidth: 0 });
  return `---\n${frontMatter}---\n\n${blocks.join('\n\n')}\n`;
}

/** One line of plain text as Markdown that shows exactly these characters. */
export const escapeMarkdown = (line: string): string =>
  line
    .replace(/[\\`*_[\]<>~|]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/^(?:#{1,6}(?= |$)|[-+](?= |$)|=+$|-(?=[- ]*$))/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?= |$)/, '$1\\$2')
    .replace(/ (#+)$/, ' \\$1'); // a heading's closing sequence

function isHeading(line: string, next: string | undefined): boolean {
  const endsSentence = /[.…:;,。।։۔]["'”’»)\]]*$/u.test(line);
  return !endsSentence && line.length <= MAX_HEADING && next !== undefined && next.length > line.length;
}
