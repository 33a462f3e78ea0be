import { once } from 'node:events';
import { relative, sep } from 'node:path';
import { watch } from 'chokidar';
import type { Clock } from '../clock.ts';
import { isSkipped } from './load.ts';
import { isInside } from './picture-file.ts';

const SETTLING = 100; // milliseconds: editors write a file in several steps

/** What a watch needs: the absolute folder, the time, and what to do with the paths that changed, one call at a time. */
export interface FolderWatchOptions {
  readonly root: string;
  readonly clock: Clock;
  readonly onPaths: (paths: ReadonlySet<string>) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Watches a folder, which may not exist yet, and reports all of it once; resolves after that first report. */
export async function watchFolder({ root, clock, onPaths, onError }: FolderWatchOptions): Promise<AsyncDisposable> {
  let changed = new Set<string>();
  let timer: Disposable | undefined;
  let running: Promise<void> = Promise.resolve();

  function flush(): Promise<void> {
    const paths = changed;
    changed = new Set();
    running = running.then(() => onPaths(paths)).catch(onError);
    return running;
  }

  function note(path: string): void {
    changed.add(path);
    timer?.[Symbol.dispose]();
    timer = clock.after(SETTLING, () => void flush());
  }

  const watcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (path) => isInside(root, path) && relative(root, path).split(sep).some(isSkipped),
  });
  watcher.on('all', (_event, path) => note(path));
  watcher.on('error', onError);
  await once(watcher, 'ready');
  changed.add(root);
  await flush();

  return {
    async [Symbol.asyncDispose]() {
      timer?.[Symbol.dispose]();
      await watcher.close();
      await running;
    },
  };
}
