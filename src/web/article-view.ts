import type { Summary, Discussion, Recommendation } from '../discussions/discussion.ts';
import type { Article } from '../articles/article.ts';
import { sectionCount } from '../discussions/comment-rules.ts';
import type { Comment } from '../discussions/comment.ts';
import type { CommentPage, DiscussionReader, ShownComment } from '../discussions/reading.ts';
import { articlePath, quoted, type ArticleQuery } from './addresses.ts';
import { Problem } from './problem.ts';
import { tintsOf } from './tints.ts';

/** Everything that a page, JSON or an embed shows of an article. */
export interface ArticleView {
  readonly article: Article;
  readonly query: ArticleQuery;
  /** Every discussion of the article, oldest first. */
  readonly discussions: readonly Discussion[];
  /** The discussion that the query asks for; null when the article has none. */
  readonly discussion: Discussion | null;
  /** The invite of the discussion's guild; null when it chose none. */
  readonly invite: string | null;
  readonly page: CommentPage;
  readonly recommended: readonly RecommendedComment[];
  /** Null when there is none, or when none of its sentences can be shown. */
  readonly summary: ShownSummary | null;
  /** Names by user id: of members who publish and are mentioned, and of moderators. */
  readonly names: ReadonlyMap<string, string>;
  /** User ids of the moderators who recommended a comment or wrote the summary. */
  readonly moderators: ReadonlySet<string>;
  /** Colours by user id, of the authors on this page. */
  readonly tints: ReadonlyMap<string, number>;
}

/** An article's query with the discussion that it asks for; no comment is read yet. */
export type ResolvedQuery = Pick<ArticleView, 'article' | 'query' | 'discussions' | 'discussion' | 'invite'>;

/** A comment that was not deleted. */
export type WrittenComment = ShownComment & { readonly comment: Comment };

/** A comment that a moderator picked, with the note. */
export interface RecommendedComment {
  readonly shown: WrittenComment;
  readonly recommendation: Recommendation;
}

/** A sentence of a summary; `quoted` is the comment that it quotes, null for a moderator's own words. */
export interface ShownSentence {
  readonly text: string;
  readonly quoted: WrittenComment | null;
}

/** The part of a summary that can be shown: at least one sentence. */
export interface ShownSummary {
  readonly sentences: readonly ShownSentence[];
  /** The moderator's user id. */
  readonly by: string;
  readonly updatedAt: number;
  /** Whether it is a member's own message, pinned unchanged. */
  readonly isPinnedComment: boolean;
}

const NO_COMMENTS: CommentPage = { comments: [], names: new Map(), page: 1, pages: 1, isFirst: true, isLast: true };

/** Finds the discussion that a query asks for. Throws `Problem` 404 for a section or a discussion that does not exist. */
export async function resolveQuery(
  article: Article,
  query: ArticleQuery,
  reader: DiscussionReader,
): Promise<ResolvedQuery> {
  checkSection(article, query.section);
  const discussions = await reader.ofArticle(article.key);
  const wanted = query.discussion;
  const discussion = wanted === null ? discussions[0] : discussions.find(({ thread }) => thread === wanted);
  if (!discussion && wanted !== null) throw new Problem(404, 'page.query.noDiscussion', { given: wanted });
  const invite = discussion ? await reader.invite(discussion.guild) : null;
  return { article, query, discussions, discussion: discussion ?? null, invite };
}

/** Reads the comments of a query. Throws `Problem` 404 for a page that does not exist. */
export async function loadView(resolved: ResolvedQuery, reader: DiscussionReader): Promise<ArticleView> {
  const { discussion, query } = resolved;
  if (!discussion) {
    const page = existing(isFirstPage(query) ? NO_COMMENTS : undefined, resolved);
    const nobody = { names: NO_COMMENTS.names, moderators: new Set<string>(), tints: new Map<string, number>() };
    return { ...resolved, page, recommended: [], summary: null, ...nobody };
  }
  const { recommended, summary } = discussion;
  const curated = [...new Set([...recommended.map(({ comment }) => comment), ...quotedIn(summary)])];
  const [page, found] = await Promise.all([
    reader.page(discussion, query),
    curated.length === 0 ? NO_COMMENTS : reader.comments(discussion, curated),
  ]);
  const written = new Map(found.comments.flatMap((shown) => writtenFrom(shown)));
  return {
    ...resolved,
    page: existing(page, resolved),
    recommended: recommended.flatMap((recommendation) => {
      const shown = written.get(recommendation.comment);
      return shown ? [{ shown, recommendation }] : [];
    }),
    summary: shownSummary(summary, written),
    names: new Map([...found.names, ...(page?.names ?? [])]),
    moderators: new Set([...recommended.map(({ by }) => by), summary?.by ?? '']),
    tints: tintsOf([...(page?.comments ?? []), ...found.comments]),
  };
}

/** How many comments the query finds on all pages. */
export function countOf({ discussion, query }: ResolvedQuery): number {
  if (!discussion) return 0;
  return query.section === null ? discussion.counts.comments : sectionCount(discussion.counts, query.section);
}

function checkSection({ sections }: Article, slug: string | null): void {
  if (slug === null || sections.some((section) => section.slug === slug)) return;
  const allowed = sections.map((section) => section.slug).join(', ');
  throw new Problem(404, allowed ? 'page.query.noSection' : 'page.query.noSections', { given: quoted(slug), allowed });
}

function existing(page: CommentPage | undefined, { article, query }: ResolvedQuery): CommentPage {
  if (page) return page;
  throw new Problem(404, 'page.query.noPage', { first: articlePath(article, { ...query, from: { page: 1 } }) });
}

function isFirstPage({ from }: ArticleQuery): boolean {
  return 'page' in from && from.page === 1;
}

function writtenFrom(shown: ShownComment): [string, WrittenComment][] {
  const { id, comment } = shown;
  return comment ? [[id, { ...shown, comment }]] : [];
}

/** A discussion's version for ETags; every change that a page may show changes it. */
export function versionOf({ thread, epoch, version }: Discussion): string {
  return `${thread}/${epoch}.${version}`;
}

/** Everything that the ETag of an article's page depends on, besides its address and its picture. */
export function etagPartsOf({ article, discussions, invite }: ResolvedQuery, identity: string): string[] {
  return [identity, article.slug, article.hash, invite ?? '', ...discussions.map(versionOf)];
}

/** The ids of the comments that a summary quotes, each once. */
function quotedIn(summary: Summary | null): string[] {
  return [...new Set(sentencesOf(summary).flatMap(({ comment }) => comment ?? []))];
}

/** The summary without sentences whose comment is not published; null when it is withdrawn or no sentence is left. */
function shownSummary(summary: Summary | null, published: ReadonlyMap<string, WrittenComment>): ShownSummary | null {
  const sentences = sentencesOf(summary).flatMap(({ text, comment }): ShownSentence[] => {
    if (comment === null) return [{ text, quoted: null }];
    const quoted = published.get(comment);
    return quoted ? [{ text, quoted }] : [];
  });
  if (!summary || sentences.length === 0) return null;
  const { by, updatedAt } = summary;
  return { sentences, by, updatedAt, isPinnedComment: isPinnedComment(summary) };
}

function sentencesOf(summary: Summary | null): Summary['sentences'] {
  if (!summary || summary.isWithdrawn) return [];
  if (!isPinnedComment(summary)) return summary.sentences;
  return summary.sentences.map(({ text, comment }) => ({ text, comment: comment ?? summary.message }));
}

const isPinnedComment = ({ message, sources }: Summary): boolean => sources.includes(message);
