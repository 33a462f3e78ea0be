import { html, raw } from 'hono/html';
import type { Discussion } from '../../discussions/discussion.ts';
import { threadUrl, articlePath } from '../addresses.ts';
import { type ArticleView, type ShownSentence, type ShownSummary, countOf } from '../article-view.ts';
import type { Html, PageContext } from './context.ts';
import { sentenceWith, momentHtml, numberText, memberHtml, namelessOf, sentenceAbout } from './text.ts';
import { htmlFromDiscord } from '../../markdown/discord/html.ts';
import { discordOptions, commentPath, commentHtml, recommendedHtml } from './comment.ts';
import { SORTS } from '../../discussions/reading.ts';
import { inSlices } from '../slices.ts';
import { pagerHtml } from './layout.ts';

/** The links into the discussion: the invite, the thread for members, and a note when comments are closed. */
function joinHtml(view: Pick<ArticleView, 'discussion' | 'discussions' | 'invite'>, context: PageContext): Html | null {
  const { discussion, discussions } = view;
  const { t } = context;
  const address = inviteOf(view, context);
  const invite = address !== null && html`<a class="button" href="${address}" rel="noopener">${t('page.join')}</a>`;
  if (!discussion) return invite ? html`<div class="join">${invite}</div>` : null;
  const thread = threadHtml(discussion, context);
  if (!discussion.open)
    return html`<div class="join">
      <p class="closed">${t('page.closed')}</p>
      <p>${thread}</p>
    </div>`;
  const member =
    discussions.length > 1
      ? sentenceWith(html`<bdi>${discussion.guildName}</bdi>`, (guild) => t('page.alreadyMemberOf', { guild }))
      : t('page.alreadyMember');
  return html`<div class="join">
    ${invite}
    <p>${member} ${thread}</p>
  </div>`;
}

/** The number of replies that are only on Discord, with links there; null for none. */
function discordOnlyHtml(view: Pick<ArticleView, 'discussion' | 'invite'>, context: PageContext): Html | null {
  const { discussion } = view;
  const { t } = context;
  const count = discussion?.counts.held ?? 0;
  if (!discussion || count === 0) return null;
  const address = discussion.open ? inviteOf(view, context) : null;
  const invite = address !== null && html` · <a href="${address}" rel="noopener">${t('page.join')}</a>`;
  return html`<p class="why">${t('page.discordOnly', { count })} ${threadHtml(discussion, context)}${invite}</p>`;
}

/** The guild's own invite, else the instance's. */
const inviteOf = ({ invite }: Pick<ArticleView, 'invite'>, { site }: PageContext): string | null =>
  invite ?? site.invite;

const threadHtml = (discussion: Discussion, { site, t }: PageContext): Html =>
  html`<a href="${threadUrl(site, discussion)}" rel="noopener">${t('page.openThread')}</a>`;

/** The summary that a moderator pinned: its sentences, each linked to the comment that it quotes, who pinned it, and when. */
function summaryHtml(summary: ShownSummary, view: ArticleView, context: PageContext): Html {
  return html`<aside class="summary" aria-labelledby="summary">
    <h2 id="summary">${context.t('page.summary')}</h2>
    ${sentencesHtml(summary, view, context)}
    <p class="source">${summarySourceHtml(summary, view, context)}</p>
  </aside>`;
}

/** A summary's sentences, each linked to the comment that it quotes. */
export function sentencesHtml(summary: ShownSummary, view: ArticleView, context: PageContext): Html {
  const { sentences } = summary;
  return isListed(summary)
    ? html`<ul>
        ${sentences.map((sentence) => html`<li>${sentenceHtml(sentence, view, context)}</li>`)}
      </ul>`
    : html`${sentences.map((sentence) => sentenceHtml(sentence, view, context))}`;
}

/** Who pinned a summary, and when. */
export function summarySourceHtml(
  { by, updatedAt, isPinnedComment }: ShownSummary,
  view: ArticleView,
  context: PageContext,
): Html {
  const said = isPinnedComment
    ? ({ named: 'page.pinnedBy', nameless: 'page.pinnedByModerator' } as const)
    : ({ named: 'page.summaryBy', nameless: 'page.summaryByModerator' } as const);
  return html`${sentenceAbout(view.names.get(by) ?? null, said, context)}, ${momentHtml(updatedAt, context)}`;
}

/** Whether the sentences are listed: they are several people's, not one text. */
const isListed = ({ sentences }: ShownSummary): boolean =>
  sentences.length > 1 && sentences.some(({ quoted }) => quoted !== null);

