import { existsSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolder, fileOf, isBusy } from './sqlite-adapter.ts';

/**
 * Makes this process the only writer of the store that STORE_URL names, until the lock is disposed or the process ends.
 * Rejects with one sentence while another process is. A store in memory needs no lock.
 *
 * The lock is an SQLite file of its own, held by the operating system: readers of the store never wait for it, a paused
 * process keeps it, a killed one loses it at once. Process ids and host names are no alternative: containers share them.
 */
export async function lockForWriting(storeUrl: string): Promise<Disposable> {
  const file = fileOf(storeUrl);
  if (file === null) return { [Symbol.dispose]: () => undefined };
  const store = `the store of STORE_URL ${JSON.stringify(storeUrl)}`;
  try {
    return lockFile(`${existsSync(file) ? realpathSync(file) : file}.lock`);
  } catch (cause) {
    if (isBusy(cause))
      throw new Error(
        `Another process writes to ${store}: stop it first. If there is none, the file is on a network disk: Belowline needs a local one, where locks work.`,
        { cause },
      );
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The lock of ${store} cannot be opened: ${reason}`, { cause });
  }
}

function lockFile(path: string): Disposable {
  makeFolder(dirname(path));
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE'); // never committed: nothing is ever written, so a full disk does not matter
  } catch (error) {
    lock.close();
    throw error;
  }
  return lock;
}
