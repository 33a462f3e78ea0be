import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import { adapterFromEngine, type Engine, SCAN_PAGE, type StorageAdapter } from './adapter.ts';
import { makeFolder } from './folder.ts';

/** How long a write waits for another process's write, in milliseconds. */
const BUSY_TIMEOUT = 5_000;
/** How often another process's writes are looked for, at most, in milliseconds. */
const REVISION_INTERVAL = 50;

/** SQLite's code for a file that another process is writing. */
const SQLITE_BUSY = 5;

/** Whether SQLite failed because another connection holds a lock. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;

// No WITHOUT ROWID: whole rows in the tree's inner pages made a page of 50,000 comments nearly three times as slow to read.
// FULL: what was acknowledged survives a power cut. secure_delete: erased words are overwritten on the disk.
const SETUP = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA secure_delete = ON;
  CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value TEXT NOT NULL, expires INTEGER);
  CREATE INDEX IF NOT EXISTS expiring ON entries (expires) WHERE expires IS NOT NULL;
`;

/** Keeps everything in one SQLite file, whose folder is made when it is missing. Throws when the file cannot be opened. */
export function createSqliteAdapter(
  path: string,
  { clock, timeout = BUSY_TIMEOUT }: { clock: Clock; timeout?: number },
): StorageAdapter {
  makeFolder(dirname(path));
  const database = new DatabaseSync(path, { timeout });
  database.exec(SETUP);
  assertWritable(database);
  return adapterFromEngine(createEngine(database, clock));
}

/** SQLite opens a file that can only be read without a word, and fails at the first write. */
function assertWritable(database: DatabaseSync): void {
  try {
    database.exec('DELETE FROM entries WHERE 0'); // a write that changes nothing
  } catch (error) {
    if (!isBusy(error)) throw error; // another process is writing, so it can be written
  }
}

function createEngine(database: DatabaseSync, clock: Clock): Engine {
  const isLive = '(expires IS NULL OR expires > ?)';
  const get = database.prepare(`SELECT value FROM entries WHERE key = ? AND ${isLive}`);
  const page = database.prepare(
    `SELECT key, value FROM entries WHERE key > ? AND key >= ? AND key < ? AND ${isLive} ORDER BY key LIMIT ${SCAN_PAGE}`,
  );
  const put = database.prepare(`
    INSERT INTO entries (key, value, expires) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires`);
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
    scan: (prefix, after) =>
      page
        .all(after, prefix, `${prefix}\u{10FFFF}`, clock.now())
        .map((row) => [String(row['key']), String(row['value'])] as const),
    clear: () => database.exec('DELETE FROM entries'),
    revision: revision.read,
    sweep() {
      removeExpired.run(clock.now());
      emptyLog(database);
    },
    scrub() {
      removeExpired.run(clock.now());
      database.exec('VACUUM'); // secure_delete overwrites what is deleted, not the copies that moving rows leaves in gaps of pages
      emptyLog(database);
    },
    close() {
      forgetErased(database);
      database.close();
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

/** The write-ahead log still holds erased words until it is emptied into the file; false while another process reads from it. */
const forgetErased = (database: DatabaseSync): boolean =>
  database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;

function emptyLog(database: DatabaseSync): void {
  if (!forgetErased(database)) throw new Error('Another process is reading, so erased words are still in the log');
}

/** `data_version` tells of other connections' commits only, so our own are counted beside it. */
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
