import type { MentionedNames, Reaction } from '../../discussions/comment.ts';
import type { DiscordOptions } from '../../markdown/discord/tree.ts';
import type { ArticleView, WrittenComment, RecommendedComment } from '../article-view.ts';
import type { PageContext, Html } from './context.ts';
import {
  dateLanguage,
  numberText,
  momentHtml,
  fileSize,
  sentenceAbout,
  memberName,
  namelessOf,
  avatarHtml,
  memberHtml,
} from './text.ts';
import { permalinkPath, articlePath, messageUrl } from '../addresses.ts';
import { tintOf } from '../tints.ts';
import { html, raw } from 'hono/html';
import type { AnsweredComment, ShownComment } from '../../discussions/reading.ts';
import { typographic } from '../../markdown/article/typography.ts';
import { firstWords, cleanText } from '../../markdown/text.ts';
import { plainFromDiscord } from '../../markdown/discord/plain.ts';
import { contactFrom, mailtoFrom } from './layout.ts';
import { compareSnowflakes } from '../../snowflake.ts';
import { htmlFromDiscord } from '../../markdown/discord/html.ts';

/** Options for a comment's markdown: roles and channels keep the names they had when it was stored, members have one only while they publish, and times are drawn as dates, because pages are cached. */
export function discordOptions(
  mentioned: MentionedNames,
  { names, moderators }: Pick<ArticleView, 'names' | 'moderators'>,
  context: PageContext,
): DiscordOptions {
  const stored = (id: string): string | null => (Object.hasOwn(mentioned, id) ? (mentioned[id] ?? null) : null);
  const user = (id: string): string | null => names.get(id) ?? null;
  const isModerator = (id: string): boolean => moderators.has(id);
  return {
    names: { user, role: stored, channel: stored, isModerator },
    t: context.t,
    language: dateLanguage(context),
  };
}

/** A link to a comment: its place on this page if it is here, else its permalink. */
export function commentPath(id: string, { article, page }: ArticleView): string {
  return page.comments.some((shown) => shown.id === id) ? `#comment-${id}` : permalinkPath(article, id);
}

/** Characters that are quoted of an answered comment. */
const FIRST_WORDS = 80;

/** Whom a comment answers, with that comment's first words; neither name nor words when that comment is deleted or not published. */
export function answerHtml(answered: AnsweredComment, view: ArticleView, context: PageContext): Html {
  const said = { named: 'page.answers', nameless: 'page.answersMember' } as const;
  if (!answered.published)
    return html`<p class="answer">${sentenceAbout(null, said, context)} (${context.t('page.notShown')})</p>`;
  const href = commentPath(answered.id, view);
  if (answered.deleted) return html`<p class="answer"><a href="${href}">${context.t('page.answersDeleted')}</a></p>`;
  const words = firstWords(plainFromDiscord(answered.content, discordOptions({}, view, context)), FIRST_WORDS);
  const whom = sentenceAbout(answered.name, said, context);
  const quote = words !== '' && html`: <q dir="auto">${words}</q>`;
  return html`<p class="answer"><a href="${href}">${whom}${quote}</a></p>`;
}

/** Whom a comment answers, without that comment's words: they stand near. */
export function answeredNameHtml(answered: AnsweredComment, view: ArticleView, context: PageContext): Html {
  const said = { named: 'page.to', nameless: 'page.toMember' } as const;
  const whom = answered.deleted ? context.t('page.toDeleted') : sentenceAbout(answered.name, said, context);
  const line = answered.published ? html`<a href="${commentPath(answered.id, view)}">${whom}</a>` : whom;
  return html`<p class="answer">${line}</p>`;
}

