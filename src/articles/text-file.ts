import { readFile, stat } from 'node:fs/promises';

const MAX_TEXT = 256 * 1024; // twenty times a long feature; a megabyte of headings would hold up everyone for seconds

/** A file's text, or a sentence that says why it is not one. */
export type TextFile = { readonly text: string } | { readonly refusal: string };

/** Reads UTF-8 of at most 256 KB; rejects when the disk does. */
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
