import { html, raw } from 'hono/html';
import type { Discussion } from '../../discussions/discussion.ts';
import { threadUrl, articlePath, sortedQuery } from '../addresses.ts';
import { type ArticleView, type ShownSentence, type ShownSummary, countOf } from '../article-view.ts';
import type { Html, PageContext } from './context.ts';
import { sentenceWith, momentHtml, numberText, memberHtml, namelessOf, sentenceAbout } from './text.ts';
import { typographic } from '../../markdown/article/typography.ts';
import { htmlFromDiscord } from '../../markdown/discord/html.ts';
import { plainFromDiscord } from '../../markdown/discord/plain.ts';
import { firstWords } from '../../markdown/text.ts';
import { linesOf } from '../../discussions/summary.ts';
import { answeredNameHtml, discordOptions, commentPath, commentHtml, recommendedHtml } from './comment.ts';
import { conversationHtml } from './conversations.ts';
import { SORTS } from '../../discussions/reading.ts';
import { inSlices } from '../slices.ts';
import { pagerHtml } from './layout.ts';
import { liveHtml } from './live.ts';

/** The links into the discussion: the invite in these words, the thread for members, and a note when comments are closed. */
function joinHtml(view: ArticleView, words: 'page.join' | 'page.beFirst', context: PageContext): Html | null {
  const { discussion, discussions } = view;
  const { t } = context;
  const address = inviteOf(view, context);
  const invite = address !== null && html`<a class="button" href="${address}" rel="noopener">${t(words)}</a>`;
  if (!discussion) return invite ? html`<div class="join">${invite}</div>` : null;
  const thread = threadHtml(discussion, context);
  if (!discussion.open)
    return html`<div class="join">
      <p class="closed">${closedHtml(discussion, context)}</p>
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

/** That comments are closed, and since when if that is known. */
export const closedHtml = ({ closedAt }: Discussion, context: PageContext): Html => {
  const { t } = context;
  if (closedAt === undefined) return html`${t('page.closed')}`;
  return sentenceWith(momentHtml(closedAt, context), (when) => t('page.closedSince', { when }));
};

/** The number of replies that are only on Discord, with links there; null for none. */
function discordOnlyHtml(view: ArticleView, context: PageContext): Html | null {
  const { discussion } = view;
  const { t } = context;
  const count = discussion?.counts.held ?? 0;
  if (!discussion || count === 0) return null;
  const address = discussion.open && !isBare(view) ? inviteOf(view, context) : null;
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
  const length = summary.sentences.reduce((sum, { text }) => sum + text.length, 0);
  const size = SUMMARY_SIZES.find(({ from }) => length > from);
  return html`<aside class="summary" aria-labelledby="summary">
    <h2 id="summary">${context.t(summary.isPinnedComment ? 'page.pinned' : 'page.summary')}</h2>
    <div class="gist${size && ` ${size.name}`}">${sentencesHtml(summary, view, context)}</div>
    ${size && unfoldHtml(context)}
    <p class="source">${summarySourceHtml(summary, view, context)}</p>
  </aside>`;
}

/** A summary's sentences, each linked to the comment that it quotes. */
export function sentencesHtml(summary: ShownSummary, view: ArticleView, context: PageContext): Html {
  const lines = linesOf(summary.sentences, context.t);
  const sentences = summary.sentences.map((sentence, index) => ({ ...sentence, text: lines[index] ?? '' }));
  return html`${runsOf(sentences).map((run) =>
    isListed(summary) && run[0]?.quoted
      ? html`<ul>
          ${run.map((sentence) => html`<li>${sentenceHtml(sentence, view, context)}</li>`)}
        </ul>`
      : run.map((sentence) => sentenceHtml(sentence, view, context)),
  )}`;
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

/** The sentences, quotations apart from a moderator's own words. */
function runsOf(sentences: readonly ShownSentence[]): ShownSentence[][] {
  const runs: ShownSentence[][] = [];
  for (const sentence of sentences) {
    const run = runs.at(-1);
    if (run && (run[0]?.quoted === null) === (sentence.quoted === null)) run.push(sentence);
    else runs.push([sentence]);
  }
  return runs;
}

/** How many characters exceed five lines, on any screen and on a phone's; the style sheet cuts those and offers the rest. */
const SUMMARY_SIZES = [
  { from: 380, name: 'long' },
  { from: 180, name: 'long-on-a-phone' },
];

/** Opens the whole summary, without a script. */
const unfoldHtml = ({ t }: PageContext): Html =>
  html`<details class="unfold">
    <summary>
      <span class="closed-label">${t('page.more')}</span><span class="open-label">${t('page.less')}</span>
    </summary>
  </details>`;

/** The summary on the second and every later page: one line that leads to it. */
function summaryLineHtml({ sentences: [first] }: ShownSummary, view: ArticleView, context: PageContext): Html {
  const { t } = context;
  const options = discordOptions(first?.quoted?.comment.mentioned ?? {}, view, context);
  const words = firstWords(plainFromDiscord(first?.text ?? '', options), LINE);
  return html`<p class="summary-line">
    <strong>${t('page.summary')}</strong> <span dir="auto">${words}</span>
    <a href="${articlePath(view.article, { ...view.query, from: { page: 1 } })}#comments">${t('page.readSummary')}</a>
  </p>`;
}

/** Characters of a summary in one line. */
const LINE = 160;

/** Whether the sentences are listed: they are several people's, not one text. */
const isListed = ({ sentences }: ShownSummary): boolean =>
  sentences.length > 1 && sentences.some(({ quoted }) => quoted !== null);

function sentenceHtml({ text, quoted }: ShownSentence, view: ArticleView, context: PageContext): Html {
  const words = htmlFromDiscord(text, discordOptions(quoted?.comment.mentioned ?? {}, view, context));
  if (!quoted) return html`<div class="words" dir="auto">${raw(words)}</div>`;
  const name = memberHtml(quoted.authorName, context, namelessOf(quoted));
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
    ${!isBare(view) && joinHtml(view, 'page.join', context)}
    ${summary && (view.page.page > 1 || !view.page.isFirst ? summaryLineHtml : summaryHtml)(summary, view, context)}
    ${recommended.length > 0 && recommendedBlockHtml(view, context)} ${feedHtml(view, context)}
    ${view.query.conversation === null && view.discussions.length > 1 && othersHtml(view, context)}
    ${liveHtml(view, context)}
  </section>`;
}

