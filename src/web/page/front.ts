import { html } from 'hono/html';
import { articlePath } from '../addresses.ts';
import { teaserCount, type FrontView, type Teaser } from '../front-view.ts';
import { firstWords } from '../../markdown/first-words.ts';
import { plainFromArticle } from '../../markdown/article/plain.ts';
import type { Html, PageContext } from './context.ts';
import { datelineHtml } from './dateline.ts';
import { dayHtml } from './dates.ts';
import { directionOf } from './direction.ts';
import { pagerHtml } from './pager.ts';
import { pictureHtml } from './picture.ts';

/** How much of a lead the list shows, in characters. */
const LEAD_WORDS = 220;

/** The path of a page of the list. */
export const frontPath = (page: number): string => (page === 1 ? '/' : `/?page=${page}`);

/** The list of articles between masthead and foot. */
export function frontHtml({ teasers, page, pages }: FrontView, context: PageContext): Html {
  const { t } = context;
  const items = teasers.map((teaser, index) => teaserHtml(teaser, index === 0 && page === 1, context));
  return html`<h1 class="hidden">${t('page.articles')}</h1>
    ${teasers.length === 0 ? html`<p class="none">${t('page.noArticles')}</p>` : html`<div class="teasers">${items}</div>`}
    ${pagerHtml({ page, pages, label: 'page.pagesOfArticles', pathOf: frontPath }, context)}`;
}

function teaserHtml(teaser: Teaser, isFirst: boolean, context: PageContext): Html {
  const { article, picture } = teaser;
  const comments = teaserCount(teaser);
  const { title, lead, description, language, section, published } = article;
  const path = articlePath(article);
  const date = published === null ? null : dayHtml(published, context);
  const count =
    comments === null ? null : html`<a href="${path}#comments">${context.t('page.count', { count: comments })}</a>`;
  return html`<article class="teaser${isFirst && ' first'}" lang="${language}" dir="${directionOf(language)}">
    ${picture && html`<a href="${path}" tabindex="-1" aria-hidden="true">${pictureHtml({ ...picture, alt: '' }, isFirst ? 'eager' : 'lazy')}</a>`}
    <div>
      ${section !== null && html`<p class="kicker">${section}</p>`}
      <h2><a href="${path}">${title}</a></h2>
      <p>${firstWords(description ?? plainFromArticle(lead), LEAD_WORDS)}</p>
      ${datelineHtml([date, count], context)}
    </div>
  </article>`;
}
