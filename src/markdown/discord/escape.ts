import { cleanText } from '../text.ts';

const ZERO_WIDTH_SPACE = '\u200B';
const SPECIAL = /[\\*_~|`[\]<>]/g;
const SCHEME = /:\/\//g;
const MENTION = /@(?=everyone|here|[!&$]?\d)/gi;
const BLOCK_START = /^(\s*)(-#|[#+-]|\d+\.)/gm;

/** Text on any number of lines as Discord shows it literally: no markup, no link, no mention. */
export function escapeMarkup(text: string): string {
  return text
    .replace(SPECIAL, '\\$&')
    .replace(SCHEME, '\\://')
    .replace(MENTION, `@${ZERO_WIDTH_SPACE}`)
    .replace(BLOCK_START, (_, spaces: string, mark: string) => `${spaces}${mark.slice(0, -1)}\\${mark.slice(-1)}`);
}

/** Arbitrary text (a title, a name) on one line of a Discord message, shown literally: no markup, no link, no mention. */
export const escapeDiscord = (text: string): string => escapeMarkup(cleanText(text).replace(/\s+/g, ' ').trim());
