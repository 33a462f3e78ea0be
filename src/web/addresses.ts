import { SORTS, type PageQuery, type Sort } from '../discussions/reading.ts';
import { isSnowflake } from '../snowflake.ts';
import { Problem } from './problem.ts';
import type { Article } from '../articles/article.ts';
import type { Discussion } from '../discussions/discussion.ts';
import type { Site } from './page/context.ts';

/** The query of an article's page or of its comments. */
export interface ArticleQuery extends PageQuery {
  /** The thread of the discussion to show; null for the oldest one. */
  readonly discussion: string | null;
}

/** The default `size`: comments on a page. */
export const PAGE_SIZE = 50;
/** The allowed sizes: few, so that the cache holds few versions of a page. */
export const PAGE_SIZES: readonly number[] = [1, 2, 5, 10, 20, 50, 100];

const WHOLE_NUMBER = /^[1-9]\d{0,6}$/;
const MAX_PAGE = 9_999_999;

/** Reads `page`, `after`, `before`, `size`, `sort`, `section` and `discussion`, and ignores other parameters. Throws `Problem` 400 with what is allowed. */
export function queryFromParameters(parameters: URLSearchParams): ArticleQuery {
  return {
    sort: sortFrom(single(parameters, 'sort')),
    section: single(parameters, 'section'),
    discussion: snowflakeFrom('discussion', single(parameters, 'discussion')),
    size: sizeFrom(single(parameters, 'size')),
    from: startFrom(parameters),
  };
}

/** The query string of a query without its defaults: `` or `?sort=newest&page=2`. Equal queries give equal strings. */
export function searchFromQuery({ discussion, section, sort, size, from }: ArticleQuery): string {
  const search = new URLSearchParams();
  if (discussion !== null) search.set('discussion', discussion);
  if (section !== null) search.set('section', section);
  if (sort !== 'oldest') search.set('sort', sort);
  if (size !== PAGE_SIZE) search.set('size', String(size));
  if ('after' in from) search.set('after', from.after);
  else if ('before' in from) search.set('before', from.before);
  else if (from.page !== 1) search.set('page', String(from.page));
  return search.size === 0 ? '' : `?${search.toString()}`;
}

/** The parameter `page`; default 1. Throws `Problem` 400. */
export function pageFromParameters(parameters: URLSearchParams): number {
  const text = single(parameters, 'page') ?? '1';
  const page = WHOLE_NUMBER.test(text) ? Number(text) : 0;
  if (page < 1 || page > MAX_PAGE)
    throw new Problem(400, 'page.query.number', { name: 'page', most: MAX_PAGE, given: quoted(text) });
  return page;
}

function startFrom(parameters: URLSearchParams): PageQuery['from'] {
  const given = ['page', 'after', 'before'].filter((name) => parameters.has(name));
  if (given.length > 1) throw new Problem(400, 'page.query.oneStart', { names: given.join(', ') });
  const after = snowflakeFrom('after', single(parameters, 'after'));
  if (after !== null) return { after };
  const before = snowflakeFrom('before', single(parameters, 'before'));
  if (before !== null) return { before };
  return { page: pageFromParameters(parameters) };
}

/** A parameter's value, null when it is absent. Throws `Problem` 400 when it is given twice. */
export function single(parameters: URLSearchParams, name: string): string | null {
  const values = parameters.getAll(name);
  if (values.length > 1) throw new Problem(400, 'page.query.once', { name });
  return values[0] ?? null;
}

function snowflakeFrom(name: string, text: string | null): string | null {
  if (text !== null && !isSnowflake(text)) throw new Problem(400, 'page.query.id', { name, given: quoted(text) });
  return text;
}

function sortFrom(text: string | null): Sort {
  return oneOf('sort', SORTS, text ?? 'oldest');
}

function sizeFrom(text: string | null): number {
  return oneOf('size', PAGE_SIZES, text ?? String(PAGE_SIZE));
}

function oneOf<Value extends string | number>(name: string, allowed: readonly Value[], text: string): Value {
  const value = allowed.find((known) => String(known) === text);
  if (value !== undefined) return value;
  throw new Problem(400, 'page.query.oneOf', { name, allowed: allowed.join(', '), given: quoted(text) });
}

/** A reader's input, cut to 40 characters for a sentence. */
export function quoted(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}

/** The query of an article's plain address: the oldest discussion, first page. */
const FIRST_PAGE: ArticleQuery = {
  sort: 'oldest',
  section: null,
  discussion: null,
  size: PAGE_SIZE,
  from: { page: 1 },
};

/** The path of an article's page; `query` holds what differs from the first page. */
export function articlePath({ slug }: Pick<Article, 'slug'>, query: Partial<ArticleQuery> = {}): string {
  return `/articles/${encodeURIComponent(slug)}${searchFromQuery({ ...FIRST_PAGE, ...query })}`;
}

/** The path of the list of a section's articles. */
export const sectionPath = (section: string, page = 1): string =>
  `/?${new URLSearchParams({ section, ...(page > 1 && { page: String(page) }) }).toString()}`;

/** The path of an article's comments as JSON. */
export function commentsPath({ slug }: Pick<Article, 'slug'>, query: ArticleQuery): string {
  return `/articles/${encodeURIComponent(slug)}/comments.json${searchFromQuery(query)}`;
}

/** The path of an article's comments for other sites, as a fragment of HTML or as a page. */
export function embedPath({ slug }: Pick<Article, 'slug'>, query: ArticleQuery, format: EmbedFormat): string {
  const more = searchFromQuery(query).replace('?', '&') + (format === 'page' ? '&format=page' : '');
  return `/embed?article=${encodeURIComponent(slug)}${more}`;
}

/** How another site shows comments: as a fragment of its HTML, or as a page in a frame. */
export const EMBED_FORMATS = ['fragment', 'page'] as const;
export type EmbedFormat = (typeof EMBED_FORMATS)[number];

/** The permanent path of a comment; it redirects to the page where the comment is now. */
export function permalinkPath({ slug }: Pick<Article, 'slug'>, comment: string): string {
  return `/articles/${encodeURIComponent(slug)}/comments/${comment}`;
}

/** The address of the discussion's thread in Discord. */
export function threadUrl({ appUrl }: Site, { guild, thread }: Pick<Discussion, 'guild' | 'thread'>): string {
  return `${appUrl}/channels/${guild}/${thread}`;
}

/** The address of a comment's message in Discord. */
export const messageUrl = (site: Site, discussion: Pick<Discussion, 'guild' | 'thread'>, comment: string): string =>
  `${threadUrl(site, discussion)}/${comment}`;
