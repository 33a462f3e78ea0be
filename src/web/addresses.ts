import type { Article } from '../articles/article.ts';
import type { Discussion } from '../discussions/discussion.ts';
import { PAGE_SIZE, searchFromQuery, type ArticleQuery } from './query.ts';
import type { Site } from './site.ts';

/** The query of an article's plain address: the oldest discussion from its first comment. */
const FIRST_PAGE: ArticleQuery = {
  sort: 'oldest',
  section: null,
  discussion: null,
  size: PAGE_SIZE,
  from: { page: 1 },
};

/** The path of an article's page, with what differs from the plain one in its query. */
export function articlePath({ slug }: Pick<Article, 'slug'>, query: Partial<ArticleQuery> = {}): string {
  return `/articles/${encodeURIComponent(slug)}${searchFromQuery({ ...FIRST_PAGE, ...query })}`;
}

/** The path of an article's comments as JSON. */
export function commentsPath({ slug }: Pick<Article, 'slug'>, query: ArticleQuery): string {
  return `/articles/${encodeURIComponent(slug)}/comments.json${searchFromQuery(query)}`;
}

/** The path of an article's comments as a piece of HTML for other pages, or as a page of their own. */
export function embedPath({ slug }: Pick<Article, 'slug'>, query: ArticleQuery, format: EmbedFormat): string {
  const more = searchFromQuery(query).replace('?', '&') + (format === 'page' ? '&format=page' : '');
  return `/embed?article=${encodeURIComponent(slug)}${more}`;
}

/** As what comments are put into another page: as a part of its HTML, or as a whole page in a frame of it. */
export const EMBED_FORMATS = ['fragment', 'page'] as const;
export type EmbedFormat = (typeof EMBED_FORMATS)[number];

/** The path that leads to a comment wherever it is now. */
export function permalinkPath({ slug }: Pick<Article, 'slug'>, comment: string): string {
  return `/articles/${encodeURIComponent(slug)}/comments/${comment}`;
}

/** Where the discussion's thread is open for members. */
export function threadUrl({ appUrl }: Site, { guild, thread }: Pick<Discussion, 'guild' | 'thread'>): string {
  return `${appUrl}/channels/${guild}/${thread}`;
}
