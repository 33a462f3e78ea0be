import { html, raw } from 'hono/html';
import type { Html, LayoutContext, PageContext } from './context.ts';
import { privacyPath } from '../../articles/article.ts';
import { sectionPath } from '../addresses.ts';
import { languageAttributes, todayHtml } from './text.ts';

/** The site's contact: an e-mail address, a URL, or plain words. */
export type Contact =
  | { readonly type: 'mail'; readonly address: string }
  | { readonly type: 'web'; readonly url: string }
  | { readonly type: 'words'; readonly words: string };

/** Reads the setting CONTACT. */
export function contactFrom(text: string): Contact {
  if (/^https?:\/\//i.test(text)) return { type: 'web', url: text };
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return { type: 'mail', address: text };
  return { type: 'words', words: text };
}

/** A `mailto:` address (RFC 6068); no input can add a header or a second recipient. */
export function mailtoFrom(address: string, { subject, body }: { subject?: string; body?: string } = {}): string {
  const fields = Object.entries({ subject, body }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encoded(value)}`],
  );
  const to = address.split('@').map(encoded).join('@');
  return `mailto:${to}${fields.length === 0 ? '' : `?${fields.join('&')}`}`;
}

/** A mail's line ends are CR LF. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed().replaceAll(/\r\n?|\n/g, '\r\n'));

/** The contact, as a link if it can be one; the link's text is `words`, else the address. */
export function contactHtml(text: string, words?: string): Html {
  const contact = contactFrom(text);
  switch (contact.type) {
    case 'web':
      return html`<a href="${contact.url}">${words ?? contact.url}</a>`;
    case 'mail':
      return html`<a href="${mailtoFrom(contact.address)}">${words ?? contact.address}</a>`;
    case 'words':
      return html`<span>${words !== undefined && `${words}: `}${contact.words}</span>`;
  }
}

/** What differs between pages. */
export interface LayoutParts {
  /** Without the site's name; null on the front page. */
  readonly title: string | null;
  /** More elements of the head: description, canonical address, structured data. */
  readonly head?: Html | readonly Html[];
  readonly main: Html;
  /** The section whose articles these are, for the masthead. */
  readonly section?: string | null;
}

/** A whole page: head, masthead, the main part and the foot. */
export async function layoutHtml({ title, head, main, section }: LayoutParts, context: LayoutContext): Promise<string> {
  const { site, stylesheet, icon, fonts } = context;
  const page = await html`${raw('<!doctype html>')}
    <html ${languageAttributes(context)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title === null ? site.name : `${title} – ${site.name}`}</title>
        ${fonts.map((path) => html`<link rel="preload" href="${path}" as="font" type="font/woff2" crossorigin />`)}
        <link rel="stylesheet" href="${stylesheet}" />
        <link rel="icon" type="image/svg+xml" href="${icon}" />
        <meta property="og:site_name" content="${site.name}" />
        ${head}
      </head>
      <body>
        ${mastheadHtml(section ?? null, context)}
        <main id="main">${main}</main>
        ${footHtml(context)}
      </body>
    </html> `;
  return String(page);
}

function mastheadHtml(current: string | null, context: LayoutContext): Html {
  const { site, edition, t } = context;
  const links = edition.sections.map((section) => {
    const isCurrent = section === current && html` aria-current="true"`;
    return html`<li>
      <a href="${sectionPath(section)}" ${isCurrent}><bdi>${section}</bdi></a>
    </li>`;
  });
  return html`<a class="skip" href="#main">${t('page.skip')}</a>
    <header class="masthead">
      <p class="today">${todayHtml(edition.day, context)}</p>
      <p class="title">
        <a href="/"><bdi>${site.name}</bdi></a>
      </p>
      ${
        links.length > 0 &&
        html`<nav class="sections" aria-label="${t('page.sections')}">
          <ul>
            ${links}
          </ul>
        </nav>`
      }
    </header>`;
}

function footHtml({ site, language, t }: PageContext): Html {
  const rules = site.rulesUrl !== null && html`<a href="${site.rulesUrl}">${t('page.rules')}</a>`;
  return html`<footer class="foot">
    <p>${t('page.about')}</p>
    <p>
      <a href="${privacyPath(language)}">${t('page.privacy')}</a> ${rules}
      ${site.contact !== null && contactHtml(site.contact, t('page.contact'))}
    </p>
  </footer>`;
}

/** What a pager links to. */
export interface PagerParts {
  readonly page: number;
  readonly pages: number;
  /** Its label for screen readers. */
  readonly label: 'page.pages' | 'page.pagesOfArticles';
  pathOf(page: number): string;
}

/** Links to the previous and next page, and to the first, the last and the nearest ones; null for a single page. */
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

/** The numbers in a pager: first, last, and up to two on each side of the current page. */
export function pagesShown(page: number, pages: number): number[] {
  const near = Array.from({ length: 5 }, (_, index) => page - 2 + index);
  return [...new Set([1, ...near, pages])].filter((number) => number >= 1 && number <= pages);
}