/** The link that reports a comment: a mail that names it, or the site's own form; null when CONTACT is neither. */
function reportHtml(shown: WrittenComment, view: ArticleView, context: PageContext): Html | null {
  const address = reportAddress(shown.id, view, context);
  if (address === null) return null;
  const { t } = context;
  const name = memberName(shown.authorName, context, namelessOf(shown));
  return html`<a class="report" href="${address}" rel="nofollow" aria-label="${t('page.reportOf', { name })}"
    >${t('page.report')}</a
  >`;
}

function reportAddress(id: string, { article }: ArticleView, { site, t }: PageContext): string | null {
  const contact = contactFrom(site.contact ?? '');
  switch (contact.type) {
    case 'mail':
      return mailtoFrom(contact.address, {
        subject: t('page.reportSubject'),
        body: `${site.url}${permalinkPath(article, id)}\n\n`,
      });
    case 'web':
      return contact.url;
    case 'words':
      return null;
  }
}

/** The line below a comment: its reactions, the number of its answers, the way to its message, and a report. */
function commentFootHtml(shown: WrittenComment, view: ArticleView, context: PageContext): Html {
  return html`<footer>
    ${reactionsHtml(shown.comment.reactions, context)}${repliesHtml(shown, view, context)}
    ${messageHtml(shown, view, context)} ${reportHtml(shown, view, context)}
  </footer>`;
}

/** The link to a comment's message in Discord, where it can be answered while the discussion is open. */
function messageHtml({ id }: ShownComment, { discussion }: ArticleView, { site, t }: PageContext): Html | null {
  if (!discussion) return null;
  const words = t(discussion.open ? 'page.replyOnDiscord' : 'page.seeOnDiscord');
  return html`<a class="message" href="${messageUrl(site, discussion, id)}" rel="nofollow noopener">${words}</a>`;
}

/** The number of a comment's published answers, linked to the first of them on this page; null for none. */
function repliesHtml({ id, replies }: ShownComment, { page }: ArticleView, { t }: PageContext): Html | null {
  if (replies === 0) return null;
  const words = t('page.replies', { count: replies });
  const answers = page.comments.filter(({ parent }) => parent === id).map((answer) => answer.id);
  const [first] = answers.toSorted(compareSnowflakes);
  return first === undefined
    ? html` <span class="replies">${words}</span>`
    : html` <a class="replies" href="#comment-${first}">${words}</a>`;
}

function reactionsHtml(reactions: readonly Reaction[], context: PageContext): Html | null {
  if (reactions.length === 0) return null;
  return html`<ul class="reactions" aria-label="${context.t('page.reactions')}">
    ${reactions.map(({ emoji, count }) => html`<li><bdi>${emoji}</bdi> <b>${numberText(count, context)}</b></li>`)}
  </ul>`;
}

/** A comment, or its tombstone; `line` says whom it answers. */
export function commentHtml(
  shown: ShownComment,
  view: ArticleView,
  context: PageContext,
  line: Html | null = shown.answered && answerHtml(shown.answered, view, context),
): Html {
  const { comment } = shown;
  return comment ? bodyHtml({ ...shown, comment }, view, context, line) : tombstoneHtml(shown, view, context);
}

/** A recommended comment above the list: the moderator's note, the words as a quotation, and whose they are. */
export function recommendedHtml(
  { shown, recommendation }: RecommendedComment,
  view: ArticleView,
  context: PageContext,
): Html {
  const { note, by, at } = recommendation;
  const { t } = context;
  const said = { named: 'page.recommendedBy', nameless: 'page.recommendedByModerator' } as const;
  return html`<li class="comment recommended" id="recommended-${shown.id}">
    <p class="label">${t('page.editorsPick')}</p>
    ${note !== null && html`<p class="note" dir="auto">${cleanText(note)}</p>`}
    <article>${contentHtml(shown, view, context)} ${bylineHtml(shown, view, context)}</article>
    <p class="source">
      ${sentenceAbout(view.names.get(by) ?? null, said, context)}, ${momentHtml(at, context)} ·
      <a href="${permalinkPath(view.article, shown.id)}">${t('page.goToComment')}</a>
    </p>
  </li>`;
}

