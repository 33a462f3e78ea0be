import { SORTS, type PageQuery, type Sort } from '../discussions/reading.ts';
import { isSnowflake } from '../snowflake.ts';
import { Problem } from './problem.ts';
import type { Article } from '../articles/article.ts';
import type { Discussion } from '../discussions/discussion.ts';
import type { Site } from './page/context.ts';

/** What a reader asked to see of an article's comments. */
export interface ArticleQuery extends PageQuery {
  /** The thread of the discussion to show; null for the oldest one. */
  readonly discussion: string | null;
}

/** How many comments a page has unless `size` says otherwise. */
export const PAGE_SIZE = 50;
/** What `size` may say: few sizes, so that few versions of a page are made and kept. */
export const PAGE_SIZES: readonly number[] = [1, 2, 5, 10, 20, 50, 100];

const WHOLE_NUMBER = /^[1-9]\d{0,6}$/;
const MAX_PAGE = 9_999_999;

/** Reads `page`, `after`, `before`, `size`, `sort`, `section` and `discussion`, leaving others alone. Throws `Problem` 400 with what is allowed. */
export function queryFromParameters(parameters: URLSearchParams): ArticleQuery {
  return {
    sort: sortFrom(single(parameters, 'sort')),
    section: single(parameters, 'section'),
    discussion: snowflakeFrom('discussion', single(parameters, 'discussion')),
    size: sizeFrom(single(parameters, 'size')),
    from: startFrom(parameters),
  };
}

/** The query as an address carries it, defaults left out: `` or `?sort=newest&page=2`. Equal queries give equal strings. */
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

/** A page number from `parameters`, 1 when there is none. Throws `Problem` 400. */
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

/** The value of a parameter, null when it is not there. Throws `Problem` 400 when it is there more than once. */
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

/** What somebody typed, short enough to be shown in a sentence. */
export function quoted(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}

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
