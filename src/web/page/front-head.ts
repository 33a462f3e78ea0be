import { html } from 'hono/html';
import type { Html, PageContext } from './context.ts';
import { frontPath } from './front.ts';

/** What the list of articles tells machines. */
export function frontHeadHtml(page: number, { site }: PageContext): Html {
  return html`<link rel="canonical" href="${site.url + frontPath(page)}" />
    <meta property="og:type" content="website" />
    <meta property="og:title" content="${site.name}" />
    <meta property="og:url" content="${site.url}/" />`;
}
