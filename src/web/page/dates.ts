import { html } from 'hono/html';
import type { Html } from './context.ts';

/** In which language and order dates are written. */
export const DATE_LANGUAGE = 'en-GB';

const DAY = new Intl.DateTimeFormat(DATE_LANGUAGE, { dateStyle: 'long', timeZone: 'UTC' });
const MOMENT = new Intl.DateTimeFormat(DATE_LANGUAGE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** A day: "24 November 2026". The page has no script, so every time on it is in UTC. */
export function dayHtml(time: number): Html {
  return html`<time datetime="${new Date(time).toISOString()}">${DAY.format(time)}</time>`;
}

/** A moment: "24 Nov 2026, 14:05 UTC". */
export function momentHtml(time: number): Html {
  return html`<time datetime="${new Date(time).toISOString()}">${MOMENT.format(time)} UTC</time>`;
}
