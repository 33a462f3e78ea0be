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
  return html`<time datetime="${new Date(time).toISOString()}">${datesIn(context).day.format(time)}</time>`;
}

/** A moment: "24 Nov 2026, 14:05 UTC". */
export function momentHtml(time: number, context: Spoken): Html {
  return html`<time datetime="${new Date(time).toISOString()}">${datesIn(context).moment.format(time)} UTC</time>`;
}

const dateFormats = new Map<string, { day: Intl.DateTimeFormat; moment: Intl.DateTimeFormat }>();

/** Building a format costs a thousand times what using it does. */
function datesIn(context: Spoken) {
  const language = dateLanguage(context);
  const formats = dateFormats.get(language) ?? {
    day: new Intl.DateTimeFormat(language, DAY),
    moment: new Intl.DateTimeFormat(language, MOMENT),
  };
  dateFormats.set(language, formats);
  return formats;
}

const UNITS = ['B', 'KB', 'MB', 'GB'] as const;

/** A whole number as it is written in the page's language: "1,230". */
export const numberText = (value: number, { language }: Spoken): string => numbersIn(language).whole.format(value);

/** A file's size for people, in at most three digits that count: "1.5 KB". */
export function fileSize(bytes: number, { language }: Spoken): string {
  const step = Math.min(Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)), UNITS.length - 1);
  return `${numbersIn(language).size.format(bytes / 1024 ** step)} ${UNITS[step]}`;
}

const numberFormats = new Map<string, { whole: Intl.NumberFormat; size: Intl.NumberFormat }>();

function numbersIn(language: string) {
  const formats = numberFormats.get(language) ?? {
    whole: new Intl.NumberFormat(language),
    size: new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }),
  };
  numberFormats.set(language, formats);
  return formats;
}

/** The attributes of the page's own words where they stand among an article's. */
export const spoken = ({ language }: Pick<PageContext, 'language'>): Html =>
  html`lang="${language}" dir="${directionOf(language)}"`;

/** In which direction a language is written, by its BCP 47 tag; left to right for a tag that is none. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  try {
    return textDirection(new Intl.Locale(language));
  } catch (error) {
    if (error instanceof RangeError) return 'ltr';
    throw error;
  }
}

// TypeScript's library does not know getTextInfo yet; Node 24 has it.
function textDirection(locale: Intl.Locale & { getTextInfo?: () => { direction?: string } }): 'ltr' | 'rtl' {
  return locale.getTextInfo?.().direction === 'rtl' ? 'rtl' : 'ltr';
}

/** An object that is not text: no name and no sentence has it. */
const PLACE = '\uFFFC';

/** A sentence with HTML in it: `sentenceWith(link, (place) => t('key', { name: place }))`. The rest of the sentence is escaped. */
export function sentenceWith(part: Html, sentence: (place: string) => string): Html {
  const [before, after] = sentence(PLACE).split(PLACE);
  return html`${before}${part}${after}`;
}
