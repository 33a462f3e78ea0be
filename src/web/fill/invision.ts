import { html, raw } from 'hono/html';
import { htmlFromDiscord } from '../../markdown/discord/html.ts';
import { cleanText } from '../../markdown/text.ts';
import { articlePath, permalinkPath, threadUrl } from '../addresses.ts';
import type { ArticleView, RecommendedComment, WrittenComment } from '../article-view.ts';
import { answerHtml, attachmentsHtml, discordOptions } from '../page/comment.ts';
import type { Html, PageContext } from '../page/context.ts';
import { sentencesHtml, summarySourceHtml } from '../page/comments.ts';
import { withWholeAddresses } from '../page/fragment.ts';
import { closedHtml } from '../page/comments.ts';
import { languageAttributes, memberHtml, momentHtml, namelessOf, numberText, sentenceAbout } from '../page/text.ts';
import type { ShownComment } from '../../discussions/reading.ts';
import { inSlices } from '../slices.ts';
import type { Content } from './filled-page.ts';

/** The classes of one version of Invision Community, by what they are for. */
interface Theme {
  readonly comment: string;
  readonly picked: string;
  readonly content: string;
  readonly header: string;
  readonly author: string;
  readonly meta: string;
  readonly body: string;
  readonly words: string;
  readonly light: string;
  readonly badge: string;
  readonly pickedBadge: string;
  readonly button: string;
}

const THEMES = {
  invision4: {
    comment: 'ipsBox ipsComment ipsComment_parent ipsClearfix ipsClear',
    picked: 'ipsComment_featured',
    content: 'ipsComment_content ipsType_medium',
    header: 'ipsComment_header ipsPad',
    author: 'ipsComment_author ipsType_normal ipsType_reset',
    meta: 'ipsComment_meta ipsType_light ipsType_medium ipsType_reset',
    body: 'ipsPad',
    words: 'ipsType_break ipsType_richText ipsType_normal ipsContained',
    light: 'ipsType_light ipsType_reset',
    badge: 'ipsBadge ipsBadge_neutral',
    pickedBadge: 'ipsBadge ipsBadge_positive',
    button: 'ipsButton ipsButton_primary ipsButton_small',
  },
  invision5: {
    comment: 'ipsEntry ipsEntry--simple ipsEntry--comment',
    picked: 'ipsEntry--featured',
    content: 'ipsEntry__content',
    header: 'ipsEntry__header',
    author: 'ipsEntry__username',
    meta: 'ipsEntry__date',
    body: 'ipsEntry__post',
    words: 'ipsRichText ipsRichText--user',
    light: 'i-color_soft',
    badge: 'ipsBadge ipsBadge--neutral',
    pickedBadge: 'ipsBadge ipsBadge--positive',
    button: 'ipsButton ipsButton--primary ipsButton--small',
  },
} as const satisfies Record<string, Theme>;

/** Comments as a page of Invision Community has them, with its own classes, from the view's first; nothing where there are none. */
export async function invisionContent(
  view: ArticleView,
  context: PageContext,
  kind: keyof typeof THEMES,
): Promise<Content> {
  const theme = THEMES[kind];
  if (view.page.comments.length === 0) return { comments: null, recommended: null };
  const comments = await inSlices(view.page.comments, (shown) => commentHtml(shown, view, context, theme));
  const recommended = await inSlices(view.recommended, (picked) => recommendedHtml(picked, view, context, theme));
  const whole = (parts: readonly unknown[]): string => withWholeAddresses(parts.join('\n'), context.site.url);
  return {
    comments: whole([await summaryHtml(view, context, theme), ...comments, await endHtml(view, context, theme)]),
    recommended: recommended.length > 0 ? whole(recommended) : null,
  };
}

/** The summary that a moderator pinned, above the comments. */
function summaryHtml(view: ArticleView, context: PageContext, theme: Theme): Html | null {
  const { summary } = view;
  if (!summary) return null;
  return html`<aside class="${theme.comment}" ${languageAttributes(context)}>
    <div class="${theme.content}">
      <div class="${theme.header}">
        <h3 class="${theme.author}">
          <strong>${context.t(summary.isPinnedComment ? 'page.pinned' : 'page.summary')}</strong>
        </h3>
      </div>
      <div class="${theme.body}">
        <div class="${theme.words}">${sentencesHtml(summary, view, context)}</div>
        <p class="${theme.light}">${summarySourceHtml(summary, view, context)}</p>
      </div>
    </div>
  </aside>`;
}

