import type { Discussion } from '../discussions/discussion.ts';
import { linesOf } from '../discussions/summary.ts';
import type { ShownComment, ShownConversation } from '../discussions/reading.ts';
import { canonicalAddress } from '../articles/article.ts';
import { permalinkPath, threadUrl, type ArticleQuery } from './addresses.ts';
import { countOf, type ArticleView, type WrittenComment, type ShownSummary } from './article-view.ts';
import { discordOptions } from './page/comment.ts';
import { inSlices } from './slices.ts';
import type { PageContext } from './page/context.ts';
import { memberName, namelessOf } from './page/text.ts';
import { htmlFromDiscord } from '../markdown/discord/html.ts';

/** An article's comments as JSON. Times are ISO 8601; `count` is the number of comments on all pages of the query. */
export async function commentsJson(view: ArticleView, context: PageContext): Promise<string> {
  const { article, query, discussions, discussion, page, recommended, summary } = view;
  const own = query.conversation === null ? undefined : page.conversations?.[0];
  return JSON.stringify({
    article: { slug: article.slug, title: article.title, url: canonicalAddress(article, context.site.url) },
    discussion: discussion && discussionJson(discussion, context),
    discussions: discussions.map((each) => countedJson(each, context)),
    count: own ? own.count + (own.head ? 1 : 0) : countOf(view),
    discordOnly: discussion?.counts.held ?? 0,
    page: page.page,
    pages: page.pages,
    sort: query.sort,
    summary: summary && summaryJson(summary, view, context),
    recommended: await inSlices(recommended, ({ shown }) => entryJson(shown, view, context)),
    comments: await inSlices(page.comments, (shown) => entryJson(shown, view, context)),
    conversations: page.conversations?.map((conversation) => conversationJson(conversation, view, context)) ?? null,
  });
}

/** A conversation by ids: the comments themselves are in `comments`. */
function conversationJson(
  { name, head, answers, count }: ShownConversation,
  { article }: ArticleView,
  { site }: PageContext,
) {
  const answerIds = answers.map(({ id }) => id);
  return { url: site.url + permalinkPath(article, name), headId: head?.id ?? null, answers: count, answerIds };
}

/** The `Link` header of a page (RFC 8288): next and previous start at this page's last and first comment or conversation, so that a deletion neither skips nor repeats any. */
export function linkHeader({ query, page }: ArticleView, urlOf: (query: ArticleQuery) => string): string | null {
  const [first, last] = page.ends ?? [];
  const next = !page.isLast && last !== undefined && { after: last };
  const previous = !page.isFirst && first !== undefined && { before: first };
  const links = [next && { rel: 'next', from: next }, previous && { rel: 'prev', from: previous }].filter(
    (link) => !!link,
  );
  return links.map(({ rel, from }) => `<${urlOf({ ...query, from })}>; rel="${rel}"`).join(', ') || null;
}

function discussionJson(discussion: Discussion, { site }: PageContext) {
  const { thread, guild, guildName, open } = discussion;
  return { thread, guild: { id: guild, name: guildName }, url: threadUrl(site, discussion), open };
}

function countedJson(discussion: Discussion, context: PageContext) {
  return { ...discussionJson(discussion, context), count: discussion.counts.comments };
}

function summaryJson({ sentences, by, updatedAt }: ShownSummary, view: ArticleView, context: PageContext) {
  const mentioned = Object.fromEntries(
    sentences.flatMap(({ quoted }) => Object.entries(quoted?.comment.mentioned ?? {})),
  );
  return {
    html: htmlFromDiscord(linesOf(sentences, context.t).join('\n'), discordOptions(mentioned, view, context)),
    by: moderatorName(by, view, context),
    updatedAt: new Date(updatedAt).toISOString(),
  };
}

const moderatorName = (user: string, { names }: ArticleView, context: PageContext): string =>
  memberName(names.get(user) ?? null, context, 'page.moderator');

function entryJson(shown: ShownComment, view: ArticleView, context: PageContext) {
  const { comment } = shown;
  return comment ? commentJson({ ...shown, comment }, view, context) : tombstoneJson(shown);
}

function commentJson(shown: WrittenComment, view: ArticleView, context: PageContext) {
  const { comment } = shown;
  const { site } = context;
  return {
    id: shown.id,
    url: site.url + permalinkPath(view.article, shown.id),
    author: {
      id: site.pseudonym(comment.author),
      name: memberName(shown.authorName, context, namelessOf(shown)),
      badge: shown.badge,
    },
    html: htmlFromDiscord(comment.content, discordOptions(comment.mentioned, view, context)),
    section: shown.section,
    parentId: parentIdOf(shown),
    createdAt: new Date(shown.createdAt).toISOString(),
    editedAt: comment.editedAt === null ? null : new Date(comment.editedAt).toISOString(),
    reactions: comment.reactions.map(({ emoji, count }) => ({ emoji, count })),
    replies: shown.replies,
    attachments: comment.attachments.map(({ name, type, size }) => ({ name, type, size })),
    recommended: recommendationJson(shown.id, view, context),
    deleted: false,
  };
}

function recommendationJson(id: string, view: ArticleView, context: PageContext) {
  const recommendation = view.discussion?.recommended.find(({ comment }) => comment === id);
  if (!recommendation) return null;
  const { note, by, at } = recommendation;
  return { note, by: moderatorName(by, view, context), at: new Date(at).toISOString() };
}

/** The answered comment's id; null when that is not published, for its id must not be shown. */
const parentIdOf = ({ parent, answered }: ShownComment): string | null => (answered?.published ? parent : null);

function tombstoneJson(shown: ShownComment) {
  const { id, section, createdAt, replies } = shown;
  return {
    id,
    url: null,
    author: null,
    html: null,
    section,
    parentId: parentIdOf(shown),
    createdAt: new Date(createdAt).toISOString(),
    editedAt: null,
    reactions: null,
    replies,
    attachments: null,
    recommended: null,
    deleted: true,
  };
}
