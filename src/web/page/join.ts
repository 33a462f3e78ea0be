import { html } from 'hono/html';
import type { Discussion } from '../../discussions/discussion.ts';
import { threadUrl } from '../addresses.ts';
import type { Html, PageContext } from './context.ts';

/** The way into the discussion: the invite, the thread for members, and whether comments are closed. */
export function joinHtml(discussion: Discussion | null, { site, t }: PageContext): Html | null {
  const invite =
    site.invite !== null && html`<a class="button" href="${site.invite}" rel="noopener">${t('page.join')}</a>`;
  if (!discussion) return invite ? html`<div class="join">${invite}</div>` : null;
  const thread = html`<a href="${threadUrl(site, discussion)}" rel="noopener">${t('page.openThread')}</a>`;
  if (!discussion.open)
    return html`<div class="join">
      <p class="closed">${t('page.closed')}</p>
      <p>${thread}</p>
    </div>`;
  return html`<div class="join">
    ${invite}
    <p>${t('page.alreadyMember')} ${thread}</p>
  </div>`;
}