function commentHtml(shown: ShownComment, view: ArticleView, context: PageContext, theme: Theme): Html {
  const { comment, id } = shown;
  const isPicked = view.recommended.some((picked) => picked.shown.id === id);
  const content = comment
    ? writtenHtml({ ...shown, comment }, view, context, theme)
    : html`<p class="${theme.light}">${context.t('page.deleted')} ${momentHtml(shown.createdAt, context)}</p>`;
  return html`<a id="comment-${id}"></a>
    <article
      id="elComment_${id}"
      class="${theme.comment}${isPicked && ` ${theme.picked}`}"
      ${languageAttributes(context)}
    >
      <div class="${theme.content}">${content}</div>
    </article>`;
}

function recommendedHtml(
  { shown, recommendation }: RecommendedComment,
  view: ArticleView,
  context: PageContext,
  theme: Theme,
): Html {
  const { note, by, at } = recommendation;
  const said = { named: 'page.recommendedBy', nameless: 'page.recommendedByModerator' } as const;
  return html`<article class="${theme.comment} ${theme.picked}" ${languageAttributes(context)}>
    <div class="${theme.content}">
      ${writtenHtml(shown, view, context, theme)}
      <div class="${theme.body}">
        ${note !== null && html`<p dir="auto">${cleanText(note)}</p>`}
        <p class="${theme.light}">
          <strong class="${theme.pickedBadge}">${sentenceAbout(view.names.get(by) ?? null, said, context)}</strong>
          ${momentHtml(at, context)} ·
          <a href="${permalinkPath(view.article, shown.id)}">${context.t('page.goToComment')}</a>
        </p>
      </div>
    </div>
  </article>`;
}

function writtenHtml(shown: WrittenComment, view: ArticleView, context: PageContext, theme: Theme): Html {
  const { comment, authorName, answered } = shown;
  const { t } = context;
  const words = htmlFromDiscord(comment.content, discordOptions(comment.mentioned, view, context));
  return html`<div class="${theme.header}">
      <h3 class="${theme.author}">
        <strong>${memberHtml(authorName, context, namelessOf(shown))}</strong
        >${shown.badge && html` <span class="${theme.badge}">${t(`page.badge.${shown.badge}`)}</span>`}
      </h3>
      <p class="${theme.meta}">
        <a href="${permalinkPath(view.article, shown.id)}">${momentHtml(shown.createdAt, context)}</a
        >${comment.editedAt !== null && html` · ${t('page.edited')}`}
      </p>
    </div>
    <div class="${theme.body}">
      ${answered && answerHtml(answered, view, context)}
      <div data-role="commentContent" class="${theme.words}" dir="auto">${raw(words)}</div>
      ${comment.extras.map((extra) => html`<p class="${theme.light}">${t(`page.extra.${extra}`)}</p>`)}
      ${comment.attachments.length > 0 && attachmentsHtml(shown, view, context)}
      ${comment.reactions.length > 0 && reactionsHtml(shown, context, theme)}
    </div>`;
}

function reactionsHtml({ comment }: WrittenComment, context: PageContext, theme: Theme): Html {
  const counted = comment.reactions.map(
    ({ emoji, count }) => html`<span><bdi>${emoji}</bdi> ${numberText(count, context)}</span> `,
  );
  return html`<div class="${theme.light}" role="group" aria-label="${context.t('page.reactions')}">${counted}</div>`;
}

/** What stands after the comments: the way to those that are not on this page, and the way into the discussion. */
function endHtml(view: ArticleView, context: PageContext, theme: Theme): Html | null {
  const { article, discussion, invite, page } = view;
  const { site, t } = context;
  if (!discussion) return null;
  const { held } = discussion.counts;
  const more = html`<p><a href="${articlePath(article)}#comments">${t('page.showAll')}</a></p>`;
  const address = discussion.open ? (invite ?? site.invite) : null;
  return html`<div class="${theme.body}" ${languageAttributes(context)}>
    ${!page.isLast && more} ${held > 0 && html`<p class="${theme.light}">${t('page.discordOnly', { count: held })}</p>`}
    ${!discussion.open && html`<p>${closedHtml(discussion, context)}</p>`}
    <p>
      ${address !== null && html`<a class="${theme.button}" href="${address}" rel="noopener">${t('page.join')}</a>`}
      <a href="${threadUrl(site, discussion)}" rel="noopener">${t('page.openThread')}</a>
    </p>
  </div>`;
}
