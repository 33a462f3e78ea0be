import { readFile, stat, readdir, realpath } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Article } from './article.ts';
import type { Fault } from './front-matter.ts';
import { isInside, withPictures } from './pictures.ts';
import type { ArticleProblem } from './library.ts';
import { parseArticle } from './parse.ts';

const MAX_TEXT = 256 * 1024; // twenty times a long feature; a megabyte of headings would hold up everyone for seconds

/** A file's text, or a sentence that says why it is not one. */
export type TextFile = { readonly text: string } | { readonly refusal: string };

/** Reads a UTF-8 file of at most 256 KB. Rejects when the disk fails. */
export async function readTextFile(path: string): Promise<TextFile> {
  const file = await stat(path);
  if (!file.isFile()) return { refusal: 'It is not a file.' }; // reading a pipe would never end
  const { size } = file;
  if (size > MAX_TEXT) {
    return { refusal: `The file has ${Math.ceil(size / 1024)} KB; an article may have ${MAX_TEXT / 1024} KB at most.` };
  }
  const bytes = await readFile(path);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { refusal: 'The file is not UTF-8 text: save it with that encoding.' };
  }
}

const SKIPPED = new Set(['node_modules', '_drafts']); // Jekyll keeps what is not ready in _drafts
const EXTENSIONS = new Set(['.md', '.markdown']);

/** One file of the folder: its article (null for a draft or a broken file), and the picture files it depends on. */
export interface LoadedFile {
  /** Relative to the folder, with slashes. */
  readonly path: string;
  readonly article: Article | null;
  /** Absolute; files that do not exist yet are among them. */
  readonly pictureFiles: readonly string[];
  readonly problems: readonly ArticleProblem[];
}

/** Whether a file or folder of this name is skipped. */
export const isSkipped = (name: string): boolean => name.startsWith('.') || SKIPPED.has(name);

/** Whether a file of this path, relative to the folder and with slashes, is read as an article. */
export function isArticlePath(path: string): boolean {
  const name = basename(path);
  if (path.split('/').some(isSkipped) || /^_index\./i.test(name)) return false; // Hugo: a list's own page
  return EXTENSIONS.has(extname(name).toLowerCase());
}

/** The article files of a folder, and which of its folders could not be read. */
export interface Listing {
  /** Relative to the folder, with slashes. */
  readonly paths: readonly string[];
  readonly problems: readonly ArticleProblem[];
}

/** Lists the article files of `folder` at any depth; does not follow links to folders. */
export async function articlePaths(folder: string, below = ''): Promise<Listing> {
  try {
    const entries = await readdir(join(folder, below), { withFileTypes: true });
    const found = entries.map(async (entry): Promise<Listing> => {
      const path = below ? `${below}/${entry.name}` : entry.name;
      if (entry.isDirectory() && !isSkipped(entry.name)) return articlePaths(folder, path);
      return { paths: entry.isDirectory() || !isArticlePath(path) ? [] : [path], problems: [] };
    });
    const listings = await Promise.all(found);
    return { paths: listings.flatMap(({ paths }) => paths), problems: listings.flatMap(({ problems }) => problems) };
  } catch (error) {
    const message = isMissing(error)
      ? 'There is no such folder of articles.'
      : `The folder cannot be read: ${reasonOf(error)}`;
    return { paths: [], problems: [{ file: below, line: null, message }] };
  }
}

/** Reads one file; whatever is wrong with it becomes a problem. Undefined when it is gone or not an article. */
export async function loadFile(folder: string, path: string): Promise<LoadedFile | undefined> {
  const absolute = join(folder, path);
  try {
    if (!isInside(await realpath(folder), await realpath(absolute))) {
      return broken(path, [{ line: null, message: 'The file is a link that leads out of the folder of articles.' }]);
    }
    const file = await readTextFile(absolute);
    if ('refusal' in file) return broken(path, [{ line: null, message: file.refusal }]);
    if (isPlainReadme(path, file.text)) return undefined;
    return await loadText({ folder, path, text: file.text });
  } catch (error) {
    if (isMissing(error)) return undefined;
    return broken(path, [{ line: null, message: `The file cannot be read: ${reasonOf(error)}` }]);
  }
}

async function loadText({ folder, path, text }: { folder: string; path: string; text: string }): Promise<LoadedFile> {
  const parsed = parseArticle({ path, text });
  if (parsed.type === 'broken') return broken(path, parsed.faults);
  if (parsed.type === 'draft') return broken(path, []);
  const { article, files, faults } = await withPictures(parsed, { folder, path: join(folder, path) });
  return { path, article, pictureFiles: files, problems: problemsFrom(path, faults) };
}

const broken = (path: string, faults: readonly Fault[]): LoadedFile => ({
  path,
  article: null,
  pictureFiles: [],
  problems: problemsFrom(path, faults),
});

const problemsFrom = (file: string, faults: readonly Fault[]): ArticleProblem[] =>
  faults.map(({ line, message }) => ({ file, line, message }));

const isPlainReadme = (path: string, text: string): boolean =>
  /^readme\./i.test(basename(path)) && !/^(?:---|\+\+\+)[ \t]*\r?\n/.test(text);

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
