import type { Summary, Discussion, Recommendation, SummarySentence } from '../discussions/discussion.ts';
import type { Article } from '../articles/article.ts';
import { sectionCount } from '../discussions/comment-rules.ts';
import type { Comment } from '../discussions/comment.ts';
import type { CommentPage, DiscussionReader, ShownComment } from '../discussions/reading.ts';
import { articlePath, quoted, sortedQuery, type ArticleQuery } from './addresses.ts';
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
export interface ShownSentence extends Pick<SummarySentence, 'text' | 'side'> {
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

const NO_COMMENTS: CommentPage = {
  comments: [],
  conversations: null,
  ends: null,
  names: new Map(),
  page: 1,
  pages: 1,
  isFirst: true,
  isLast: true,
};

/**
 * Finds the discussion that a query asks for. One of an earlier version that has no conversations yet is shown as a
 * list. Throws `Problem` 404 for a section, a discussion or a conversation that does not exist.
 */
export async function resolveQuery(
  article: Article,
  query: ArticleQuery,
  reader: DiscussionReader,
): Promise<ResolvedQuery> {
  checkSection(article, query.section);
  const discussions = await reader.ofArticle(article.key);
  const wanted = query.discussion;
  const among = wanted === null ? discussions : discussions.filter(({ thread }) => thread === wanted);
  if (among.length === 0 && wanted !== null) throw new Problem(404, 'page.query.noDiscussion', { given: wanted });
  const discussion =
    query.conversation === null ? among[0] : (await findConversation(among, query.conversation, reader)).discussion;
  const invite = discussion ? await reader.invite(discussion.guild) : null;
  const isList = query.sort === 'conversations' && discussion && !discussion.hasConversations;
  const shown = isList ? { ...sortedQuery(query, 'oldest'), from: query.from } : query;
  return { article, query: shown, discussions, discussion: discussion ?? null, invite };
}

/** Finds the discussion with a comment's conversation, its name, and how many answers precede the comment in it. Throws `Problem` 404 for a comment that is on no page. */
export async function findConversation(
  discussions: readonly Discussion[],
  id: string,
  reader: DiscussionReader,
): Promise<{ discussion: Discussion; name: string; before: number }> {
  for (const discussion of discussions) {
    const found = discussion.hasConversations && (await reader.conversationOf(discussion, id));
    if (found) return { discussion, ...found };
  }
  throw new Problem(404, 'page.problem.noComment');
}

/** Reads the comments of a query. Throws `Problem` 404 for a page that does not exist. */
export async function loadView(resolved: ResolvedQuery, reader: DiscussionReader): Promise<ArticleView> {
  const { discussion, query } = resolved;
  if (!discussion) {
    const page = existing(isFirstPage(query) ? NO_COMMENTS : undefined, resolved);
    const nobody = { names: NO_COMMENTS.names, moderators: new Set<string>(), tints: new Map<string, number>() };
    return { ...resolved, page, recommended: [], summary: null, ...nobody };
  }
  if (query.conversation !== null) {
    const found = existing(await reader.conversation(discussion, query.conversation, query), resolved);
    const page = withAuthors(found, resolved.article);
    const { names, comments } = page;
    return {
      ...resolved,
      page,
      recommended: [],
      summary: null,
      names,
      moderators: new Set(),
      tints: tintsOf(comments),
    };
  }
  const { recommended, summary } = discussion;
  const curated = [...new Set([...recommended.map(({ comment }) => comment), ...quotedIn(summary)])];
  const [page, found] = await Promise.all([
    reader.page(discussion, query),
    curated.length === 0 ? NO_COMMENTS : reader.comments(discussion, curated),
  ]);
  const written = new Map(found.comments.map(withBadge(resolved.article)).flatMap((shown) => writtenFrom(shown)));
  return {
    ...resolved,
    page: withAuthors(existing(page, resolved), resolved.article),
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

/** A comment with the badge of the article's authors, if its author is one: whom the front matter names needs no role. */
const withBadge =
  ({ authorIds }: Article) =>
  (shown: ShownComment): ShownComment =>
    shown.comment && authorIds.includes(shown.comment.author) ? { ...shown, badge: 'author' } : shown;

/** The page with the badges of the article's authors. */
function withAuthors(page: CommentPage, article: Article): CommentPage {
  const marked = withBadge(article);
  const conversations = page.conversations?.map((conversation) => ({
    ...conversation,
    head: conversation.head && marked(conversation.head),
    answers: conversation.answers.map(marked),
  }));
  return { ...page, comments: page.comments.map(marked), conversations: conversations ?? null };
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
  const sentences = sentencesOf(summary).flatMap(({ comment, ...sentence }): ShownSentence[] => {
    if (comment === null) return [{ ...sentence, quoted: null }];
    const quoted = published.get(comment);
    return quoted ? [{ ...sentence, quoted }] : [];
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
