import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { slugFromTitle } from '../articles/slug.ts';
import { readTextFile } from '../articles/load.ts';
import { makeFolder } from '../store/sqlite-adapter.ts';

/** The article's file, or a sentence that says why none was written. */
export type Imported = { readonly path: string; readonly sections: number } | { readonly refusal: string };

/** Converts the plain text in `file` to `<folder>/<slug>.md`; never overwrites a file. Rejects when `file` cannot be read. */
export async function importFile(file: string, folder: string): Promise<Imported> {
  const read = await readTextFile(file).catch((cause: unknown) => {
    if (hasCode(cause, 'ENOENT')) return { refusal: 'There is no such file.' };
    throw cause;
  });
  if ('refusal' in read) return read;
  const article = articleFromPlainText(read.text);
  const slug = slugFromTitle(article.title);
  if (!slug) return { refusal: 'It has no title: the first line must be one, with a letter or a digit in it.' };
  if (article.lead.length + article.sections.length === 0) return { refusal: 'It has a title and no text.' };
  const path = join(folder, `${slug}.md`);
  try {
    makeFolder(folder);
    await writeFile(path, markdownFromPlainArticle(article), { flag: 'wx' });
  } catch (cause) {
    if (cause instanceof Error && hasCode(cause, 'EEXIST') && 'path' in cause && cause.path === path)
      return { refusal: `${path} exists already: delete or rename it first.` };
    return { refusal: `${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}` };
  }
  return { path, sections: article.sections.length };
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const MAX_HEADING = 100;
// What Invision Community prints below an article.
const BOILERPLATE = new Set(['Recommended Comments', 'There are no comments to display.']);

/** A plain text as an article: every paragraph is one line. */
export interface PlainArticle {
  readonly title: string;
  readonly lead: readonly string[];
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
}

/** Splits a plain text: the first line is the title; a short line without a final stop before a longer one is a heading. */
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

/** The article as Markdown with front matter; it shows exactly the text's own characters. */
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
