import { html } from 'hono/html';
import type { Reaction } from '../../discussions/comment.ts';
import type { WrittenComment } from '../article-view.ts';
import type { Html, PageContext } from './context.ts';

/** What stands below a comment's words: reactions, and how many answers it has; null when there is neither. */
export function commentFootHtml({ comment, replies }: WrittenComment, context: PageContext): Html | null {
  if (comment.reactions.length === 0 && replies === 0) return null;
  return html`<footer>${reactionsHtml(comment.reactions, context)}${repliesHtml(replies, context)}</footer>`;
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
