import type { Article } from './article.ts';
import { articleAddress } from './address.ts';
import type { ArticleProblem } from './library.ts';
import type { LoadedFile } from './load.ts';
import { pageName, pagesOfArticle } from './page-address.ts';

/** All articles that may ever be shown, also those whose time has not come, and what was wrong with the others. */
export interface Catalogue {
  readonly articles: readonly Article[];
  readonly problems: readonly ArticleProblem[];
}

/**
 * Puts files together. Of two that claim one name (slug, address or alias) or one page, however its address is written, the one that
 * is visible first stays, then the first by path: an article that waits for its time takes nothing off the site. `site`, where it is
 * known, is the address of the pages that we show ourselves.
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

/** A name that an article takes for itself, and where its file says so. */
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
