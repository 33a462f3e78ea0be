import { readFile, stat } from 'node:fs/promises';

const MAX_TEXT = 1024 * 1024;

/** A file's text, or a sentence that says why it is not one. */
export type TextFile = { readonly text: string } | { readonly refusal: string };

/** Reads UTF-8 of at most 1 MB; rejects when the disk does. */
export async function readTextFile(path: string): Promise<TextFile> {
  const file = await stat(path);
  if (!file.isFile()) return { refusal: 'It is not a file.' }; // reading a pipe would never end
  const { size } = file;
  if (size > MAX_TEXT) {
    return { refusal: `The file has ${(size / MAX_TEXT).toFixed(1)} MB; an article may have 1 MB at most.` };
  }
  const bytes = await readFile(path);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { refusal: 'The file is not UTF-8 text: save it with that encoding.' };
  }
}
