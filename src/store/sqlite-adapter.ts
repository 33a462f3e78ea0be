import { mkdirSync, statSync, existsSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { adapterFromEngine, type Engine, SCAN_PAGE, type StorageAdapter } from './store.ts';

/** The file of the store that STORE_URL names; null for a store without one. */
export const fileOf = (storeUrl: string): string | null =>
  storeUrl.startsWith('sqlite:') ? storeUrl.slice('sqlite:'.length) : null;

/** How long a write waits for another process's write, in milliseconds. */
const BUSY_TIMEOUT = 5_000;
/** How often, at most, other processes' writes are looked for, in milliseconds. */
const REVISION_INTERVAL = 50;

// SQLite's codes for a file that another process locks, that the system cannot read or write, and whose pages are damaged.
const SQLITE_BUSY = 5;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;

/** Whether SQLite failed with this code; the bits above it may say more. */
const hasCode = (error: unknown, code: number): error is Error =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === code;

/** Whether SQLite failed because another connection holds a lock. */
export const isBusy = (error: unknown): boolean => hasCode(error, SQLITE_BUSY);

// No WITHOUT ROWID: whole rows in the tree's inner pages made a page of 50,000 comments nearly three times as slow to read.
// FULL: what was acknowledged survives a power cut. secure_delete: erased words are overwritten on the disk.
const SETUP = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA secure_delete = ON;
  CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value TEXT NOT NULL, expires INTEGER);
  CREATE INDEX IF NOT EXISTS expiring ON entries (expires) WHERE expires IS NOT NULL;
`;

/** How often and how long an empty file is watched, in milliseconds: another process may be making the store. */
const EMPTY_POLL = 50;
const EMPTY_LIMIT = 1_000;

/** Rejects for a file that exists but is empty, as after a copy onto a full disk: SQLite would take it for a new store. */
export async function refuseEmptyFile(path: string): Promise<void> {
  for (let waited = 0; statSync(path, { throwIfNoEntry: false })?.size === 0; waited += EMPTY_POLL) {
    if (waited >= EMPTY_LIMIT)
      throw new Error(
        'the file is empty, which a store never is: put a backup in its place or, if nothing is lost, delete it',
      );
    await setTimeout(EMPTY_POLL);
  }
}

/** Keeps everything in one SQLite file, whose folder is made if missing. Throws when the file cannot be opened or written, or is damaged. */
export function createSqliteAdapter(
  path: string,
  { clock, timeout = BUSY_TIMEOUT }: { clock: Clock; timeout?: number },
): StorageAdapter {
  makeFolder(dirname(path));
  const isNew = !existsSync(path);
  const database = new DatabaseSync(path, { timeout });
  try {
    database.exec(SETUP);
    assertWhole(database);
    assertWritable(database);
  } catch (error) {
    database.close();
    if (isNew && statSync(path).size === 0) rmSync(path); // else the next start would refuse an empty file
    if (hasCode(error, SQLITE_CORRUPT)) throw damage(error.message, error);
    if (hasCode(error, SQLITE_IOERR)) throw new Error(`${error.message}; is the disk full?`, { cause: error });
    throw error;
  }
  return adapterFromEngine(createEngine(database, { clock, timeout }));
}

/** Throws for damaged or missing pages: 0.2 s for 230 MB in memory, else as long as the disk takes to read the file. */
function assertWhole(database: DatabaseSync): void {
  const found = String(database.prepare('PRAGMA quick_check(1)').get()?.['quick_check']);
  if (found !== 'ok') throw damage(found.replace(/^\*\*\* in database main \*\*\*\s*/u, ''));
}

const damage = (how: string, cause?: Error): Error =>
  new Error(`the file is damaged, so put a backup in its place (SQLite says: ${how})`, { cause });

/** Throws for a read-only file: SQLite would only fail at the first write. */
function assertWritable(database: DatabaseSync): void {
  try {
    database.exec('DELETE FROM entries WHERE 0'); // a write that changes nothing
  } catch (error) {
    if (!isBusy(error)) throw error; // another process is writing, so it can be written
  }
}

function createEngine(database: DatabaseSync, { clock, timeout }: { clock: Clock; timeout: number }): Engine {
  const isLive = '(expires IS NULL OR expires > ?)';
  const get = database.prepare(`SELECT value FROM entries WHERE key = ? AND ${isLive}`);
  const page = database.prepare(
    `SELECT key, value FROM entries WHERE key > ? AND key >= ? AND key < ? AND ${isLive} ORDER BY key LIMIT ${SCAN_PAGE}`,
  );
  const put = database.prepare(`
    INSERT INTO entries (key, value, expires) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires`);
  const add = database.prepare('INSERT INTO entries (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING');
  const remove = database.prepare('DELETE FROM entries WHERE key = ?');
  const removeExpired = database.prepare('DELETE FROM entries WHERE expires <= ?');
  const revision = createRevision(database, clock);
  return {
    read(keys) {
      const now = clock.now();
      return keys
        .map((key) => get.get(key, now)?.['value'])
        .map((value) => (value === undefined ? value : String(value)));
    },
    write(entries) {
      transaction(database, () => {
        for (const { key, value, expires = null } of entries) {
          if (expires === null || expires > clock.now()) put.run(key, value, expires);
          else remove.run(key);
        }
      });
      revision.wrote();
    },
    add(key, text) {
      add.run(key, text);
      revision.wrote();
    },
    scan: (prefix, after) =>
      page
        .all(after, prefix, `${prefix}\u{10FFFF}`, clock.now())
        .map((row) => [String(row['key']), String(row['value'])] as const),
    clear: () => database.exec('DELETE FROM entries'),
    revision: revision.read,
    sweep() {
      removeExpired.run(clock.now());
      assertLogEmptied(database);
    },
    emptyLog() {
      database.exec('PRAGMA busy_timeout = 0'); // or it would hold up the whole process
      try {
        return emptyLog(database);
      } finally {
        database.exec(`PRAGMA busy_timeout = ${timeout}`);
      }
    },
    scrub() {
      removeExpired.run(clock.now());
      database.exec('VACUUM'); // secure_delete overwrites what is deleted, not the copies that moving rows leaves in gaps of pages
      assertLogEmptied(database);
    },
    close() {
      try {
        emptyLog(database);
      } finally {
        database.close();
      }
    },
  };
}

function transaction(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (cause) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw cause;
  }
}

/** Moves the write-ahead log, which may hold erased words, into the file; false while another process reads from it. */
const emptyLog = (database: DatabaseSync): boolean =>
  database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;

function assertLogEmptied(database: DatabaseSync): void {
  if (!emptyLog(database)) throw new Error('Another process is reading, so erased words are still in the log');
}

/** `data_version` changes with other connections' commits only, so our own are counted too. */
function createRevision(database: DatabaseSync, clock: Clock): { read: () => string; wrote: () => void } {
  const version = database.prepare('PRAGMA data_version');
  let writes = 0;
  let seen = { at: -Infinity, version: '' };
  return {
    read() {
      const now = clock.now();
      if (Math.abs(now - seen.at) >= REVISION_INTERVAL) {
        seen = { at: now, version: String(version.get()?.['data_version']) };
      }
      return `${seen.version}.${writes}`;
    },
    wrote: () => void (writes += 1),
  };
}

/**
 * Makes a folder and the missing ones above it. Throws where Node's own `recursive` would loop for ever: where the system
 * says that an existing parent is missing, as below /proc.
 */
export function makeFolder(path: string): void {
  if (isFolder(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if (!isFolder(path)) throw error; // another process was faster
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
