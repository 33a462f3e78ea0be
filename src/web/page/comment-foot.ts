import { html } from 'hono/html';
import type { Reaction } from '../../discussions/comment.ts';
import type { ShownComment } from '../../discussions/ports.ts';
import { compareSnowflakes } from '../../discussions/snowflake.ts';
import type { ArticleView, WrittenComment } from '../article-view.ts';
import type { Html, PageContext } from './context.ts';
import { numberText } from './numbers.ts';

/** What stands below a comment's words: reactions, and how many answers it has; null when there is neither. */
export function commentFootHtml(shown: WrittenComment, view: ArticleView, context: PageContext): Html | null {
  const { reactions } = shown.comment;
  if (reactions.length === 0 && shown.replies === 0) return null;
  return html`<footer>${reactionsHtml(reactions, context)}${repliesHtml(shown, view, context)}</footer>`;
}

/** How many published answers a comment has, a link to the first of them where the page has one; null when there are none. */
export function repliesHtml({ id, replies }: ShownComment, { page }: ArticleView, { t }: PageContext): Html | null {
  if (replies === 0) return null;
  const words = t('page.replies', { count: replies });
  const answers = page.comments.filter(({ parent }) => parent === id).map((answer) => answer.id);
  const [first] = answers.toSorted(compareSnowflakes);
  return first === undefined
    ? html` <span class="replies">${words}</span>`
    : html` <a class="replies" href="#comment-${first}">${words}</a>`;
}

function reactionsHtml(reactions: readonly Reaction[], context: PageContext): Html | null {
  if (reactions.length === 0) return null;
  return html`<ul class="reactions" aria-label="${context.t('page.reactions')}">
    ${reactions.map(({ emoji, count }) => html`<li><bdi>${emoji}</bdi> <b>${numberText(count, context)}</b></li>`)}
  </ul>`;
}
