import { html, raw } from 'hono/html';
import type { Attachment } from '../../discussions/comment.ts';
import type { ShownComment } from '../../discussions/ports.ts';
import { articlePath, permalinkPath } from '../addresses.ts';
import { discordOptions } from '../discord-options.ts';
import { cleanText } from '../../markdown/clean.ts';
import { htmlFromDiscord } from '../../markdown/discord/html.ts';
import type { ArticleView, RecommendedComment, WrittenComment } from '../article-view.ts';
import { answerHtml } from './answer.ts';
import { commentFootHtml, repliesHtml } from './comment-foot.ts';
import type { Html, PageContext } from './context.ts';
import { momentHtml } from './dates.ts';
import { avatarHtml, memberHtml, memberName, namelessOf, sentenceAbout } from './member.ts';
import { fileSize } from './numbers.ts';
import { reportHtml } from './report.ts';

/** A comment in the list, or what is left of a deleted one. */
export function commentHtml(shown: ShownComment, view: ArticleView, context: PageContext): Html {
  const { comment } = shown;
  const content = comment ? bodyHtml({ ...shown, comment }, view, context) : tombstoneHtml(shown, view, context);
  return html`<li class="comment" id="comment-${shown.id}">${content}</li>`;
}

/** A comment in the block above all others, with the moderator's note. */
export function recommendedHtml(
  { shown, recommendation }: RecommendedComment,
  view: ArticleView,
  context: PageContext,
): Html {
  const { note, by, at } = recommendation;
  const said = { named: 'page.recommendedBy', nameless: 'page.recommendedByModerator' } as const;
  return html`<li class="comment recommended" id="recommended-${shown.id}">
    ${bodyHtml(shown, view, context)}
    <div class="pick">
      ${note !== null && html`<p class="note" dir="auto">${cleanText(note)}</p>`}
      <p>
        ${sentenceAbout(view.names.get(by) ?? null, said, context)}, ${momentHtml(at, context)} ·
        <a href="${permalinkPath(view.article, shown.id)}">${context.t('page.goToComment')}</a>
      </p>
    </div>
  </li>`;
}

function tombstoneHtml(shown: ShownComment, view: ArticleView, context: PageContext): Html {
  return html`<p class="tombstone">
    ${context.t('page.deleted')}
    <span class="when">${momentHtml(shown.createdAt, context)}</span>${repliesHtml(shown, view, context)}
  </p>`;
}

function bodyHtml(shown: WrittenComment, view: ArticleView, context: PageContext): Html {
  const { comment } = shown;
  const words = htmlFromDiscord(comment.content, discordOptions(comment.mentioned, view, context));
  return html`<article>
    ${bylineHtml(shown, view, context)} ${shown.answered && answerHtml(shown.answered, view, context)}
    ${comment.content !== '' && html`<div class="words" dir="auto">${raw(words)}</div>`}
    ${comment.extras.map((extra) => html`<p class="extra">${context.t(`page.extra.${extra}`)}</p>`)}
    ${comment.attachments.length > 0 && attachmentsHtml(comment.attachments, context)}
    ${commentFootHtml(shown, view, context)}
  </article>`;
}

function bylineHtml(shown: WrittenComment, view: ArticleView, context: PageContext): Html {
  const { comment, authorName } = shown;
  const { t, site } = context;
  const nameless = namelessOf(comment);
  return html`<header>
    ${avatarHtml(memberName(authorName, context, nameless), site.pseudonym(comment.author))}
    <p class="byline">
      <span class="author"
        ><span class="name">${memberHtml(authorName, context, nameless)}</span
        >${comment.staff && html` <span class="badge">${t('page.moderatorBadge')}</span>`}</span
      >
      <a class="when" href="${permalinkPath(view.article, shown.id)}" title="${t('page.permalink')}"
        >${momentHtml(shown.createdAt, context)}</a
      >${comment.editedAt !== null && html` · <span class="edited">${t('page.edited')}</span>`}${aboutHtml(shown.section, view, context)}
    </p>
    ${reportHtml(shown, view, context)}
  </header>`;
}

function aboutHtml(slug: string | null, { article, query, discussion }: ArticleView, { t }: PageContext): Html | null {
  const section = article.sections.find((known) => known.slug === slug);
  if (!section || query.section === slug) return null;
  const path = articlePath(article, {
    section: section.slug,
    discussion: query.discussion && (discussion?.thread ?? null),
  });
  return html` ·
    <a class="about" href="${path}#feed"><span>${t('page.aboutSection')}</span> <bdi>${section.heading}</bdi></a>`;
}

function attachmentsHtml(attachments: readonly Attachment[], context: PageContext): Html {
  const items = attachments.map(
    ({ name, type, size }) =>
      html`<li>
        <bdi>${name}</bdi> <span>${[type, fileSize(size, context)].filter((part) => part !== null).join(', ')}</span>
      </li>`,
  );
  return html`<ul class="attachments" aria-label="${context.t('page.attachments')}">
    ${items}
  </ul>`;
}
