import { IntlMessageFormat } from 'intl-messageformat';
import { CATALOGUES, type MessageKey } from './catalogues.ts';
import { en } from './en.ts';

export type { MessageKey };
export type MessageValues = Readonly<Record<string, string | number | Date>>;

/** One language's sentences: `t('page.count', { count: 3 })`. */
export interface Translate {
  (key: MessageKey, values?: MessageValues): string;
  /** Which one, by the first part of its BCP 47 tag. */
  readonly language: string;
}

/** The language in which something is said to those who want `tag` (BCP 47): `de` for `de-AT`, and English where there is no catalogue. */
export function languageOf(tag: string): string {
  const language = tag.toLowerCase().split('-')[0] ?? '';
  return CATALOGUES.has(language) ? language : 'en';
}

/** One a catalogue: parsed messages are kept, for every interaction and every page asks for a `t`. */
const translators = new Map<string, Translate>();

/** The `t` of a language, by its BCP 47 tag; what its catalogue lacks is said in English. */
export function translator(tag = 'en'): Translate {
  const language = languageOf(tag);
  const t = translators.get(language) ?? createTranslator(language);
  translators.set(language, t);
  return t;
}

function createTranslator(language: string): Translate {
  const catalogue = CATALOGUES.get(language) ?? en;
  const formats = new Map<MessageKey, IntlMessageFormat>();
  const t = (key: MessageKey, values: MessageValues = {}): string => {
    let format = formats.get(key);
    if (!format) {
      const own = catalogue[key];
      format = new IntlMessageFormat(own ?? en[key], own === undefined ? 'en' : language, undefined, {
        ignoreTag: true,
      });
      formats.set(key, format);
    }
    return String(format.format(values));
  };
  return Object.assign(t, { language });
}
