import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';

/** Marks of the forgotten beside the store, so that one restored from a backup brings nobody back. A mark names nobody. */
export interface KeptMarks {
  /** When each was made, by its word. Throws when they cannot be read. */
  read(): ReadonlyMap<string, number>;
  /** Keeps a mark, on the disk when this returns; of one word the latest counts. */
  keep(word: string, when: number): void;
}

/** For a store that has no file, and so no backup. */
export const NO_MARKS: KeptMarks = { read: () => new Map(), keep: () => undefined };

const LINE = /^([\w-]+) (\d+)$/u;

/** The file of the store that STORE_URL names; null for one that has none. */
export const fileOf = (storeUrl: string): string | null =>
  storeUrl.startsWith('sqlite:') ? storeUrl.slice('sqlite:'.length) : null;

/** The file beside a store's own, which a backup of the store must not replace. */
const marksFile = (path: string): string => `${path}.forgotten`;

/** All files of the store that STORE_URL names. */
export function filesOfStore(storeUrl: string): string[] {
  const file = fileOf(storeUrl);
  return file === null ? [] : [file, `${file}-wal`, `${file}-shm`, marksFile(file)];
}

/** Opens the marks beside the store that STORE_URL names. */
export function openKeptMarks(storeUrl: string): KeptMarks {
  const path = fileOf(storeUrl);
  if (path === null) return NO_MARKS;
  const file = marksFile(path);
  return {
    read: () => (existsSync(file) ? marksFrom(file, readFileSync(file, 'utf8')) : new Map()),
    keep(word, when) {
      const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
      if ((marksFrom(file, text).get(word) ?? -1) >= when) return;
      const tail = tailOf(text);
      if (isCutOff(tail)) truncateSync(file, Buffer.byteLength(text) - Buffer.byteLength(tail));
      const handle = openSync(file, 'a', 0o600);
      try {
        writeSync(handle, `${tail === '' || isCutOff(tail) ? '' : '\n'}${word} ${when}\n`);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    },
  };
}

/** What follows the last whole line. */
const tailOf = (text: string): string => text.slice(text.lastIndexOf('\n') + 1);

/** Whether the process ended while it wrote this: nobody was told that it is kept. */
const isCutOff = (tail: string): boolean => tail !== '' && !LINE.test(tail);

function marksFrom(file: string, text: string): Map<string, number> {
  const marks = new Map<string, number>();
  const whole = isCutOff(tailOf(text)) ? text.slice(0, -tailOf(text).length) : text;
  for (const [index, line] of whole.split('\n').entries()) {
    if (line === '') continue;
    const [, word, when] = LINE.exec(line) ?? [];
    if (word === undefined)
      throw new Error(`${file}, line ${index + 1}, is no mark of a forgotten member: take it out`);
    marks.set(word, Math.max(Number(when), marks.get(word) ?? 0));
  }
  return marks;
}
