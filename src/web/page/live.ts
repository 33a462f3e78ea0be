import { html } from 'hono/html';
import { articlePath, commentsPath, eventsPath } from '../addresses.ts';
import { type ArticleView, countOf } from '../article-view.ts';
import { liveVersion } from '../live.ts';
import type { Html, PageContext } from './context.ts';
import { numberText } from './text.ts';

/** The place of the line that tells of new comments, empty until a script fills it (see embed/listen.js); it takes no room. */
export function liveHtml(view: ArticleView, context: PageContext): Html {
  const { article, query, discussion } = view;
  const { discussion: shown, section } = query;
  const live = {
    events: eventsPath(article, query),
    counts: commentsPath(article, { ...query, conversation: null, sort: 'oldest', size: 1, from: { page: 1 } }),
    newest: `${articlePath(article, { discussion: shown, section, sort: 'newest' })}#feed`,
    version: liveVersion(discussion),
    count: countOf(view),
    language: context.language,
    words: wordsOfCounts(context),
  };
  return html`<div class="live" role="status" data-live="${JSON.stringify(live)}"></div>`;
}

/** Numbers among which every plural form of a language is. */
const NUMBERS = Array.from({ length: 200 }, (_, index) => index);

const sentences = new Map<string, Readonly<Record<string, string>>>();

/** "# new comments" in each plural form of the page's language, for a script has no catalogue. */
function wordsOfCounts(context: PageContext): Readonly<Record<string, string>> {
  const known = sentences.get(context.language);
  if (known) return known;
  const rules = new Intl.PluralRules(context.language);
  const words = Object.fromEntries(
    NUMBERS.map((count) => {
      const sentence = context.t('page.live.new', { count });
      return [rules.select(count), sentence.replace(numberText(count, context), '#')];
    }),
  );
  sentences.set(context.language, words);
  return words;
}
