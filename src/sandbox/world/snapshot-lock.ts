import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

const held = new Set<string>(); // in this process

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM'; // the process exists but belongs to another user
  }
}

/** The process that holds a lock; null if it is gone, or if it had this process's id before a restart. */
async function holderOf(lock: string): Promise<number | null> {
  const holder = Number(await readFile(lock, 'utf8'));
  if (holder === process.pid) return held.has(lock) ? holder : null;
  return Number.isInteger(holder) && holder > 0 && isAlive(holder) ? holder : null;
}

/** Locks a snapshot for this box. Rejects with one sentence if another box uses it. */
export async function lockSnapshot(path: string): Promise<AsyncDisposable> {
  const lock = `${resolve(path)}.lock`;
  try {
    await mkdir(dirname(lock), { recursive: true });
    await writeFile(lock, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') return { [Symbol.asyncDispose]: async () => undefined }; // writing it will say so
    const holder = await holderOf(lock);
    if (holder !== null)
      throw new Error(`The sandbox cannot start: its snapshot ${path} is in use by process ${holder}.`, {
        cause: error,
      });
    await writeFile(lock, String(process.pid));
  }
  held.add(lock);
  return {
    async [Symbol.asyncDispose]() {
      held.delete(lock);
      try {
        await rm(lock, { force: true });
      } catch (error) {
        if (codeOf(error) !== 'ENOTDIR') throw error; // its folder has become a file: then it is gone as well
      }
    },
  };
}
