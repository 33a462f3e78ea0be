import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { vi } from 'vitest';

/** The project's folder. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** A run of src/main.ts in a process of its own. */
export interface MainProcess extends AsyncDisposable {
  /** All that it wrote so far, to both streams. */
  output(): string;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
  stop(): void;
}

/**
 * How to start it: `folder` is where its data goes, `root` the project or a copy of it; no file may grow beyond
 * `fileLimit` KiB, as if the disk were full then.
 */
interface MainOptions {
  readonly folder: string;
  readonly args?: readonly string[];
  readonly root?: string;
  readonly fileLimit?: number;
}

/** Starts the program as `npm start` does, with nothing but this environment. */
export function startMain(
  environment: Readonly<Record<string, string>>,
  { folder, args = [], root = ROOT, fileLimit }: MainOptions,
): MainProcess {
  const env = { PATH: process.env['PATH'], NO_COLOR: '1', CONTENT_DIR: join(ROOT, 'content'), ...environment };
  const limit = fileLimit === undefined ? 'unlimited' : String(fileLimit * 2); // in the shell's blocks of 512 bytes
  const limited = ['-c', 'ulimit -f "$1" && shift && exec "$@"', 'sh', limit];
  const child = spawn('sh', [...limited, process.execPath, join(root, 'src', 'main.ts'), ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    output: () => text,
    ended,
    stop: () => void child.kill('SIGTERM'),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

const SAID_BEFORE = { page: 'The site is at', sandbox: 'No DISCORD_TOKEN: this is the sandbox. Open' } as const;

/** Waits until a run has greeted, and answers the address of its page or of its sandbox. */
export const addressOf = async (main: MainProcess, what: 'page' | 'sandbox'): Promise<string> =>
  vi.waitFor(
    () => {
      const [, address] = new RegExp(`${SAID_BEFORE[what]} (http://\\S+)`).exec(main.output()) ?? [];
      if (!address) throw new Error(`No address of the ${what} yet in: ${main.output()}`);
      return address;
    },
    { timeout: 30_000 },
  );
