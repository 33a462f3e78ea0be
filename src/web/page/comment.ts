import { html, raw } from 'hono/html';
import type { Attachment, Reaction } from '../../discussions/comment.ts';
import type { AnsweredComment, ShownComment } from '../../discussions/ports.ts';
import { articlePath, permalinkPath } from '../addresses.ts';
import { discordOptions } from '../discord-options.ts';
import { firstWords } from '../../markdown/first-words.ts';
import { htmlFromDiscord } from '../../markdown/discord/html.ts';
import { plainFromDiscord } from '../../markdown/discord/plain.ts';
import type { ArticleView, RecommendedComment, WrittenComment } from '../article-view.ts';
import type { Html, PageContext } from './context.ts';
import { momentHtml } from './dates.ts';
import { avatarHtml, memberHtml, memberName } from './member.ts';
import { fileSize } from './file-size.ts';

/** How much of an answered comment is quoted, in characters. */
const FIRST_WORDS = 80;

/** A comment in the list, or what is left of a deleted one. */
export function commentHtml(shown: ShownComment, view: ArticleView, context: PageContext): Html {
  const { comment } = shown;
  const content = comment ? bodyHtml({ ...shown, comment }, view, context) : tombstoneHtml(shown, context);
  return html`<li class="comment" id="comment-${shown.id}">${content}</li>`;
}

/** A comment in the block above all others, with the moderator's note. */
export function recommendedHtml(
  { shown, recommendation }: RecommendedComment,
  view: ArticleView,
  context: PageContext,
): Html {
  const { t } = context;
  const { note, by, at } = recommendation;
  return html`<li class="comment recommended" id="recommended-${shown.id}">
    ${bodyHtml(shown, view, context)}
    <div class="pick">
      ${note !== null && html`<p class="note" dir="auto">${note}</p>`}
      <p>
        ${t('page.recommendedBy')} ${memberHtml(by, context)}, ${momentHtml(at)} ·
        <a href="${permalinkPath(view.article, shown.id)}">${t('page.goToComment')}</a>
      </p>
    </div>
  </li>`;
}

function tombstoneHtml({ createdAt, replies }: ShownComment, { t }: PageContext): Html {
  return html`<p class="tombstone">
    ${t('page.deleted')}
    <span class="when">${momentHtml(createdAt)}</span>${repliesHtml(replies, t('page.replies', { count: replies }))}
  </p>`;
}

function bodyHtml(shown: WrittenComment, view: ArticleView, context: PageContext): Html {
  const { comment } = shown;
  const { t, site } = context;
  const words = htmlFromDiscord(
    comment.content,
    discordOptions({ mentioned: comment.mentioned, members: view.names }, t),
  );
  return html`<article>
    <header>
      ${avatarHtml(memberName(shown.authorName, context), site.pseudonym(comment.author))}
      <p class="byline">
        <span class="author">${memberHtml(shown.authorName, context)}</span>
        <a class="when" href="${permalinkPath(view.article, shown.id)}" title="${t('page.permalink')}"
          >${momentHtml(shown.createdAt)}</a
        >${comment.editedAt !== null && html` · <span class="edited">${t('page.edited')}</span>`}${aboutHtml(shown.section, view, context)}
      </p>
    </header>
    ${shown.answered && answeredHtml(shown.answered, view, context)}
    ${comment.content !== '' && html`<div class="words" dir="auto">${raw(words)}</div>`}
    ${comment.extras.map((extra) => html`<p class="extra">${t(`page.extra.${extra}`)}</p>`)}
    ${comment.attachments.length > 0 && attachmentsHtml(comment.attachments, context)}
    ${(comment.reactions.length > 0 || shown.replies > 0) && html`<footer>${reactionsHtml(comment.reactions, context)}${repliesHtml(shown.replies, t('page.replies', { count: shown.replies }))}</footer>`}
  </article>`;
}

function aboutHtml(slug: string | null, { article, query, discussion }: ArticleView, { t }: PageContext): Html | null {
  const section = article.sections.find((known) => known.slug === slug);
  if (!section || query.section === slug) return null;
  const path = articlePath(article, {
    section: section.slug,
    discussion: query.discussion && (discussion?.thread ?? null),
  });
  return html` ·
    <a class="about" href="${path}#comments"><span>${t('page.aboutSection')}</span> <bdi>${section.heading}</bdi></a>`;
}

function answeredHtml(answered: AnsweredComment, { article, page, names }: ArticleView, context: PageContext): Html {
  const { t } = context;
  const name = answered.published ? memberHtml(answered.name, context) : html`${t('page.member')}`;
  if (!answered.published) return html`<p class="answer">${t('page.inAnswerTo')} ${name} (${t('page.notShown')})</p>`;
  const isHere = page.comments.some(({ id }) => id === answered.id);
  const path = isHere ? `#comment-${answered.id}` : permalinkPath(article, answered.id);
  const words = firstWords(
    plainFromDiscord(answered.content, discordOptions({ mentioned: {}, members: names }, t)),
    FIRST_WORDS,
  );
  return html`<p class="answer">
    <a href="${path}">${t('page.inAnswerTo')} ${name}${words !== '' && html`: <q dir="auto">${words}</q>`}</a>
  </p>`;
}

function attachmentsHtml(attachments: readonly Attachment[], { t }: PageContext): Html {
  const items = attachments.map(
    ({ name, type, size }) =>
      html`<li>
        <bdi>${name}</bdi> <span>${[type, fileSize(size)].filter((part) => part !== null).join(', ')}</span>
      </li>`,
  );
  return html`<ul class="attachments" aria-label="${t('page.attachments')}">
    ${items}
  </ul>`;
}

function reactionsHtml(reactions: readonly Reaction[], { t }: PageContext): Html | null {
  if (reactions.length === 0) return null;
  return html`<ul class="reactions" aria-label="${t('page.reactions')}">
    ${reactions.map(({ emoji, count }) => html`<li><bdi>${emoji}</bdi> <b>${count}</b></li>`)}
  </ul>`;
}

function repliesHtml(count: number, words: string): Html | null {
  return count === 0 ? null : html` <span class="replies">${words}</span>`;
}
