import { html } from 'hono/html';
import type { AnsweredComment } from '../../discussions/ports.ts';
import { firstWords } from '../../markdown/first-words.ts';
import { plainFromDiscord } from '../../markdown/discord/plain.ts';
import type { ArticleView } from '../article-view.ts';
import { discordOptions } from '../discord-options.ts';
import { commentPath } from './comment-path.ts';
import type { Html, PageContext } from './context.ts';
import { sentenceAbout } from './member.ts';

/** How much of an answered comment is quoted, in characters. */
const FIRST_WORDS = 80;

/** Whom a comment answers, with the first words of it; of somebody who does not publish, and of what was deleted, neither name nor words. */
export function answerHtml(answered: AnsweredComment, view: ArticleView, context: PageContext): Html {
  const said = {
    named: 'page.answers',
    nameless: answered.staff ? 'page.answersModerator' : 'page.answersMember',
  } as const;
  if (!answered.published)
    return html`<p class="answer">${sentenceAbout(null, said, context)} (${context.t('page.notShown')})</p>`;
  const href = commentPath(answered.id, view);
  if (answered.deleted) return html`<p class="answer"><a href="${href}">${context.t('page.answersDeleted')}</a></p>`;
  const words = firstWords(plainFromDiscord(answered.content, discordOptions({}, view, context)), FIRST_WORDS);
  const whom = sentenceAbout(answered.name, said, context);
  const quote = words !== '' && html`: <q dir="auto">${words}</q>`;
  return html`<p class="answer"><a href="${href}">${whom}${quote}</a></p>`;
}
