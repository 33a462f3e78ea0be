import type { Article, Section } from './article.ts';

/** One answer of an autocomplete: what is shown, and the slug that is sent; both at most 100 characters. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** A file that could not be read as an article, and where in it. */
export interface ArticleProblem {
  readonly file: string;
  readonly line: number | null;
  readonly message: string;
}

/** The articles that exist for readers now (no drafts, none whose time has not come), answered from memory. */
export interface ArticleLibrary {
  /** Newest first. */
  all(): readonly Article[];
  bySlug(slug: string): Article | undefined;
  byKey(key: string): Article | undefined;
  /** The article whose page on its own site has this name (see page-address.ts). */
  byPage(name: string): Article | undefined;
  /** The article that `name` leads to: a slug, an alias or a title as somebody typed it. */
  find(name: string): Article | undefined;
  /** A section of `article` by its slug or by its heading as somebody typed it. */
  findSection(article: Article, name: string): Section | undefined;
  /** Newest first, accent- and case-insensitive over titles; all for an empty query. */
  search(query: string): readonly Article[];
  /** The same over the headings of `article`, in their order. */
  searchSections(article: Article, query: string): readonly Section[];
  /** At most 25 articles whose title fits what was typed so far. */
  suggest(partial: string): readonly Choice[];
  /** At most 25 sections of `article` whose heading fits what was typed so far. */
  suggestSections(article: Article, partial: string): readonly Choice[];
  problems(): readonly ArticleProblem[];
  /** Grows whenever the answer of any other method may have changed. */
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
