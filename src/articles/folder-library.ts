import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Clock } from '../clock.ts';
import { catalogueFromFiles } from './catalogue.ts';
import { createFolderFiles, placeOf } from './folder-files.ts';
import { watchFolder } from './folder-watch.ts';
import type { ArticleLibrary, ArticleProblem } from './library.ts';
import { createMemoryLibrary } from './memory-library.ts';

/** The articles of a folder, read again when they change. */
export type FolderLibrary = ArticleLibrary &
  AsyncDisposable & {
    /** Calls `listener` after each change, until the answer is disposed. */
    onChange(listener: () => void): Disposable;
  };

/** What a folder library needs: CONTENT_DIR, the time, and where to report files that cannot be read. */
export interface FolderLibraryOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: { warn(message: string): void };
  /** SITE_URL, where it is known: an article whose `url` is another's page there is reported. */
  readonly site?: string | null;
}

/** Reads all articles of `folder` and keeps up with its changes until disposed; a folder that is missing may come later. */
export async function createFolderLibrary(options: FolderLibraryOptions): Promise<FolderLibrary> {
  const { folder, clock, log, site } = options;
  const root = await realpath(folder).catch(() => resolve(folder)); // a missing folder has no real path
  const files = createFolderFiles(root);
  const { replace, [Symbol.dispose]: stop, ...library } = createMemoryLibrary({ clock });
  const reported = new Set<string>();

  function report(problems: readonly ArticleProblem[]): void {
    const lines = problems.map((problem) => `${placeOf(folder, problem)}: ${problem.message}`);
    for (const line of lines) if (!reported.has(line)) log.warn(line);
    reported.clear();
    for (const line of lines) reported.add(line);
  }

  const watch = await watchFolder({
    root,
    clock,
    async onPaths(paths) {
      await files.read(paths);
      const { articles, problems } = catalogueFromFiles(files.files(), site);
      replace({ articles, problems: [...files.problems(), ...problems] });
      report(library.problems());
    },
    onError: (error) => log.warn(`The articles in ${folder} could not be read again: ${String(error)}`),
  });

  return {
    ...library,
    async [Symbol.asyncDispose]() {
      await watch[Symbol.asyncDispose]();
      stop();
    },
  };
}
