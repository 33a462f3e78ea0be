// @ts-check
import { html } from './markup.js';

const TINTS = 12;

/** A member's avatar: a letter in their colour, round for people, square for bots. The article's page has the same rule for colours. @param {{ member: import('../view.ts').ShownMember }} props */
export function Avatar({ member }) {
  const letters = Array.from(member.name);
  const sum = letters.reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  const kind = member.isBot ? 'avatar-app' : `tint-${sum % TINTS}`;
  return html`<span class="avatar ${kind}" aria-hidden="true">${letters[0]?.toUpperCase()}</span>`;
}
