import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { articleFromPlainText, markdownFromPlainArticle } from '../articles/import-text.ts';
import { slugFromTitle } from '../articles/slug.ts';
import { readTextFile } from '../articles/load.ts';
import { makeFolder } from '../store/sqlite-adapter.ts';

/** The article that was written, or a sentence that says why none was. */
export type Imported = { readonly path: string; readonly sections: number } | { readonly refusal: string };

/** Turns the plain text in `file` into `<folder>/<slug>.md`; never overwrites. Rejects when the file cannot be read. */
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
      return { refusal: `${path} exists already and stays as it is: delete or rename it first.` };
    return { refusal: `${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}` };
  }
  return { path, sections: article.sections.length };
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
