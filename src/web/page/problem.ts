import { html } from 'hono/html';
import type { Html, PageContext } from './context.ts';

/** What went wrong, and the article to go back to if it was asked about one. */
interface ToldProblem {
  readonly title: string;
  readonly detail: string;
  readonly back: { readonly title: string; readonly path: string } | undefined;
}

/** What a reader sees instead of the page they asked for. */
export function problemHtml({ title, detail, back }: ToldProblem, { t }: PageContext): Html {
  return html`<div class="problem">
    <h1>${title}</h1>
    <p>${detail}</p>
    ${
      back &&
      html`<p>
        <a href="${back.path}"><bdi>${back.title}</bdi></a>
      </p>`
    }
    <p><a href="/">${t('page.toArticles')}</a></p>
  </div>`;
}
