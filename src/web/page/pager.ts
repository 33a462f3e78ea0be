import { html } from 'hono/html';
import type { Html, PageContext } from './context.ts';

/** Where a pager stands and where each of its pages is. */
export interface PagerParts {
  readonly page: number;
  readonly pages: number;
  /** What there are pages of, for those who hear it. */
  readonly label: 'page.pages' | 'page.pagesOfArticles';
  pathOf(page: number): string;
}

/** Links to the first, the last and the nearest pages, one back and one on; null when there is one page. */
export function pagerHtml({ page, pages, label, pathOf }: PagerParts, { t }: PageContext): Html | null {
  if (pages <= 1) return null;
  const numbers = pagesShown(page, pages).map((number, index, all) => {
    const gap = index > 0 && number - (all[index - 1] ?? 0) > 1 && html`<li class="gap" aria-hidden="true">…</li>`;
    const current = number === page;
    return html`${gap}
      <li>
        ${current ? html`<a aria-current="page" href="${pathOf(number)}">${number}</a>` : html`<a href="${pathOf(number)}">${number}</a>`}
      </li>`;
  });
  return html`<nav class="pager" aria-label="${t(label)}">
    ${page > 1 ? html`<a rel="prev" href="${pathOf(page - 1)}">${t('page.previous')}</a>` : html`<span></span>`}
    <ol>
      ${numbers}
    </ol>
    ${page < pages ? html`<a rel="next" href="${pathOf(page + 1)}">${t('page.next')}</a>` : html`<span></span>`}
  </nav>`;
}

/** The first page, the last one, and up to two on each side of the present one. */
export function pagesShown(page: number, pages: number): number[] {
  const near = Array.from({ length: 5 }, (_, index) => page - 2 + index);
  return [...new Set([1, ...near, pages])].filter((number) => number >= 1 && number <= pages);
}
