import { html } from 'hono/html';
import type { Html, PageContext } from './context.ts';
import type { ShownComment } from '../../discussions/reading.ts';
import type { MessageKey } from '../../language/translate.ts';
import { cleanText } from '../../markdown/text.ts';

type InLanguage = Pick<PageContext, 'language'>;

/** The locale for dates; English ones begin with the day, as most readers outside America expect. */
export const dateLanguage = ({ language }: InLanguage): string => (language === 'en' ? 'en-GB' : language);

const DAY: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeZone: 'UTC' };
const TODAY: Intl.DateTimeFormatOptions = { dateStyle: 'full', timeZone: 'UTC' };
const MOMENT: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
};

/** A day: "24 November 2026". Pages are kept and are whole without a script, so every time on them is in UTC. */
export function dayHtml(time: number, context: InLanguage): Html {
  return html`<time datetime="${new Date(time).toISOString()}">${datesIn(context).day.format(time)}</time>`;
}

/** Today, for the masthead: "Tuesday, 24 November 2026". */
export function todayHtml(time: number, context: InLanguage): Html {
  const [date] = new Date(time).toISOString().split('T');
  return html`<time datetime="${date}">${datesIn(context).today.format(time)}</time>`;
}

/** A moment: "24 Nov 2026, 14:05 UTC". The page's script tells those of the last week as "3 hours ago". */
export function momentHtml(time: number, context: InLanguage): Html {
  return html`<time datetime="${new Date(time).toISOString()}">${datesIn(context).moment.format(time)} UTC</time>`;
}

const dateFormats = new Map<string, Readonly<Record<'day' | 'today' | 'moment', Intl.DateTimeFormat>>>();

/** Building a format costs a thousand times what using it does. */
function datesIn(context: InLanguage) {
  const language = dateLanguage(context);
  const formats = dateFormats.get(language) ?? {
    day: new Intl.DateTimeFormat(language, DAY),
    today: new Intl.DateTimeFormat(language, TODAY),
    moment: new Intl.DateTimeFormat(language, MOMENT),
  };
  dateFormats.set(language, formats);
  return formats;
}

const UNITS = ['B', 'KB', 'MB', 'GB'] as const;

/** A whole number in the page's language: "1,230". */
export const numberText = (value: number, { language }: InLanguage): string => numbersIn(language).whole.format(value);

/** A file's size in the page's language, with at most three significant digits: "1.5 KB". */
export function fileSize(bytes: number, { language }: InLanguage): string {
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

/** The `lang` and `dir` of the page's own words inside an article in another language. */
export const languageAttributes = ({ language }: Pick<PageContext, 'language'>): Html =>
  html`lang="${language}" dir="${directionOf(language)}"`;

/** A language's writing direction by its BCP 47 tag; left to right for an invalid tag. */
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

/** A language's name in that language, "Deutsch" for `de-AT`; null for an invalid tag. */
export function languageName(language: string): string | null {
  try {
    const { language: main } = new Intl.Locale(language);
    return new Intl.DisplayNames([main], { type: 'language', fallback: 'none' }).of(main) ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The object replacement character: no name and no sentence contains it. */
const PLACE = '\uFFFC';

/** A sentence with HTML in it: `sentenceWith(link, (place) => t('key', { name: place }))`. The rest of the sentence is escaped. */
export function sentenceWith(part: Html, sentence: (place: string) => string): Html {
  const [before, after] = sentence(PLACE).split(PLACE);
  return html`${before}${part}${after}`;
}

type Translating = Pick<PageContext, 't'>;

/** What stands for a name that is not shown. */
export type Nameless = 'page.member' | 'page.moderator';

/** A visible character; Hangul's fillers and Braille's blank count as letters or signs but are blank. */
const VISIBLE = /[^\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** A member's name, made safe for the text around it, or what stands for it. */
export function memberName(name: string | null, { t }: Translating, nameless: Nameless = 'page.member'): string {
  return visibleName(name) ?? t(nameless);
}

/** A member's name on the page. */
export function memberHtml(name: string | null, context: Translating, nameless?: Nameless): Html {
  return html`<bdi>${memberName(name, context, nameless)}</bdi>`;
}

/** A sentence about somebody: `named` contains `{name}`, `nameless` stands in when no name is shown. */
export function sentenceAbout(
  name: string | null,
  { named, nameless }: { named: MessageKey; nameless: MessageKey },
  { t }: Translating,
): Html {
  const shown = visibleName(name);
  if (shown === null) return html`${t(nameless)}`;
  return sentenceWith(html`<bdi>${shown}</bdi>`, (place) => t(named, { name: place }));
}

/** What stands for an author's name. */
export const namelessOf = ({ badge }: Pick<ShownComment, 'badge'>): Nameless =>
  badge === 'moderator' ? 'page.moderator' : 'page.member';

/** A circle with initials; a picture would tell Discord who reads the page. */
export function avatarHtml(name: string, tint: number): Html {
  return html`<span class="avatar tint-${tint}" aria-hidden="true">${initialsOf(name)}</span>`;
}

/** The first letters of a name's first and last word, at most two. */
export function initialsOf(name: string): string {
  const letters = name.split(/[\s_.-]+/u).flatMap((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? []);
  const chosen = letters.length > 1 ? [letters[0], letters.at(-1)] : letters;
  return chosen.join('').toUpperCase() || '·';
}

function visibleName(name: string | null): string | null {
  const shown = cleanText(name ?? '').trim();
  return VISIBLE.test(shown) ? shown : null;
}
