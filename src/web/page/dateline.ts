import { html } from 'hono/html';
import type { Html, PageContext } from './context.ts';
import { spoken } from './direction.ts';

/** The quiet line at an article's title, in the page's own language; null when there is nothing to say. */
export function datelineHtml(parts: readonly (Html | null)[], context: PageContext): Html | null {
  const said = parts.filter((part) => part !== null);
  if (said.length === 0) return null;
  const line = said.map((part, index) => html`${index > 0 && ' · '}${part}`);
  return html`<p class="dateline"><span ${spoken(context)}>${line}</span></p>`;
}
