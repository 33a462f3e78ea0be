import { join, relative, sep, resolve } from 'node:path';
import { type ArticleProblem, type ArticleLibrary, createMemoryLibrary, type Catalogue } from './library.ts';
import { articlePaths, isArticlePath, loadFile, type LoadedFile, isSkipped } from './load.ts';
import { isInside } from './pictures.ts';
import { once } from 'node:events';
import { watch } from 'chokidar';
import type { Clock } from '../clock.ts';
import { realpath } from 'node:fs/promises';
import { type Article, articleAddress, namesOf } from './article.ts';
import { pageName, pagesOfArticle } from './page-address.ts';

/** The articles of a folder, read again when they change. */
export type FolderLibrary = ArticleLibrary &
  AsyncDisposable & {
    /** Calls `listener` after each change until the returned value is disposed. */
    onChange(listener: () => void): Disposable;
  };

/** What a folder library needs; `folder` is CONTENT_DIR. */
export interface FolderLibraryOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: { warn(message: string): void };
  /** SITE_URL if it is known: an article whose `url` is another article's page there is a problem. */
  readonly site?: string | null;
}

/** Reads all articles of `folder` and follows its changes until disposed; the folder may be created later. */
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

/** A problem's place for the log: `content/a.md:3`. */
const placeOf = (folder: string, { file, line }: ArticleProblem): string =>
  line === null ? join(folder, file) : `${join(folder, file)}:${line}`;

/** The files of a folder as they were last read. */
export interface FolderFiles {
  /** Reads changed files again (absolute paths; the folder's own path means all of them). Never rejects. */
  read(changed: ReadonlySet<string>): Promise<void>;
  files(): Iterable<LoadedFile>;
  /** What is wrong with the folder as a whole. */
  problems(): readonly ArticleProblem[];
}

/** Opens `root` (absolute) for reading; nothing is read yet. */
function createFolderFiles(root: string): FolderFiles {
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

/**
 * Collects the articles of files. When two claim one name (slug, address or alias) or one page, the one that is visible first wins,
 * then the first by path: a scheduled article takes nothing off the site. `site` is SITE_URL if it is known.
 */
export function catalogueFromFiles(files: Iterable<LoadedFile>, site: string | null = null): Catalogue {
  const articles: Article[] = [];
  const problems: ArticleProblem[] = [];
  const owners = new Map<string, string>();
  for (const { path, article, problems: own } of [...files].toSorted(byAppearance)) {
    problems.push(...own);
    if (!article) continue;
    const claims = claimsOf(article, site);
    const taken = claims.find(({ name }) => owners.has(name));
    if (taken) {
      problems.push({ file: path, line: null, message: clash(taken, owners.get(taken.name) ?? '') });
      continue;
    }
    for (const { name } of claims) owners.set(name, path);
    articles.push(article);
  }
  return { articles, problems };
}

// A file without an article claims nothing, so its place does not matter.
const byAppearance = (one: LoadedFile, other: LoadedFile): number =>
  appearance(one) - appearance(other) || (one.path < other.path ? -1 : 1);

const appearance = ({ article }: LoadedFile): number => article?.published ?? Number.MIN_SAFE_INTEGER;

/** A name that an article claims, and the field that claims it. */
interface NameClaim {
  readonly name: string;
  readonly what: 'slug' | 'url' | 'alias';
  readonly written: string;
}

function claimsOf(article: Article, site: string | null): NameClaim[] {
  const { slug, url } = article;
  const names = namesOf(article).map((name): NameClaim => {
    const what = name === slug ? 'slug' : name === url ? 'url' : 'alias';
    return { name, what, written: name };
  });
  const pages = pagesOfArticle(article).map(({ field, ...page }): NameClaim => ({ ...page, what: field }));
  const own = site === null ? null : pageName(articleAddress(article, site));
  return [...names, ...pages, ...(own === null ? [] : [{ name: own, what: 'slug', written: slug } as const])];
}

const clash = ({ what, written }: NameClaim, owner: string): string =>
  `Its ${what} "${written}" belongs to ${owner} already; that article is shown and this one is not.`;

const SETTLING = 100; // milliseconds: editors write a file in several steps

/** What a watch needs; `root` is absolute, `onPaths` gets the changed paths, one call at a time. */
export interface FolderWatchOptions {
  readonly root: string;
  readonly clock: Clock;
  readonly onPaths: (paths: ReadonlySet<string>) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Watches a folder, which may not exist yet; reports all of it at first and resolves when that report is handled. */
async function watchFolder({ root, clock, onPaths, onError }: FolderWatchOptions): Promise<AsyncDisposable> {
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
