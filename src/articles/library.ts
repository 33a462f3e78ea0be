import { type Article, type Section, namesOf, aliasName } from './article.ts';
import { beginning } from '../markdown/text.ts';
import { pagesOfArticle } from './page-address.ts';
import type { Clock } from '../clock.ts';

/** An autocomplete choice: the name that is shown and the slug that is sent, both at most 100 characters. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** What is wrong with an article's file, and in which line. */
export interface ArticleProblem {
  readonly file: string;
  readonly line: number | null;
  readonly message: string;
}

/** The articles that readers can see now: no drafts, none that is still scheduled. Answers from memory. */
export interface ArticleLibrary {
  /** Newest first. */
  all(): readonly Article[];
  bySlug(slug: string): Article | undefined;
  byKey(key: string): Article | undefined;
  /** The article whose page on its own site has this name (see page-address.ts). */
  byPage(name: string): Article | undefined;
  /** The article of a slug, an alias or a title, as somebody typed it. */
  find(name: string): Article | undefined;
  /** A section of `article` by its slug or by its heading as somebody typed it. */
  findSection(article: Article, name: string): Section | undefined;
  /** Articles whose title matches, newest first; ignores case and accents; all for an empty query. */
  search(query: string): readonly Article[];
  /** Sections of `article` whose heading matches, in their order. */
  searchSections(article: Article, query: string): readonly Section[];
  /** At most 25 articles whose title matches what was typed so far, best match first. */
  suggest(partial: string): readonly Choice[];
  /** At most 25 sections of `article` whose heading matches what was typed so far, best match first. */
  suggestSections(article: Article, partial: string): readonly Choice[];
  problems(): readonly ArticleProblem[];
  /** Grows whenever any other method may answer differently. */
  version(): number;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * Whether an article was published after a time (milliseconds since 1970). One that has a date and no hour came out at
 * some time of that day, so it counts until the day is over.
 */
export function isPublishedAfter({ published }: Pick<Article, 'published'>, time: number): boolean {
  if (published === null) return false;
  return (published % DAY === 0 ? published + DAY - 1 : published) > time;
}

/** All articles, scheduled ones among them, and the problems of files that are not shown. */
export interface Catalogue {
  readonly articles: readonly Article[];
  readonly problems: readonly ArticleProblem[];
}

const LONGEST_TIMER = 24 * 60 * 60 * 1000; // setTimeout cannot wait longer than 24.8 days

/** A library of articles in memory; a scheduled article appears when its time comes. */
export interface MemoryLibrary extends ArticleLibrary, Disposable {
  /** Replaces all articles. */
  replace(catalogue: Catalogue): void;
  /** Calls `listener` after each change until the returned value is disposed. */
  onChange(listener: () => void): Disposable;
}

/** Creates a library of `catalogue` (default empty); dispose it to stop its timer. */
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
  let shown = indexed(current.articles, now);
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
    const due = indexed(current.articles, now);
    if (due.all.length === shown.all.length) timer = waitForNext();
    else show(due);
  }

  function show(index: Index): void {
    timer?.[Symbol.dispose]();
    shown = index;
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
      show(indexed(current.articles, now));
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

const MAX_CHOICES = 25; // Discord refuses more

/** The articles that are visible now, indexed. */
export interface Index {
  readonly all: readonly Article[];
  readonly bySlug: ReadonlyMap<string, Article>;
  readonly byKey: ReadonlyMap<string, Article>;
  readonly byPage: ReadonlyMap<string, Article>;
  readonly byName: ReadonlyMap<string, Article>;
  readonly titles: ReadonlyMap<Article, string>;
}

/** Indexes the articles that are visible at `now`. */
function indexed(articles: readonly Article[], now: number): Index {
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

/** Answers from the present index. */
function lookups(index: () => Index): Omit<ArticleLibrary, 'problems' | 'version'> {
  const titleOf = (article: Article): string => index().titles.get(article) ?? '';
  return {
    all: () => index().all,
    bySlug: (slug) => index().bySlug.get(slug),
    byKey: (key) => index().byKey.get(key),
    byPage: (name) => index().byPage.get(name),
    find(name) {
      const title = folded(name);
      const { all, byName } = index();
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
      return index().all.filter((article) => matchRank(titleOf(article), typed) !== undefined);
    },
    searchSections({ sections }, query) {
      const typed = folded(query);
      return sections.filter(({ heading }) => matchRank(folded(heading), typed) !== undefined);
    },
    suggest: (partial) =>
      bestMatches(index().all, folded(partial), titleOf).slice(0, MAX_CHOICES).map(choiceFromArticle),
    suggestSections: ({ sections }, partial) =>
      bestMatches(sections, folded(partial), ({ heading }) => folded(heading))
        .slice(0, MAX_CHOICES)
        .map(choiceFromSection),
  };
}

/** Text without case, accents and kinds of apostrophes, so that "CAFE" finds "café". */
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

/** How well a title matches what was typed, both folded: 0 it begins with it, 1 a word does, 2 contains it, 3 contains all its words; undefined for no match. */
export function matchRank(title: string, typed: string): number | undefined {
  const at = title.indexOf(typed);
  if (at === 0) return 0;
  if (at < 0) return typed.split(' ').every((word) => title.includes(word)) ? 3 : undefined;
  return beginsWord(title, typed, at) ? 1 : 2;
}

/** The `items` that match what was typed, best match first, else in their order. */
export function bestMatches<Item>(items: readonly Item[], typed: string, titleOf: (item: Item) => string): Item[] {
  return items
    .map((item) => ({ item, rank: matchRank(titleOf(item), typed) }))
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

/** An article as an autocomplete choice. */
export const choiceFromArticle = ({ title, slug }: Article): Choice => ({
  name: shortened(title, MAX_CHOICE),
  value: slug,
});

/** A section as an autocomplete choice. */
export const choiceFromSection = ({ heading, slug }: Section): Choice => ({
  name: shortened(heading.trim() || slug, MAX_CHOICE),
  value: slug,
});
