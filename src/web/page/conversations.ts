import { html, raw } from 'hono/html';
import type { ShownComment, ShownConversation } from '../../discussions/reading.ts';
import { articlePath } from '../addresses.ts';
import type { ArticleView } from '../article-view.ts';
import { inSlices } from '../slices.ts';
import { answeredNameHtml, commentHtml } from './comment.ts';
import type { Html, PageContext } from './context.ts';

/** A conversation: its head, and its answers by time beneath it on one rail. */
export function conversationHtml(conversation: ShownConversation, view: ArticleView, context: PageContext): Html {
  const { head, answers } = conversation;
  return html`<li class="conversation">
    ${head ? headHtml(head, view, context) : html`<p class="comment tombstone">${context.t('page.headNotShown')}</p>`}
    ${answers.length > 0 && answersHtml(conversation, view, context)}
  </li>`;
}

/** The number of all answers stands below it, so that of its own is left out. */
function headHtml(head: ShownComment, view: ArticleView, context: PageContext): Html {
  return html`<div class="comment" id="comment-${head.id}">
    ${commentHtml({ ...head, replies: 0 }, view, context)}
  </div>`;
}

function answersHtml(conversation: ShownConversation, view: ArticleView, context: PageContext): Html {
  const { answers, count } = conversation;
  const items = inSlices(answers, (answer) => answerHtml(answer, view, context));
  return html`<details class="answers" open="">
    <summary>${context.t('page.replies', { count })}</summary>
    <ol>
      ${items.then((all) => raw(all.join('')))}
    </ol>
    ${view.query.conversation === null && count > answers.length && moreHtml(conversation, view, context)}
  </details>`;
}

function answerHtml(answer: ShownComment, view: ArticleView, context: PageContext): Html {
  const { id, answered, parent, root } = answer;
  const line = answered && parent !== root ? answeredNameHtml(answered, view, context) : null;
  return html`<li class="comment" id="comment-${id}">${commentHtml(answer, view, context, line)}</li>`;
}

/** The link to the rest of a conversation, on a page of its own. */
function moreHtml({ name, answers, count }: ShownConversation, { article }: ArticleView, { t }: PageContext): Html {
  const path = articlePath(article, { conversation: name });
  return html`<p class="more">
    <a href="${path}#feed">${t('page.moreReplies', { count: count - answers.length })}</a>
  </p>`;
}
