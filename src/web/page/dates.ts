import { html } from 'hono/html';
import type { Html, PageContext } from './context.ts';

type Spoken = Pick<PageContext, 'language'>;

/** In which language and order dates are written; English ones begin with the day, as most of its readers outside America expect. */
export const dateLanguage = ({ language }: Spoken): string => (language === 'en' ? 'en-GB' : language);

const DAY: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeZone: 'UTC' };
const MOMENT: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
};

/** A day: "24 November 2026". The page has no script, so every time on it is in UTC. */
export function dayHtml(time: number, context: Spoken): Html {
  return html`<time datetime="${new Date(time).toISOString()}">${formatsOf(context).day.format(time)}</time>`;
}

/** A moment: "24 Nov 2026, 14:05 UTC". */
export function momentHtml(time: number, context: Spoken): Html {
  return html`<time datetime="${new Date(time).toISOString()}">${formatsOf(context).moment.format(time)} UTC</time>`;
}

const known = new Map<string, { day: Intl.DateTimeFormat; moment: Intl.DateTimeFormat }>();

/** Building a format costs a thousand times what using it does. */
function formatsOf(context: Spoken) {
  const language = dateLanguage(context);
  const formats = known.get(language) ?? {
    day: new Intl.DateTimeFormat(language, DAY),
    moment: new Intl.DateTimeFormat(language, MOMENT),
  };
  known.set(language, formats);
  return formats;
}
