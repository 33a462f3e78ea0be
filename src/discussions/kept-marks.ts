import { fileOf } from '../store/sqlite-adapter.ts';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A mark: its name, which reveals nobody, and when it was made, in milliseconds since 1970. */
export type Mark = readonly [name: string, when: number];

/** Marks in a file beside the store. The latest of one name counts. */
export interface MarkFile {
  /** All marks. Throws when they cannot be read. */
  read(): ReadonlyMap<string, number>;
  /** Keeps marks, on the disk when this returns. */
  keep(marks: Iterable<Mark>): void;
  /** Removes marks, off the disk when this returns. */
  drop(names: Iterable<string>): void;
}

/** Marks that outlive the store when a backup replaces it. */
export interface KeptMarks {
  /** Forgotten members: the backup brings nobody back. */
  readonly forgotten: MarkFile;
  /** Decisions of members and moderators: the backup undoes none. */
  readonly decided: MarkFile;
}

const NO_FILE: MarkFile = { read: () => new Map(), keep: () => undefined, drop: () => undefined };

/** For a store without a file, and so without a backup. */
export const NO_MARKS: KeptMarks = { forgotten: NO_FILE, decided: NO_FILE };

/** The files of marks; a backup of the store must not replace them. */
const marksFiles = (path: string) => ({ forgotten: `${path}.forgotten`, decided: `${path}.decisions` });

/** The file that is written first when a file of marks is replaced. */
const renewed = (file: string): string => `${file}.new`;

/** Where the marks of a store are by default: beside its file; for a store without one, in the folder of data; null for one that forgets everything. */
export const marksPathOf = (storeUrl: string): string | null =>
  fileOf(storeUrl) ?? (storeUrl.startsWith('memory:') ? null : 'data/belowline');

/** All files of the store that STORE_URL names, and of its marks. */
export function filesOfStore(storeUrl: string, marksPath = marksPathOf(storeUrl)): string[] {
  const file = fileOf(storeUrl);
  const marks = marksPath === null ? [] : Object.values(marksFiles(marksPath));
  return [...(file === null ? [] : [file, `${file}-wal`, `${file}-shm`]), ...marks, ...marks.map(renewed)];
}

/** Opens the marks at a path, which begins their files' names; for the store's only writer. */
export function openKeptMarks(path: string | null): KeptMarks {
  if (path === null) return NO_MARKS;
  const files = marksFiles(path);
  return {
    forgotten: createMarkFile(files.forgotten, /^([\w-]+) (\d+)$/u, 'forgotten member'),
    decided: createMarkFile(files.decided, /^([\w-]+:(?:keep|publish|new|closed|undo|hide|show)) (\d+)$/u, 'decision'),
  };
}

/** Reads the file once, when first used; `what` names the marks in errors. */
function createMarkFile(file: string, line: RegExp, what: string): MarkFile {
  let known: Map<string, number> | null = null;

  function marks(): Map<string, number> {
    known ??= readMarks();
    return known;
  }

  function readMarks(): Map<string, number> {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const found = new Map<string, number>();
    const lines = text.split('\n');
    const tail = lines.pop() ?? '';
    if (line.test(tail)) lines.push(tail); // else the process ended while it wrote this line, before anybody relied on it
    for (const [index, one] of lines.entries()) {
      if (one === '') continue;
      const [, name, when] = line.exec(one) ?? [];
      if (name === undefined) throw new Error(`${file}, line ${index + 1}, is no mark of a ${what}: remove the line`);
      found.set(name, Math.max(Number(when), found.get(name) ?? 0));
    }
    if (text !== textOf(found)) replaceFile(file, textOf(found));
    return found;
  }

  return {
    read: marks,
    keep(some) {
      const before = marks();
      const news = new Map([...some].filter(([name, when]) => when > (before.get(name) ?? -1)));
      if (news.size === 0) return;
      known = null; // if writing fails, the file is read again
      append(file, textOf(news));
      known = new Map([...before, ...news]);
    },
    drop(names) {
      const gone = new Set(names);
      const left = new Map([...marks()].filter(([name]) => !gone.has(name)));
      if (left.size === marks().size) return;
      replaceFile(file, textOf(left));
      known = left;
    },
  };
}

const textOf = (marks: ReadonlyMap<string, number>): string =>
  [...marks].map(([name, when]) => `${name} ${when}\n`).join('');

function append(file: string, text: string): void {
  const isNew = !existsSync(file);
  writeToDisk(file, text, 'a');
  if (isNew) syncFolder(dirname(file));
}

function replaceFile(file: string, text: string): void {
  writeToDisk(renewed(file), text, 'w');
  renameSync(renewed(file), file);
  syncFolder(dirname(file));
}

function writeToDisk(file: string, text: string, flags: 'a' | 'w'): void {
  const handle = openSync(file, flags, 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Puts a new file's name on the disk. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return; // it opens no folders
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
