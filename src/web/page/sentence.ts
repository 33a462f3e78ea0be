import { html } from 'hono/html';
import type { Html } from './context.ts';

/** An object that is not text: no name and no sentence has it. */
const PLACE = '\uFFFC';

/** A sentence with HTML in it: `sentenceWith(link, (place) => t('key', { name: place }))`. The rest of the sentence is escaped. */
export function sentenceWith(part: Html, sentence: (place: string) => string): Html {
  const [before, after] = sentence(PLACE).split(PLACE);
  return html`${before}${part}${after}`;
}
