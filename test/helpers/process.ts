import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

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

/** Starts the program as `npm start` does, in `folder` (where its data goes) and with nothing but this environment; `root` is the project or a copy of it. */
export function startMain(
  environment: Readonly<Record<string, string>>,
  { folder, args = [], root = ROOT }: { folder: string; args?: string[]; root?: string },
): MainProcess {
  const env = { PATH: process.env['PATH'], NO_COLOR: '1', CONTENT_DIR: join(ROOT, 'content'), ...environment };
  const child = spawn(process.execPath, [join(root, 'src', 'main.ts'), ...args], {
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
