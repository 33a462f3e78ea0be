import type { Article } from './article.ts';
import type { ArticleProblem } from './library.ts';
import type { LoadedFile } from './load.ts';

/** All articles that may ever be shown, also those whose time has not come, and what was wrong with the others. */
export interface Catalogue {
  readonly articles: readonly Article[];
  readonly problems: readonly ArticleProblem[];
}

/**
 * Puts files together. Of two that claim one name (slug, address or alias) the one that is visible first stays, then the first by
 * path: an article that waits for its time takes nothing off the site.
 */
export function catalogueFromFiles(files: Iterable<LoadedFile>): Catalogue {
  const articles: Article[] = [];
  const problems: ArticleProblem[] = [];
  const owners = new Map<string, string>();
  for (const { path, article, problems: own } of [...files].toSorted(byAppearance)) {
    problems.push(...own);
    if (!article) continue;
    const names = namesOf(article);
    const taken = names.find((name) => owners.has(name));
    if (taken !== undefined) {
      problems.push({ file: path, line: null, message: clash(article, { taken, owner: owners.get(taken) ?? '' }) });
      continue;
    }
    for (const name of names) owners.set(name, path);
    articles.push(article);
  }
  return { articles, problems };
}

/** An alias without what differs between an address's ways of being written: `/old-title/` is `old-title`. */
export const aliasName = (alias: string): string => URL.parse(alias)?.href ?? alias.replace(/^\/+|\/+$/g, '');

/** Every name that leads to the article. */
export const namesOf = ({ slug, key, aliases }: Article): string[] => [
  ...new Set([slug, key, ...aliases.map(aliasName)]),
];

// A file without an article claims nothing, so its place does not matter.
const byAppearance = (one: LoadedFile, other: LoadedFile): number =>
  appearance(one) - appearance(other) || (one.path < other.path ? -1 : 1);

const appearance = ({ article }: LoadedFile): number => article?.published ?? Number.MIN_SAFE_INTEGER;

const clash = ({ slug, url }: Article, { taken, owner }: { taken: string; owner: string }): string => {
  const what = taken === slug ? 'slug' : taken === url ? 'url' : 'alias';
  return `Its ${what} "${taken}" belongs to ${owner} already; that article is shown and this one is not.`;
};
