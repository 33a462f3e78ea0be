import type { Article } from './article.ts';
import { aliasName, namesOf, type Catalogue } from './catalogue.ts';
import { choiceFromArticle, choiceFromSection } from './choice.ts';
import type { ArticleLibrary } from './library.ts';
import { bestFits, fit, folded } from './search.ts';

const MAX_CHOICES = 25; // Discord refuses more
const LONGEST_TIMER = 24 * 60 * 60 * 1000; // setTimeout cannot wait longer than 24.8 days

/** The time and what is to happen later, as `discussions/clock.ts` has it. */
export interface PublishingClock {
  now(): number;
  after(delay: number, action: () => void): Disposable;
}

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
  clock: PublishingClock;
  catalogue?: Catalogue;
}): MemoryLibrary {
  const listeners = new Set<() => void>();
  let current = catalogue;
  let shown = shelfOf(current.articles, clock.now());
  let version = 1;
  let timer = waitForNext();

  function waitForNext(): Disposable | undefined {
    const now = clock.now();
    const next = current.articles.reduce(
      (soonest, { published }) => Math.min(soonest, later(published, now)),
      Infinity,
    );
    return next === Infinity ? undefined : clock.after(Math.min(next - now, LONGEST_TIMER), publishDue);
  }

  function publishDue(): void {
    const due = shelfOf(current.articles, clock.now());
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
      show(shelfOf(next.articles, clock.now()));
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

/** What is shown now, with its ways in. */
interface Shelf {
  readonly all: readonly Article[];
  readonly bySlug: ReadonlyMap<string, Article>;
  readonly byKey: ReadonlyMap<string, Article>;
  readonly byName: ReadonlyMap<string, Article>;
  readonly titles: ReadonlyMap<Article, string>;
}

function shelfOf(articles: readonly Article[], now: number): Shelf {
  const all = articles.filter(({ published }) => published === null || published <= now).toSorted(newestFirst);
  return {
    all,
    bySlug: new Map(all.map((article) => [article.slug, article])),
    byKey: new Map(all.map((article) => [article.key, article])),
    byName: new Map(all.flatMap((article) => namesOf(article).map((name) => [name, article] as const))),
    titles: new Map(all.map((article) => [article, folded(article.title)])),
  };
}

// Articles without a date come last, by title.
const newestFirst = (one: Article, other: Article): number =>
  (other.published ?? 0) - (one.published ?? 0) || one.title.localeCompare(other.title, 'en');

type Lookups = Omit<ArticleLibrary, 'problems' | 'version'>;

function lookups(shelf: () => Shelf): Lookups {
  const titleOf = (article: Article): string => shelf().titles.get(article) ?? '';
  return {
    all: () => shelf().all,
    bySlug: (slug) => shelf().bySlug.get(slug),
    byKey: (key) => shelf().byKey.get(key),
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
    suggest: (partial) => bestFits(shelf().all, folded(partial), titleOf).slice(0, MAX_CHOICES).map(choiceFromArticle),
    suggestSections: ({ sections }, partial) =>
      bestFits(sections, folded(partial), ({ heading }) => folded(heading))
        .slice(0, MAX_CHOICES)
        .map(choiceFromSection),
  };
}
