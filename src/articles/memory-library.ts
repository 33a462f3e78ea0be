import { beginning } from '../markdown/text.ts';
import { type Article, type Section, articleAddress } from './article.ts';
import type { Choice, ArticleProblem, ArticleLibrary } from './library.ts';
import type { LoadedFile } from './load.ts';
import { pageName, pagesOfArticle } from './page-address.ts';
import type { Clock } from '../clock.ts';

/** Text with case, accents and the shape of apostrophes taken away, so that "café" is found by "CAFE". */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase() // also takes ß for SS
    .toLowerCase()
    .replace(/ς/g, 'σ')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();

/** How well a title fits what was typed, both folded: 0 begins with it, 1 a word does, 2 it is inside, 3 has all its words; undefined: not at all. */
export function fit(title: string, typed: string): number | undefined {
  const at = title.indexOf(typed);
  if (at === 0) return 0;
  if (at < 0) return typed.split(' ').every((word) => title.includes(word)) ? 3 : undefined;
  return beginsWord(title, typed, at) ? 1 : 2;
}

/** Those of `items` that fit what was typed, the best first, else in their order. */
export function bestFits<Item>(items: readonly Item[], typed: string, titleOf: (item: Item) => string): Item[] {
  return items
    .map((item) => ({ item, rank: fit(titleOf(item), typed) }))
    .filter((candidate): candidate is { item: Item; rank: number } => candidate.rank !== undefined)
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}

function beginsWord(title: string, typed: string, first: number): boolean {
  for (let at = first; at >= 0; at = title.indexOf(typed, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(title[at - 1] ?? ' ')) return true;
  }
  return false;
}

const MAX_CHOICE = 100; // UTF-16 units that Discord shows of a choice

/** Text of at most `limit` UTF-16 units, cut between graphemes with "…" at its end. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${beginning(text, limit - 1).trimEnd()}…`;
}

/** An article as an answer of autocomplete. */
export const choiceFromArticle = ({ title, slug }: Article): Choice => ({
  name: shortened(title, MAX_CHOICE),
  value: slug,
});

/** A section as an answer of autocomplete. */
export const choiceFromSection = ({ heading, slug }: Section): Choice => ({
  name: shortened(heading.trim() || slug, MAX_CHOICE),
  value: slug,
});

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
const aliasName = (alias: string): string => URL.parse(alias)?.href ?? alias.replace(/^\/+|\/+$/g, '');

/** Every name that leads to the article. */
const namesOf = ({ slug, key, aliases }: Article): string[] => [...new Set([slug, key, ...aliases.map(aliasName)])];

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

const MAX_CHOICES = 25; // Discord refuses more

/** What is shown now, with its ways in. */
export interface Shelf {
  readonly all: readonly Article[];
  readonly bySlug: ReadonlyMap<string, Article>;
  readonly byKey: ReadonlyMap<string, Article>;
  readonly byPage: ReadonlyMap<string, Article>;
  readonly byName: ReadonlyMap<string, Article>;
  readonly titles: ReadonlyMap<Article, string>;
}

/** The articles that exist at `now`. */
function shelfOf(articles: readonly Article[], now: number): Shelf {
  const all = articles.filter(({ published }) => published === null || published <= now).toSorted(newestFirst);
  return {
    all,
    bySlug: new Map(all.map((article) => [article.slug, article])),
    byKey: new Map(all.map((article) => [article.key, article])),
    byPage: new Map(all.flatMap((article) => pagesOfArticle(article).map(({ name }) => [name, article] as const))),
    byName: new Map(all.flatMap((article) => namesOf(article).map((name) => [name, article] as const))),
    titles: new Map(all.map((article) => [article, folded(article.title)])),
  };
}

// Articles without a date come last, by title.
const newestFirst = (one: Article, other: Article): number =>
  (other.published ?? 0) - (one.published ?? 0) || one.title.localeCompare(other.title, 'en');

/** Answers from whatever `shelf` returns at the moment of the question. */
function lookups(shelf: () => Shelf): Omit<ArticleLibrary, 'problems' | 'version'> {
  const titleOf = (article: Article): string => shelf().titles.get(article) ?? '';
  return {
    all: () => shelf().all,
    bySlug: (slug) => shelf().bySlug.get(slug),
    byKey: (key) => shelf().byKey.get(key),
    byPage: (name) => shelf().byPage.get(name),
    find(name) {
      const title = folded(name);
      const { all, byName } = shelf();
      return byName.get(name) ?? byName.get(aliasName(name)) ?? all.find((article) => titleOf(article) === title);
    },
    findSection({ sections }, name) {
      const heading = folded(name);
      return (
        sections.find(({ slug }) => slug === name) ?? sections.find((section) => folded(section.heading) === heading)
      );
    },
    search(query) {
      const typed = folded(query);
      return shelf().all.filter((article) => fit(titleOf(article), typed) !== undefined);
    },
    searchSections({ sections }, query) {
      const typed = folded(query);
      return sections.filter(({ heading }) => fit(folded(heading), typed) !== undefined);
    },
    suggest: (partial) => bestFits(shelf().all, folded(partial), titleOf).slice(0, MAX_CHOICES).map(choiceFromArticle),
    suggestSections: ({ sections }, partial) =>
      bestFits(sections, folded(partial), ({ heading }) => folded(heading))
        .slice(0, MAX_CHOICES)
        .map(choiceFromSection),
  };
}

const LONGEST_TIMER = 24 * 60 * 60 * 1000; // setTimeout cannot wait longer than 24.8 days

/** A library over articles in memory; an article whose time comes appears by itself. */
export interface MemoryLibrary extends ArticleLibrary, Disposable {
  /** Takes other articles in place of those it had. */
  replace(catalogue: Catalogue): void;
  /** Calls `listener` after each change, until the answer is disposed. */
  onChange(listener: () => void): Disposable;
}

/** Opens a library over `catalogue` (empty unless given); dispose it to stop its timer. */
export function createMemoryLibrary({
  clock,
  catalogue = { articles: [], problems: [] },
}: {
  clock: Clock;
  catalogue?: Catalogue;
}): MemoryLibrary {
  const listeners = new Set<() => void>();
  let current = catalogue;
  let version = 1;
  let now = clock.now();
  let shown = shelfOf(current.articles, now);
  let timer = waitForNext();

  function waitForNext(): Disposable | undefined {
    const next = current.articles.reduce(
      (soonest, { published }) => Math.min(soonest, later(published, now)),
      Infinity,
    );
    return next === Infinity ? undefined : clock.after(Math.min(next - now, LONGEST_TIMER), publishDue);
  }

  function publishDue(): void {
    now = clock.now();
    const due = shelfOf(current.articles, now);
    if (due.all.length === shown.all.length) timer = waitForNext();
    else show(due);
  }

  function show(shelf: Shelf): void {
    timer?.[Symbol.dispose]();
    shown = shelf;
    version += 1;
    timer = waitForNext();
    for (const listener of listeners) listener();
  }

  return {
    ...lookups(() => shown),
    problems: () => current.problems,
    version: () => version,
    replace(next) {
      current = next;
      now = clock.now();
      show(shelfOf(current.articles, now));
    },
    onChange(listener) {
      const own = (): void => listener(); // one listener may be added twice
      listeners.add(own);
      return { [Symbol.dispose]: () => void listeners.delete(own) };
    },
    [Symbol.dispose]() {
      timer?.[Symbol.dispose]();
      listeners.clear();
    },
  };
}

const later = (published: number | null, now: number): number =>
  published !== null && published > now ? published : Infinity;
