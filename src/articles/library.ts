import type { Article, Section } from './article.ts';

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
