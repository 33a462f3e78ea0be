// @ts-check
import { html } from './markup.js';

const HUES = 6;

/** A member's sign: a round letter in a colour of their own, a square one for programs. @param {{ member: import('../view.ts').ShownMember }} props */
export function Avatar({ member }) {
  const hue = Array.from(member.username).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % HUES;
  const kind = member.isBot ? 'avatar-app' : `avatar-${hue}`;
  return html`<span class="avatar ${kind}" aria-hidden="true">${Array.from(member.name)[0]?.toUpperCase()}</span>`;
}
