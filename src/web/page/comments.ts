import { html, raw } from 'hono/html';
import { SORTS } from '../../discussions/ports.ts';
import { articlePath } from '../addresses.ts';
import { countOf, type ArticleView } from '../article-view.ts';
import { inSlices } from '../slices.ts';
import { commentHtml, recommendedHtml } from './comment.ts';
import type { Html, PageContext } from './context.ts';
import { discordOnlyHtml, joinHtml } from './join.ts';
import { numberText } from './numbers.ts';
import { pagerHtml } from './pager.ts';
import { summaryHtml } from './summary.ts';

/** The region below the article: the way into the discussion, its summary, what is recommended, and the comments. */
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
