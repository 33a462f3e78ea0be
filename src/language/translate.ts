import { IntlMessageFormat } from 'intl-messageformat';
import { CATALOGUES, type MessageKey } from './catalogues.ts';
import { en } from './en.ts';

export type { MessageKey };
export type MessageValues = Readonly<Record<string, string | number | Date>>;

/** Formats the messages of one language: `t('page.count', { count: 3 })`. */
export interface Translate {
  (key: MessageKey, values?: MessageValues): string;
  /** The first part of its BCP 47 tag. */
  readonly language: string;
}

/** The language used for a BCP 47 tag: `de` for `de-AT`, English where there is no catalogue. */
export function languageOf(tag: string): string {
  const language = tag.toLowerCase().split('-')[0] ?? '';
  return CATALOGUES.has(language) ? language : 'en';
}

/** One per catalogue: they cache parsed messages, because every interaction and page asks for a `t`. */
const translators = new Map<string, Translate>();

/** The `t` of a language, by BCP 47 tag; falls back to English for missing messages. */
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
