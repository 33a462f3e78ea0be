import type { Summary, Discussion, Recommendation } from '../discussions/discussion.ts';
import type { Article } from '../articles/article.ts';
import { htmlFromArticle } from '../markdown/article/html.ts';
import { picturesInText } from './images.ts';
import { sectionCount } from '../discussions/comment-rules.ts';
import type { Comment } from '../discussions/comment.ts';
import type { CommentPage, DiscussionReader, ShownComment } from '../discussions/reading.ts';
import { articlePath, quoted, type ArticleQuery } from './addresses.ts';
import { Problem } from './problem.ts';

/** A sentence of a summary; `quoted` is the comment that it was taken from, null for words that quote none. */
export interface ShownSentence {
  readonly text: string;
  readonly quoted: WrittenComment | null;
}

/** What of a summary stands on the page: at least one sentence. */
export interface ShownSummary {
  readonly sentences: readonly ShownSentence[];
  /** The moderator's user id. */
  readonly by: string;
  readonly updatedAt: number;
  /** It is a member's own message, pinned as it stood. */
  readonly isPinnedComment: boolean;
}

/** The comments whose words a summary repeats, each once. */
function quotedIn(summary: Summary | null): string[] {
  return [...new Set(sentencesOf(summary).flatMap(({ comment }) => comment ?? []))];
}

/** The summary without sentences whose comment is not among the published ones; null when it is withdrawn or nothing is left. */
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

/** An article's text as HTML; `sections` in the article's order. */
export interface ArticleText {
  readonly lead: string;
  readonly sections: readonly string[];
}

/** A changed file makes another article, so nothing here goes out of date. */
const texts = new WeakMap<Article, ArticleText>();

/** Renders an article's text once for all its pages; headings inside a section stand below the section's own, which is a second one. */
export async function articleText(article: Article): Promise<ArticleText> {
  const known = texts.get(article);
  if (known) return known;
  const pictures = await picturesInText(article);
  const options = { topHeading: 3, pictureOf: (source: string) => pictures.get(source) };
  const text = {
    lead: htmlFromArticle(article.lead, options),
    sections: article.sections.map(({ markdown }) => htmlFromArticle(markdown, options)),
  };
  texts.set(article, text);
  return text;
}

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
  /** The invite of that discussion's guild; null where it chose none. */
  readonly invite: string | null;
  readonly page: CommentPage;
  readonly recommended: readonly RecommendedComment[];
  /** Null when there is none, or nothing of it stands. */
  readonly summary: ShownSummary | null;
  /** Names of members who publish, by user id: of those whom any of the comments mentions, and of moderators. */
  readonly names: ReadonlyMap<string, string>;
  /** User ids of those who recommended or summarised. */
  readonly moderators: ReadonlySet<string>;
}

/** The part of a view that is known without reading comments. */
export type ArticleFrame = Pick<ArticleView, 'article' | 'query' | 'discussions' | 'discussion' | 'invite'>;

const NOTHING: CommentPage = { comments: [], names: new Map(), page: 1, pages: 1, isFirst: true, isLast: true };

/** Finds the discussion that a query asks for. Throws `Problem` 404 where the query names a section or a discussion that is not there. */
export async function loadFrame(
  article: Article,
  query: ArticleQuery,
  reader: DiscussionReader,
): Promise<ArticleFrame> {
  checkSection(article, query.section);
  const discussions = await reader.ofArticle(article.key);
  const wanted = query.discussion;
  const discussion = wanted === null ? discussions[0] : discussions.find(({ thread }) => thread === wanted);
  if (!discussion && wanted !== null) throw new Problem(404, 'page.query.noDiscussion', { given: wanted });
  const invite = discussion ? await reader.invite(discussion.guild) : null;
  return { article, query, discussions, discussion: discussion ?? null, invite };
}

/** Reads the comments of a frame. Throws `Problem` 404 for a page that is not there. */
export async function loadView(frame: ArticleFrame, reader: DiscussionReader): Promise<ArticleView> {
  const { discussion, query } = frame;
  if (!discussion) {
    const page = checked(isFirstPage(query) ? NOTHING : undefined, frame);
    return { ...frame, page, recommended: [], summary: null, names: NOTHING.names, moderators: new Set() };
  }
  const { recommended, summary } = discussion;
  const curated = [...new Set([...recommended.map(({ comment }) => comment), ...quotedIn(summary)])];
  const [page, found] = await Promise.all([
    reader.page(discussion, query),
    curated.length === 0 ? NOTHING : reader.comments(discussion, curated),
  ]);
  const written = new Map(found.comments.flatMap((shown) => writtenFrom(shown)));
  return {
    ...frame,
    page: checked(page, frame),
    recommended: recommended.flatMap((recommendation) => {
      const shown = written.get(recommendation.comment);
      return shown ? [{ shown, recommendation }] : [];
    }),
    summary: shownSummary(summary, written),
    names: new Map([...found.names, ...(page?.names ?? [])]),
    moderators: new Set([...recommended.map(({ by }) => by), summary?.by ?? '']),
  };
}

/** How many comments the query finds on all its pages together. */
export function countOf({ discussion, query }: ArticleFrame): number {
  if (!discussion) return 0;
  return query.section === null ? discussion.counts.comments : sectionCount(discussion.counts, query.section);
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

function writtenFrom(shown: ShownComment): [string, WrittenComment][] {
  const { id, comment } = shown;
  return comment ? [[id, { ...shown, comment }]] : [];
}
