import { html, raw } from 'hono/html';
import { htmlFromDiscord } from '../../markdown/discord/html.ts';
import type { ArticleView } from '../article-view.ts';
import { discordOptions } from '../discord-options.ts';
import type { ShownSentence, ShownSummary } from '../summary-view.ts';
import { commentPath } from './comment-path.ts';
import type { Html, PageContext } from './context.ts';
import { momentHtml } from './dates.ts';
import { memberHtml, namelessOf, sentenceAbout } from './member.ts';

/** What moderators pinned above the comments: each sentence with a link to the comment that it quotes, who pinned it, and when. */
export function summaryHtml(summary: ShownSummary, view: ArticleView, context: PageContext): Html {
  const { sentences, by, updatedAt, isPinnedComment } = summary;
  const said = isPinnedComment
    ? ({ named: 'page.pinnedBy', nameless: 'page.pinnedByModerator' } as const)
    : ({ named: 'page.summaryBy', nameless: 'page.summaryByModerator' } as const);
  return html`<aside class="summary" aria-labelledby="summary">
    <h2 id="summary">${context.t('page.summary')}</h2>
    ${
      isListed(summary)
        ? html`<ul>
            ${sentences.map((sentence) => html`<li>${sentenceHtml(sentence, view, context)}</li>`)}
          </ul>`
        : sentences.map((sentence) => sentenceHtml(sentence, view, context))
    }
    <p class="source">${sentenceAbout(view.names.get(by) ?? null, said, context)}, ${momentHtml(updatedAt, context)}</p>
  </aside>`;
}

/** Sentences of several people are a list, not one text. */
const isListed = ({ sentences }: ShownSummary): boolean =>
  sentences.length > 1 && sentences.some(({ quoted }) => quoted !== null);

function sentenceHtml({ text, quoted }: ShownSentence, view: ArticleView, context: PageContext): Html {
  const words = htmlFromDiscord(text, discordOptions(quoted?.comment.mentioned ?? {}, view, context));
  if (!quoted) return html`<div class="words" dir="auto">${raw(words)}</div>`;
  const name = memberHtml(quoted.authorName, context, namelessOf(quoted.comment));
  const link = html`<a class="cite" href="${commentPath(quoted.id, view)}"
    ><span class="hidden">${context.t('page.goToComment')}: </span>${name}</a
  >`;
  // The link follows the last word, in the words' own direction.
  const end = words.endsWith('</p>') ? '</p>' : '';
  return html`<div class="words" dir="auto">${raw(words.slice(0, words.length - end.length))} ${link}${raw(end)}</div>`;
}
