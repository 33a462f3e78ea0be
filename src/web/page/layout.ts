import { html, raw } from 'hono/html';
import { privacyPath } from '../../articles/address.ts';
import { contactHtml } from './contact.ts';
import type { Html, PageContext } from './context.ts';
import { spoken } from './direction.ts';

/** What differs between the pages' frames. */
export interface LayoutParts {
  /** Without the site's name; null for the front page. */
  readonly title: string | null;
  /** More elements of the head: description, canonical address, structured data. */
  readonly head?: Html | readonly Html[];
  readonly main: Html;
}

/** A whole page: head, masthead, the main part and the foot. */
export async function layoutHtml({ title, head, main }: LayoutParts, context: PageContext): Promise<string> {
  const { site, stylesheet, icon } = context;
  const page = await html`${raw('<!doctype html>')}
    <html ${spoken(context)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title === null ? site.name : `${title} – ${site.name}`}</title>
        <link rel="stylesheet" href="${stylesheet}" />
        <link rel="icon" type="image/svg+xml" href="${icon}" />
        <meta property="og:site_name" content="${site.name}" />
        ${head}
      </head>
      <body>
        ${mastheadHtml(context)}
        <main id="main">${main}</main>
        ${footHtml(context)}
      </body>
    </html> `;
  return String(page);
}

function mastheadHtml({ site, t }: PageContext): Html {
  return html`<a class="skip" href="#main">${t('page.skip')}</a>
    <header class="masthead">
      <a href="/"><bdi>${site.name}</bdi></a>
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