function tombstoneHtml(shown: ShownComment, view: ArticleView, context: PageContext): Html {
  return html`<p class="tombstone">
    ${context.t('page.deleted')}
    <span class="when">${momentHtml(shown.createdAt, context)}</span>${repliesHtml(shown, view, context)}
  </p>`;
}

function bodyHtml(shown: WrittenComment, view: ArticleView, context: PageContext, line: Html | null): Html {
  return html`<article>
    ${bylineHtml(shown, view, context)} ${aboutHtml(shown.section, view, context)} ${line}
    ${contentHtml(shown, view, context)} ${commentFootHtml(shown, view, context)}
  </article>`;
}

/** What a comment holds: words, what Discord alone can show, and files. */
function contentHtml({ id, comment }: WrittenComment, view: ArticleView, context: PageContext): Html {
  const words = htmlFromDiscord(comment.content, discordOptions(comment.mentioned, view, context));
  return html`${comment.content !== '' && html`<div class="words" dir="auto">${raw(words)}</div>`}
  ${comment.extras.map((extra) => html`<p class="extra">${onDiscordHtml(html`${context.t(`page.extra.${extra}`)}`, id, view, context)}</p>`)}
  ${comment.attachments.length > 0 && attachmentsHtml({ id, comment }, view, context)}`;
}

/** What only Discord shows, linked to its message. */
function onDiscordHtml(
  words: Html,
  id: string,
  { discussion }: Pick<ArticleView, 'discussion'>,
  { site }: PageContext,
): Html {
  if (!discussion) return words;
  return html`<a href="${messageUrl(site, discussion, id)}" rel="nofollow noopener">${words}</a>`;
}

function bylineHtml(shown: WrittenComment, view: ArticleView, context: PageContext): Html {
  const { comment, authorName } = shown;
  const { t } = context;
  const nameless = namelessOf(shown);
  const tint = view.tints.get(comment.author) ?? tintOf(authorName ?? '');
  return html`<header>
    ${avatarHtml(memberName(authorName, context, nameless), tint)}
    <p class="byline">
      <span class="who">
        <span class="author"
          ><span class="name">${memberHtml(authorName, context, nameless)}</span
          >${shown.badge && html` <span class="badge">${t(`page.badge.${shown.badge}`)}</span>`}</span
        >
        <a class="when" href="${permalinkPath(view.article, shown.id)}" title="${t('page.permalink')}"
          >${momentHtml(shown.createdAt, context)}</a
        >
      </span>
      ${comment.editedAt !== null && html`<span class="edited">${t('page.edited')}</span>`}
    </p>
  </header>`;
}

function aboutHtml(slug: string | null, { article, query, discussion }: ArticleView, { t }: PageContext): Html | null {
  const section = article.sections.find((known) => known.slug === slug);
  if (!section || query.section === slug) return null;
  const path = articlePath(article, {
    section: section.slug,
    discussion: query.discussion && (discussion?.thread ?? null),
  });
  const heading = typographic(section.heading, article.language);
  return html`<p class="about">
    ${t('page.aboutSection')} <a href="${path}#feed"><bdi>${heading}</bdi></a>
  </p>`;
}

/** The files of a comment by name, type and size, each linked to the message on Discord where it is to be seen. */
export function attachmentsHtml(
  { id, comment }: Pick<WrittenComment, 'id' | 'comment'>,
  view: Pick<ArticleView, 'discussion'>,
  context: PageContext,
): Html {
  const items = comment.attachments.map(
    ({ name, type, size }) =>
      html`<li>
        ${onDiscordHtml(html`<bdi>${name}</bdi>`, id, view, context)}
        <span>${[type, fileSize(size, context)].filter((part) => part !== null).join(', ')}</span>
      </li>`,
  );
  return html`<ul class="attachments" aria-label="${context.t('page.attachments')}">
    ${items}
  </ul>`;
}