function sentenceHtml({ text, quoted }: ShownSentence, view: ArticleView, context: PageContext): Html {
  const words = htmlFromDiscord(text, discordOptions(quoted?.comment.mentioned ?? {}, view, context));
  if (!quoted) return html`<div class="words" dir="auto">${raw(words)}</div>`;
  const name = memberHtml(quoted.authorName, context, namelessOf(quoted.comment));
  const link = html`<a class="cite" href="${commentPath(quoted.id, view)}"
    ><span class="hidden">${context.t('page.goToComment')}: </span>${name}</a
  >`;
  // The link follows the last word, in the words' own direction.
  const end = words.endsWith('</p>') ? '</p>' : '';
  return html`<div class="words" dir="auto">${raw(words.slice(0, words.length - end.length))} ${link}${raw(end)}</div>`;
}

/** Everything below the article: links into the discussion, summary, recommended comments, comments, other discussions. */
export function commentsHtml(view: ArticleView, context: PageContext): Html {
  const { recommended, summary } = view;
  return html`<section class="comments" id="comments" aria-label="${context.t('page.comments')}">
    ${joinHtml(view, context)} ${summary && summaryHtml(summary, view, context)}
    ${recommended.length > 0 && recommendedBlockHtml(view, context)} ${feedHtml(view, context)}
    ${view.discussions.length > 1 && othersHtml(view, context)}
  </section>`;
}

function recommendedBlockHtml(view: ArticleView, context: PageContext): Html {
  return html`<section class="recommended-comments" aria-labelledby="recommended">
    <h2 id="recommended">${context.t('page.recommended')}</h2>
    <ol>
      ${inSlices(view.recommended, (picked) => recommendedHtml(picked, view, context)).then(listHtml)}
    </ol>
  </section>`;
}

const listHtml = (items: readonly Awaited<Html>[]): Html => raw(items.join(''));

function feedHtml(view: ArticleView, context: PageContext): Html {
  const { article, query, page } = view;
  const { t } = context;
  const count = countOf(view);
  if (page.comments.length === 0) return emptyHtml(view, context);
  return html`<section class="feed" aria-labelledby="feed">
    <div class="feed-head">
      <h2 id="feed">${t('page.comments')} <span class="count">${numberText(count, context)}</span></h2>
      ${count > 1 && sortsHtml(view, context)}
    </div>
    ${query.section !== null && filterHtml(view, context)}
    <ol>
      ${inSlices(page.comments, (shown) => commentHtml(shown, view, context)).then(listHtml)}
    </ol>
    ${discordOnlyHtml(view, context)}
    ${pagerHtml({ page: page.page, pages: page.pages, label: 'page.pages', pathOf: (number) => `${articlePath(article, { ...query, from: { page: number } })}#feed` }, context)}
  </section>`;
}

function emptyHtml(view: ArticleView, context: PageContext): Html {
  const { t } = context;
  const heading =
    view.recommended.length > 0 || view.query.section !== null ? t('page.comments') : t('page.recommended');
  return html`<section class="feed empty" aria-labelledby="feed">
    <h2 id="feed">${heading}</h2>
    ${view.query.section !== null && filterHtml(view, context)}
    <p>${t('page.empty')}</p>
    ${view.discussion === null && html`<p class="why">${t('page.notOpened')}</p>`} ${discordOnlyHtml(view, context)}
  </section>`;
}

function sortsHtml({ article, query }: ArticleView, { t }: PageContext): Html {
  const links = SORTS.map((sort) => {
    const current = sort === query.sort ? html` aria-current="true"` : null;
    return html`<li>
      <a href="${articlePath(article, { ...query, sort, from: { page: 1 } })}#feed" ${current}
        >${t(`page.sort.${sort}`)}</a
      >
    </li>`;
  });
  return html`<nav class="sorts" aria-label="${t('page.sort')}">
    <ul>
      ${links}
    </ul>
  </nav>`;
}

function filterHtml({ article, query }: ArticleView, { t }: PageContext): Html {
  const heading = article.sections.find(({ slug }) => slug === query.section)?.heading ?? '';
  const all = articlePath(article, { ...query, section: null, from: { page: 1 } });
  return html`<p class="filter">
    ${t('page.onlyAbout')} <bdi>${heading}</bdi>. <a href="${all}#feed">${t('page.showAll')}</a>
  </p>`;
}

function othersHtml({ article, discussions, discussion }: ArticleView, { t }: PageContext): Html {
  const links = discussions
    .filter((other) => other.thread !== discussion?.thread)
    .map((other) => {
      const path = articlePath(article, { discussion: other.thread === discussions[0]?.thread ? null : other.thread });
      return html`<li>
        <a href="${path}#comments"><bdi>${other.guildName}</bdi></a>
        ${t('page.count', { count: other.counts.comments })}
      </li>`;
    });
  return html`<nav class="others" aria-labelledby="others">
    <h2 id="others">${t('page.others')}</h2>
    <ul>
      ${links}
    </ul>
  </nav>`;
}
