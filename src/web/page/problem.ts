import { html } from 'hono/html';
import type { Html, PageContext } from './context.ts';

/** What a reader sees instead of the page they asked for. */
export function problemHtml({ title, detail }: { title: string; detail: string }, { t }: PageContext): Html {
  return html`<div class="problem">
    <h1>${title}</h1>
    <p>${detail}</p>
    <p><a href="/">${t('page.toArticles')}</a></p>
  </div>`;
}
