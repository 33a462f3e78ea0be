import { SORTS, type PageQuery, type Sort } from '../discussions/reading.ts';
import { isSnowflake } from '../snowflake.ts';
import { Problem } from './problem.ts';
import type { Article } from '../articles/article.ts';
import type { Discussion } from '../discussions/discussion.ts';
import type { Site } from './page/context.ts';

/** The query of an article's page or of its comments. */
export interface ArticleQuery extends PageQuery {
  /** The thread of the discussion to show; null for the oldest one, or for the one with the conversation. */
  readonly discussion: string | null;
  /** A comment whose conversation is shown, instead of all; `sort` is `conversations` then, and `section` null. */
  readonly conversation: string | null;
}

/** The default `size`: comments on a page, or answers on a conversation's own. */
export const PAGE_SIZE = 50;
/** The default `size` of pages of conversations. */
const HEADS = 20;

/** The default `size` of a query. */
export const defaultSize = ({ sort, conversation }: Pick<ArticleQuery, 'sort' | 'conversation'>): number =>
  sort === 'conversations' && conversation === null ? HEADS : PAGE_SIZE;

/** The query in another order, from its first page. */
export function sortedQuery(query: ArticleQuery, sort: Sort): ArticleQuery {
  const size = query.size === defaultSize(query) ? defaultSize({ ...query, sort }) : query.size;
  return { ...query, sort, size, from: { page: 1 } };
}

/** The allowed sizes: few, so that the cache holds few versions of a page. */
export const PAGE_SIZES: readonly number[] = [1, 2, 5, 10, 20, 50, 100];

const WHOLE_NUMBER = /^[1-9]\d{0,6}$/;
const MAX_PAGE = 9_999_999;

/** The `sort` of what names none: of data, and of pages that people read. */
export const DEFAULT_SORT = { data: 'oldest', page: 'conversations' } as const satisfies Record<string, Sort>;

/**
 * Reads `page`, `after`, `before`, `size`, `sort`, `section`, `discussion` and `conversation`, and ignores other
 * parameters; a conversation has neither order nor section. Throws `Problem` 400 with what is allowed.
 */
export function queryFromParameters(parameters: URLSearchParams, defaultSort: Sort): ArticleQuery {
  const [sort, section] = [single(parameters, 'sort') ?? defaultSort, single(parameters, 'section')];
  const conversation = snowflakeFrom('conversation', single(parameters, 'conversation'));
  const shown =
    conversation === null
      ? { conversation, sort: oneOf('sort', SORTS, sort), section }
      : ({ conversation, sort: 'conversations', section: null } as const);
  return {
    ...shown,
    discussion: snowflakeFrom('discussion', single(parameters, 'discussion')),
    size: sizeFrom(single(parameters, 'size'), defaultSize(shown)),
    from: startFrom(parameters),
  };
}

/** The query string of a query without its defaults: `` or `?sort=newest&page=2`. Equal queries give equal strings. */
export const searchFromQuery = (query: ArticleQuery, defaultSort: Sort): string =>
  textOf(parametersFromQuery(query, defaultSort));

const textOf = (search: URLSearchParams): string => (search.size === 0 ? '' : `?${search.toString()}`);

function parametersFromQuery(query: ArticleQuery, defaultSort: Sort): URLSearchParams {
  const { discussion, conversation, section, sort, size, from } = query;
  const search = new URLSearchParams();
  if (discussion !== null) search.set('discussion', discussion);
  if (conversation !== null) search.set('conversation', conversation);
  else if (sort !== defaultSort) search.set('sort', sort);
  if (section !== null) search.set('section', section);
  if (size !== defaultSize(query)) search.set('size', String(size));
  if ('after' in from) search.set('after', from.after);
  else if ('before' in from) search.set('before', from.before);
  else if (from.page !== 1) search.set('page', String(from.page));
  return search;
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

function sizeFrom(text: string | null, otherwise: number): number {
  return oneOf('size', PAGE_SIZES, text ?? String(otherwise));
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

/** The query of an article's plain address, but for its size: the oldest discussion, first page. */
const FIRST_PAGE: Omit<ArticleQuery, 'size'> = {
  sort: DEFAULT_SORT.page,
  section: null,
  discussion: null,
  conversation: null,
  from: { page: 1 },
};

/** The path of an article's page, or of a conversation's; `query` holds what differs from the first page. */
export function articlePath(article: Pick<Article, 'slug'>, given: Partial<ArticleQuery> = {}): string {
  const asked = { ...FIRST_PAGE, ...given };
  const { conversation, size = defaultSize(asked) } = asked;
  const search = parametersFromQuery({ ...asked, size }, DEFAULT_SORT.page);
  search.delete('conversation'); // the path names it
  const path =
    conversation === null ? `/articles/${encodeURIComponent(article.slug)}` : permalinkPath(article, conversation);
  return path + textOf(search);
}

/** The path of the list of a section's articles. */
export const sectionPath = (section: string, page = 1): string =>
  `/?${new URLSearchParams({ section, ...(page > 1 && { page: String(page) }) }).toString()}`;

/** The path of an article's comments as JSON. */
export function commentsPath({ slug }: Pick<Article, 'slug'>, query: ArticleQuery): string {
  return `/articles/${encodeURIComponent(slug)}/comments.json${searchFromQuery(query, DEFAULT_SORT.data)}`;
}

/** The path of the events of an article's discussion. */
export function eventsPath({ slug }: Pick<Article, 'slug'>, { discussion }: Pick<ArticleQuery, 'discussion'>): string {
  const search = discussion === null ? '' : `?${new URLSearchParams({ discussion }).toString()}`;
  return `/articles/${encodeURIComponent(slug)}/events${search}`;
}

/** How comments are given to feed readers. */
export const FEED_FORMATS = ['atom', 'json'] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

/** The path of the feed of an article's comments; null for those of the whole site. */
export function feedPath(article: Pick<Article, 'slug'> | null, format: FeedFormat): string {
  const name = format === 'atom' ? '/comments.atom' : '/comments.feed.json';
  return article ? `/articles/${encodeURIComponent(article.slug)}${name}` : name;
}

/** The path of an article's comments for other sites, as a fragment of HTML or as a page. */
export function embedPath({ slug }: Pick<Article, 'slug'>, query: ArticleQuery, format: EmbedFormat): string {
  const more = searchFromQuery(query, DEFAULT_SORT.page).replace('?', '&') + (format === 'page' ? '&format=page' : '');
  return `/embed?article=${encodeURIComponent(slug)}${more}`;
}

/** How another site shows comments: as a fragment of its HTML, or as a page in a frame. */
export const EMBED_FORMATS = ['fragment', 'page'] as const;
export type EmbedFormat = (typeof EMBED_FORMATS)[number];

/** The permanent path of a comment: its conversation's page, or what leads to its place there. */
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
