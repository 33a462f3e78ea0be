import { cleanText } from '../text.ts';

const ZERO_WIDTH_SPACE = '\u200B';
const SPECIAL = /[\\*_~|`[\]<>]/g;
const SCHEME = /:\/\//g;
const MENTION = /@(?=everyone|here|[!&$]?\d)/gi;
const BLOCK_START = /^(\s*)(-#|[#+-]|\d+\.)/gm;

/** Escapes text, line by line, so that Discord shows it literally: no markup, no link, no mention. */
export function escapeMarkup(text: string): string {
  return text
    .replace(SPECIAL, '\\$&')
    .replace(SCHEME, '\\://')
    .replace(MENTION, `@${ZERO_WIDTH_SPACE}`)
    .replace(BLOCK_START, (_, spaces: string, mark: string) => `${spaces}${mark.slice(0, -1)}\\${mark.slice(-1)}`);
}

/** Escapes any text (a title, a name) for one line of a Discord message: no markup, no link, no mention. */
export const escapeDiscord = (text: string): string => escapeMarkup(cleanText(text).replace(/\s+/g, ' ').trim());
