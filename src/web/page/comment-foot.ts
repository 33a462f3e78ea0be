import { html } from 'hono/html';
import type { Reaction } from '../../discussions/comment.ts';
import type { ArticleView, WrittenComment } from '../article-view.ts';
import type { Html, PageContext } from './context.ts';
import { reportHtml } from './report.ts';

/** What stands below a comment's words: reactions, how many answers it has, and the way to report it; null when there is nothing. */
export function commentFootHtml(shown: WrittenComment, view: ArticleView, context: PageContext): Html | null {
  const parts = [
    reactionsHtml(shown.comment.reactions, context),
    repliesHtml(shown.replies, context),
    reportHtml(shown, view, context),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : html`<footer>${parts}</footer>`;
}

/** How many published answers a comment has; null when there are none. */
export function repliesHtml(count: number, { t }: PageContext): Html | null {
  return count === 0 ? null : html` <span class="replies">${t('page.replies', { count })}</span>`;
}

function reactionsHtml(reactions: readonly Reaction[], { t }: PageContext): Html | null {
  if (reactions.length === 0) return null;
  return html`<ul class="reactions" aria-label="${t('page.reactions')}">
    ${reactions.map(({ emoji, count }) => html`<li><bdi>${emoji}</bdi> <b>${count}</b></li>`)}
  </ul>`;
}
