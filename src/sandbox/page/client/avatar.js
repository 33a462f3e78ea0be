// @ts-check
import { html } from './markup.js';
import { state } from './state.js';

const HUES = 6;

/** A member's avatar: a letter in their colour, round for people, square for bots. @param {{ member: import('../view.ts').ShownMember }} props */
export function Avatar({ member }) {
  const place = state.view?.members.findIndex(({ id }) => id === member.id) ?? -1;
  const kind = member.isBot ? 'avatar-app' : `avatar-${(place + HUES) % HUES}`;
  return html`<span class="avatar ${kind}" aria-hidden="true">${Array.from(member.name)[0]?.toUpperCase()}</span>`;
}
