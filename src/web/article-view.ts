import type { Article } from '../articles/article.ts';
import type { Comment } from '../discussions/comment.ts';
import type { Discussion, Recommendation } from '../discussions/discussion.ts';
import type { CommentPage, DiscussionReader, ShownComment } from '../discussions/ports.ts';
import { articlePath } from './addresses.ts';
import { Problem } from './problem.ts';
import { quoted, type ArticleQuery } from './query.ts';

/** A comment that still has its words. */
export type WrittenComment = ShownComment & { readonly comment: Comment };

/** A comment that a moderator picked, with the note. */
export interface RecommendedComment {
  readonly shown: WrittenComment;
  readonly recommendation: Recommendation;
}

/** What one answer about an article is built from, as page or as JSON. */
export interface ArticleView {
  readonly article: Article;
  readonly query: ArticleQuery;
  /** Every discussion of the article that is shown, oldest first. */
  readonly discussions: readonly Discussion[];
  /** The one that the query asks for; null when the article has none. */
  readonly discussion: Discussion | null;
  readonly page: CommentPage;
  readonly recommended: readonly RecommendedComment[];
  /** Names of members that any of the comments mentions, by user id. */
  readonly names: ReadonlyMap<string, string>;
}

/** The part of a view that is known without reading comments. */
export type ArticleFrame = Pick<ArticleView, 'article' | 'query' | 'discussions' | 'discussion'>;

const NOTHING: CommentPage = { comments: [], names: new Map(), page: 1, pages: 1, isFirst: true, isLast: true };

/** Finds the discussion that a query asks for. Throws `Problem` 404 where the query names a section or a discussion that is not there. */
export async function loadFrame(
  article: Article,
  query: ArticleQuery,
  reader: DiscussionReader,
): Promise<ArticleFrame> {
  checkSection(article, query.section);
  const discussions = await reader.ofArticle(article.key);
  if (query.discussion === null) return { article, query, discussions, discussion: discussions[0] ?? null };
  const discussion = discussions.find(({ thread }) => thread === query.discussion);
  if (!discussion) throw new Problem(404, 'page.query.noDiscussion', { given: query.discussion });
  return { article, query, discussions, discussion };
}

/** Reads the comments of a frame. Throws `Problem` 404 for a page that is not there. */
export async function loadView(frame: ArticleFrame, reader: DiscussionReader): Promise<ArticleView> {
  const { discussion, query } = frame;
  if (!discussion)
    return {
      ...frame,
      page: checked(isFirstPage(query) ? NOTHING : undefined, frame),
      recommended: [],
      names: NOTHING.names,
    };
  const picked = discussion.recommended.map(({ comment }) => comment);
  const [page, recommended] = await Promise.all([
    reader.page(discussion, query),
    picked.length === 0 ? NOTHING : reader.comments(discussion, picked),
  ]);
  return {
    ...frame,
    page: checked(page, frame),
    recommended: recommended.comments.flatMap((shown) => recommendedFrom(shown, discussion.recommended)),
    names: new Map([...recommended.names, ...(page?.names ?? [])]),
  };
}

/** How many comments the query finds on all its pages together. */
export function countOf({ discussion, query }: ArticleFrame): number {
  if (!discussion) return 0;
  return query.section === null ? discussion.counts.comments : (discussion.counts.sections[query.section] ?? 0);
}

function checkSection({ sections }: Article, slug: string | null): void {
  if (slug === null || sections.some((section) => section.slug === slug)) return;
  const allowed = sections.map((section) => section.slug).join(', ');
  throw new Problem(404, allowed ? 'page.query.noSection' : 'page.query.noSections', { given: quoted(slug), allowed });
}

function checked(page: CommentPage | undefined, { article, query }: ArticleFrame): CommentPage {
  if (page) return page;
  throw new Problem(404, 'page.query.noPage', { first: articlePath(article, { ...query, from: { page: 1 } }) });
}

function isFirstPage({ from }: ArticleQuery): boolean {
  return 'page' in from && from.page === 1;
}

function recommendedFrom(shown: ShownComment, recommendations: readonly Recommendation[]): RecommendedComment[] {
  const { id, comment } = shown;
  const recommendation = recommendations.find((each) => each.comment === id);
  return recommendation && comment ? [{ shown: { ...shown, comment }, recommendation }] : [];
}