/** Whether there is nothing here yet: then the empty state itself is the way in. */
const isBare = ({ page, query, recommended }: ArticleView): boolean =>
  page.comments.length === 0 && query.section === null && recommended.length === 0;

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
  if (page.comments.length === 0) return emptyHtml(view, context);
  const items = page.conversations
    ? inSlices(page.conversations, (conversation) => conversationHtml(conversation, view, context))
    : inSlices(page.comments.keys(), (index) => rowHtml(index, view, context));
  return html`<section class="feed" aria-labelledby="feed">
    ${query.conversation === null ? headingHtml(view, context) : ownHeadingHtml(view, context)}
    <ol>
      ${items.then(listHtml)}
    </ol>
    ${query.conversation === null && discordOnlyHtml(view, context)}
    ${pagerHtml({ page: page.page, pages: page.pages, label: 'page.pages', pathOf: (number) => `${articlePath(article, { ...query, from: { page: number } })}#feed` }, context)}
  </section>`;
}

function headingHtml(view: ArticleView, context: PageContext): Html {
  const count = countOf(view);
  return html`<div class="feed-head">
      <h2 id="feed">${context.t('page.comments')} <span class="count">${numberText(count, context)}</span></h2>
      ${count > 1 && sortsHtml(view, context)}
    </div>
    ${view.query.section !== null && filterHtml(view, context)}`;
}

/** The heading of a conversation's own page. */
function ownHeadingHtml({ article, discussion, discussions }: ArticleView, { t }: PageContext): Html {
  const all = articlePath(article, { discussion: discussion === discussions[0] ? null : (discussion?.thread ?? null) });
  return html`<div class="feed-head">
    <h2 id="feed">${t('page.conversation')}</h2>
    <a href="${all}#feed">${t('page.showAll')}</a>
  </div>`;
}

/** A comment in a list, without the words that it answers if these stand just above it. */
function rowHtml(index: number, view: ArticleView, context: PageContext): Html {
  const [above, shown] = [view.page.comments[index - 1], view.page.comments[index]];
  if (!shown) throw new Error(`The page has no comment ${index}`);
  const { answered } = shown;
  const line = answered && answered.id === above?.id ? answeredNameHtml(answered, view, context) : undefined;
  return html`<li class="comment" id="comment-${shown.id}">${commentHtml(shown, view, context, line)}</li>`;
}

function emptyHtml(view: ArticleView, context: PageContext): Html {
  const { t } = context;
  const heading =
    view.recommended.length > 0 || view.query.section !== null ? t('page.comments') : t('page.recommended');
  const isFirst = (view.discussion?.counts.held ?? 0) === 0;
  return html`<section class="feed empty" aria-labelledby="feed">
    <h2 id="feed">${heading}</h2>
    ${view.query.section !== null && filterHtml(view, context)}
    <p>${t('page.empty')}</p>
    ${view.discussion === null && html`<p class="why">${t('page.notOpened')}</p>`} ${discordOnlyHtml(view, context)}
    ${isBare(view) && joinHtml(view, isFirst ? 'page.beFirst' : 'page.join', context)}
  </section>`;
}

function sortsHtml({ article, query }: ArticleView, { t }: PageContext): Html {
  const links = SORTS.map((sort) => {
    const current = sort === query.sort ? html` aria-current="true"` : null;
    return html`<li>
      <a href="${articlePath(article, sortedQuery(query, sort))}#feed" ${current}>${t(`page.sort.${sort}`)}</a>
    </li>`;
  });
  return html`<nav class="sorts" aria-label="${t('page.sort')}">
    <ul>
      ${links}
    </ul>
  </nav>`;
}

function filterHtml({ article, query }: ArticleView, { t }: PageContext): Html {
  const heading = typographic(
    article.sections.find(({ slug }) => slug === query.section)?.heading ?? '',
    article.language,
  );
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
