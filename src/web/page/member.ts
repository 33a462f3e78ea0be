import { html } from 'hono/html';
import { cleanText } from '../../markdown/clean.ts';
import type { Html, PageContext } from './context.ts';

/** How many colours styles.css has for initials. */
const TINTS = 12;

/** A member's shown name without what would reach beyond it; "a member" when there is none. */
export function memberName(name: string | null, { t }: Pick<PageContext, 't'>): string {
  const shown = cleanText(name ?? '').trim();
  return shown === '' ? t('page.member') : shown;
}

/** A member's name on the page. */
export function memberHtml(name: string | null, context: PageContext): Html {
  return html`<bdi>${memberName(name, context)}</bdi>`;
}

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

function tintOf(pseudonym: string): number {
  return (Number.parseInt(pseudonym.slice(0, 8), 16) || 0) % TINTS;
}
