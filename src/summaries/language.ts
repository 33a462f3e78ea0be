import { eld } from 'eld/extrasmall';
import * as stopWordLists from 'stopword';

/** Long enough to tell a language; more only takes time. */
const MAX_SAMPLE = 200;

/** The language of a text as a BCP 47 tag; null when it cannot be told, as in "ok nice". */
export function guessedLanguage(text: string): string | null {
  const found = eld.detect(text.slice(0, MAX_SAMPLE));
  return found.isReliable() ? found.language : null;
}

/** Words that say nothing about what a text is about, in lower case; none for a language that has no list. */
export const stopWordsOf = (language: string): ReadonlySet<string> => STOP_WORDS.get(language) ?? NONE;

const NONE: ReadonlySet<string> = new Set();
const ISO_639_3 = /^[a-z]{3}$/;

const STOP_WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(stopWordLists).flatMap(([code, words]) =>
    typeof words === 'function' || !ISO_639_3.test(code) ? [] : [[tagFromCode(code), new Set(words)]],
  ),
);

/** `deu` is `de`; and Norwegian's usual form is what the detector calls Norwegian. */
function tagFromCode(code: string): string {
  const tag = Intl.getCanonicalLocales(code)[0] ?? code;
  return tag === 'nb' ? 'no' : tag;
}
