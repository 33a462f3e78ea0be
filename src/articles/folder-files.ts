import { join, relative, sep } from 'node:path';
import type { ArticleProblem } from './library.ts';
import { articlePaths, isArticlePath, loadFile, type LoadedFile } from './load.ts';
import { isInside } from './picture-file.ts';

/** What was read of a folder so far. */
export interface FolderFiles {
  /** Reads these files again (absolute paths; the folder's own path stands for everything in it). Never rejects. */
  read(changed: ReadonlySet<string>): Promise<void>;
  files(): Iterable<LoadedFile>;
  /** What is wrong with the folder as a whole. */
  problems(): readonly ArticleProblem[];
}

/** Opens `root` (absolute) for reading; nothing is read yet. */
export function createFolderFiles(root: string): FolderFiles {
  const files = new Map<string, LoadedFile>();
  let problems: readonly ArticleProblem[] = [];

  async function readAll(): Promise<void> {
    const listing = await articlePaths(root);
    problems = listing.problems;
    files.clear();
    for (const path of listing.paths) await readOne(path);
  }

  async function readOne(path: string): Promise<void> {
    const file = await loadFile(root, path);
    if (file) files.set(path, file);
    else files.delete(path);
  }

  const usersOf = (picture: string): string[] =>
    [...files.values()].filter(({ pictureFiles }) => pictureFiles.includes(picture)).map(({ path }) => path);

  return {
    async read(changed) {
      if (changed.has(root)) return readAll();
      const paths = [...changed]
        .filter((path) => isInside(root, path))
        .flatMap((path) => {
          const own = relative(root, path).split(sep).join('/');
          return isArticlePath(own) ? [own] : usersOf(path);
        });
      for (const path of new Set(paths)) await readOne(path);
    },
    files: () => files.values(),
    problems: () => problems,
  };
}

/** Where a problem is, for a log: `content/a.md:3`. */
export const placeOf = (folder: string, { file, line }: ArticleProblem): string =>
  line === null ? join(folder, file) : `${join(folder, file)}:${line}`;
