import { IntlMessageFormat } from 'intl-messageformat';
import { en } from './en.ts';

export type MessageKey = keyof typeof en;
export type MessageValues = Readonly<Record<string, string | number | Date>>;

/** One language's sentences: `t('page.count', { count: 3 })`. */
export type Translate = (key: MessageKey, values?: MessageValues) => string;

/** Builds the `t` of a language; a language that has no catalogue gets English. */
export function translator(language = 'en'): Translate {
  const formats = new Map<MessageKey, IntlMessageFormat>();
  return (key, values = {}) => {
    let format = formats.get(key);
    if (!format) {
      format = new IntlMessageFormat(en[key], language, undefined, { ignoreTag: true });
      formats.set(key, format);
    }
    return String(format.format(values));
  };
}
