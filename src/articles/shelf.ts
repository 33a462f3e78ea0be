import type { Article } from './article.ts';
import { aliasName, namesOf } from './catalogue.ts';
import { choiceFromArticle, choiceFromSection } from './choice.ts';
import type { ArticleLibrary } from './library.ts';
import { pagesOfArticle } from './page-address.ts';
import { bestFits, fit, folded } from './search.ts';

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
export function shelfOf(articles: readonly Article[], now: number): Shelf {
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
export function lookups(shelf: () => Shelf): Omit<ArticleLibrary, 'problems' | 'version'> {
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
