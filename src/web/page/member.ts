import { html } from 'hono/html';
import type { MessageKey } from '../../language/translate.ts';
import { cleanText } from '../../markdown/text.ts';
import type { Html, PageContext } from './context.ts';
import { sentenceWith } from './text.ts';

type Speaking = Pick<PageContext, 't'>;

/** What somebody is called whose name is not shown. */
export type Nameless = 'page.member' | 'page.moderator';

/** How many colours styles.css has for initials. */
const TINTS = 12;

/** Something that a reader sees; Hangul's fillers and Braille's blank are letters and signs by their kind, and empty to the eye. */
const VISIBLE = /[^\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** A member's shown name without what would reach beyond it, or what they are called without one. */
export function memberName(name: string | null, { t }: Speaking, nameless: Nameless = 'page.member'): string {
  return visibleName(name) ?? t(nameless);
}

/** A member's name on the page. */
export function memberHtml(name: string | null, context: Speaking, nameless?: Nameless): Html {
  return html`<bdi>${memberName(name, context, nameless)}</bdi>`;
}

/** A sentence about somebody: `named` has their name in the place of `{name}`, `nameless` is said when there is none to show. */
export function sentenceAbout(
  name: string | null,
  { named, nameless }: { named: MessageKey; nameless: MessageKey },
  { t }: Speaking,
): Html {
  const shown = visibleName(name);
  if (shown === null) return html`${t(nameless)}`;
  return sentenceWith(html`<bdi>${shown}</bdi>`, (place) => t(named, { name: place }));
}

/** What the author of something is called without a name. */
export const namelessOf = ({ staff }: { staff: boolean }): Nameless => (staff ? 'page.moderator' : 'page.member');

/** A circle with initials instead of a picture, which would tell Discord who reads the page. */
export function avatarHtml(name: string, pseudonym: string): Html {
  return html`<span class="avatar tint-${tintOf(pseudonym)}" aria-hidden="true">${initialsOf(name)}</span>`;
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

function tintOf(pseudonym: string): number {
  return (Number.parseInt(pseudonym.slice(0, 8), 16) || 0) % TINTS;
}
