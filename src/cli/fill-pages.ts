import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isSkipped } from '../articles/load.ts';
import type { Article } from '../articles/article.ts';
import type { Filled, PageFilling } from '../web/fill/filling.ts';
import { FileError, rewriteFile } from './rewrite-file.ts';

/** What became of a page's file: `written`, `same` as before, or as it was because it cannot be filled. */
export type PageOutcome = 'written' | 'same' | Exclude<Filled['type'], 'filled'>;

/** What hears of every page as it is done; `reason` says why one stays as it was that has a place for comments. */
export interface PageReport {
  readonly path: string;
  readonly outcome: PageOutcome;
  readonly reason: string | null;
}

/** Whether a file in a folder is taken for a page. */
export const isPage = (name: string): boolean => /\.html?$/i.test(name) && !isSkipped(name);

/** The pages that `path` names: itself, or those in the folder at any depth. Links are not followed. Throws `FileError`. */
export async function pagesAt(path: string): Promise<string[]> {
  try {
    return (await stat(path)).isDirectory() ? await Array.fromAsync(pagesIn(path)) : [path];
  } catch (cause) {
    throw new FileError(`${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

async function* pagesIn(folder: string): AsyncGenerator<string> {
  for await (const entry of await opendir(folder)) {
    if (entry.isDirectory() && !isSkipped(entry.name)) yield* pagesIn(join(folder, entry.name));
    if (entry.isFile() && isPage(entry.name)) yield join(folder, entry.name);
  }
}

/** Pages that were filled, and what they were filled with. */
export interface PageRun {
  /** Fills these pages. Rejects when the store fails; whatever is wrong with a file is reported. */
  fillPages(paths: Iterable<string>): Promise<void>;
  /** Those whose comments may have changed since. */
  outdated(): Promise<string[]>;
}

/** What a run needs; `article` answers with the article that every page is, undefined where each names its own. */
export interface PageRunOptions {
  readonly filling: PageFilling;
  readonly article: () => Article | undefined;
  readonly report: (page: PageReport) => void;
  /** Aborted when no further page is to be begun. */
  readonly signal: AbortSignal;
}

/** While one page is parsed, others wait for the disk; more at once would only take memory. */
const AT_ONCE = 4;

/** Opens a run over pages. */
export function createPageRun({ filling, article, report, signal }: PageRunOptions): PageRun {
  const states = new Map<string, Pick<Extract<Filled, { type: 'filled' }>, 'article' | 'state'>>();

  async function fillOne(path: string): Promise<void> {
    states.delete(path);
    let filled: Filled = { type: 'placeless' };
    const isWritten = await rewriteFile(path, async (bytes) => {
      filled = await filling.fill(bytes, article());
      return filled.type === 'filled' ? filled.page : null;
    });
    const { type, ...more } = filled as Filled;
    if ('article' in more) states.set(path, { article: more.article, state: more.state });
    const outcome = type === 'filled' ? (isWritten ? 'written' : 'same') : type;
    report({ path, outcome, reason: 'reason' in more ? more.reason : null });
  }

  return {
    async fillPages(paths) {
      const left = new Set(paths).values();
      async function work(): Promise<void> {
        for (const path of left) {
          if (signal.aborted) return;
          await fillOne(path).catch((error: unknown) => {
            if (!(error instanceof FileError)) throw error;
            report({ path, outcome: 'refused', reason: error.message });
          });
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, work));
    },
    async outdated() {
      const articles = [...new Set([...states.values()].map((page) => page.article))];
      const now = new Map<Article, string>();
      for (const each of articles) now.set(each, await filling.stateOf(each));
      return [...states].filter(([, page]) => page.state !== now.get(page.article)).map(([path]) => path);
    },
  };
}
