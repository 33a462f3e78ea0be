import { randomBytes } from 'node:crypto';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The largest file that is read, in MB: ten times what anybody would call a page. */
const MAX_SIZE = 64;

/** How often a file is read anew that somebody else writes to meanwhile. */
const ATTEMPTS = 5;

/** The file cannot be read or written; the message is a sentence for the operator. */
export class FileError extends Error {
  override readonly name = 'FileError';
}

/**
 * Puts what `make` makes of a file's bytes in its place, all at once: whoever reads it finds the old bytes or the new ones. Nothing
 * is written where `make` answers null or the same bytes. Answers whether anything was. Throws `FileError`, and what `make` throws.
 */
export async function rewriteFile(path: string, make: (bytes: Buffer) => Promise<Buffer | null>): Promise<boolean> {
  const real = await orFileError(realpath(path), 'It cannot be read');
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const bytes = await orFileError(readBounded(real), 'It cannot be read');
    const made = await make(bytes);
    if (made === null || made.equals(bytes)) return false;
    if (await orFileError(replace(real, bytes, made), 'It cannot be written')) return true;
  }
  throw new FileError('Another program keeps writing to it: it stays as that leaves it.');
}

async function readBounded(path: string): Promise<Buffer> {
  const file = await stat(path);
  if (!file.isFile()) throw new FileError('It is not a file.');
  if (file.size > MAX_SIZE * 1024 ** 2)
    throw new FileError(`It has ${Math.ceil(file.size / 1024 ** 2)} MB; a page may have ${MAX_SIZE} MB at most.`);
  return readFile(path);
}

/** Answers false, with nothing done, when the file no longer holds `bytes`. */
async function replace(path: string, bytes: Buffer, made: Buffer): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  // In the same folder, for only within one disk can a file take another's place at once.
  const copy = join(dirname(path), `.belowline-${randomBytes(6).toString('hex')}.tmp`);
  try {
    await using file = await open(copy, 'wx', mode);
    await file.writeFile(made);
    await file.chmod(mode);
    if (process.getuid?.() === 0) await file.chown(uid, gid);
    await file.sync();
    if (!(await readFile(path)).equals(bytes)) return false;
    await rename(copy, path);
    return true;
  } finally {
    await rm(copy, { force: true });
  }
}

async function orFileError<Result>(step: Promise<Result>, what: string): Promise<Result> {
  try {
    return await step;
  } catch (cause) {
    if (cause instanceof FileError) throw cause;
    throw new FileError(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
