// @ts-check
import { attempt } from './api.js';
import { Avatar } from './avatar.js';
import { Icon } from './icons.js';
import { languageName, LOCALES } from './languages.js';
import { become, go } from './live.js';
import { html } from './markup.js';
import { state } from './state.js';
import { isUnread } from './unread.js';

/** @typedef {import('../view.ts').PageView} PageView */
/** @typedef {import('../view.ts').ShownPlace} ShownPlace */

/** @param {ShownPlace} place @returns {keyof typeof SIGNS} */
const signOf = ({ kind, locked, archived }) =>
  locked ? 'lock' : archived ? 'archive' : kind === 'text' ? 'hash' : kind;

const SIGNS = { lock: 'locked', archive: 'archived', hash: '', announcement: '', forum: 'forum', thread: 'thread' };

/** @param {{ view: PageView, place: ShownPlace }} props */
function PlaceLink({ view, place }) {
  const unread = isUnread(view, place);
  const sign = signOf(place);
  const about = [SIGNS[sign], unread && 'unread'].filter(Boolean).join(', ');
  /** @param {MouseEvent} event */
  const open = (event) => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go(place.id);
  };
  return html`<li class=${place.kind === 'thread' ? 'is-thread' : ''}>
    <a
      href="/channels/${view.guild.id}/${place.id}"
      class="place ${unread ? 'is-unread' : ''} ${place.archived ? 'is-archived' : ''}"
      aria-current=${view.open?.id === place.id ? 'page' : null}
      title=${place.name}
      onClick=${open}
    >
      <${Icon} name=${sign} /><span class="place-name">${place.name}</span>
      ${about && html`<span class="unseen"> (${about})</span>`}
    </a>
  </li>`;
}

/** A channel with its open threads and, separately, its closed ones. @param {{ view: PageView, channel: ShownPlace }} props */
function Channel({ view, channel }) {
  const threads = view.places.filter(({ parentId }) => parentId === channel.id);
  const closed = threads.filter(({ archived }) => archived);
  const isInside = closed.some(({ id }) => id === view.open?.id);
  /** @param {ShownPlace} place */
  const link = (place) => html`<${PlaceLink} key=${place.id} view=${view} place=${place} />`;
  return html`
    ${link(channel)} ${threads.filter(({ archived }) => !archived).map(link)}
    ${
      closed.length > 0 &&
      html`<li class="closed-threads">
        <details open=${isInside || undefined}>
          <summary>${closed.length === 1 ? '1 closed thread' : `${closed.length} closed threads`}</summary>
          <ul>
            ${closed.map(link)}
          </ul>
        </details>
      </li>`
    }
  `;
}

/** The language of the member's Discord, and so of the bot. @param {{ view: PageView }} props */
const Language = ({ view: { me, locale } }) =>
  html`<label class="language"
    >Discord in
    <select
      aria-label="Language of ${me.name}’s Discord"
      value=${locale}
      onChange=${(/** @type {Event} */ { currentTarget }) =>
        attempt('member', { locale: /** @type {HTMLSelectElement} */ (currentTarget).value })}
    >
      ${LOCALES.map((each) => html`<option key=${each} value=${each}>${languageName(each)}</option>`)}
    </select></label
  >`;

/** @param {{ view: PageView }} props */
function Members({ view }) {
  const people = view.members.filter(({ isBot }) => !isBot);
  return html`<fieldset class="members">
    <legend>You are</legend>
    ${people.map(
      (member) =>
        html`<label class="member" key=${member.id}>
          <input
            type="radio"
            name="as"
            value=${member.username}
            checked=${member.username === state.as}
            onChange=${() => become(member.username)}
          />
          <${Avatar} member=${member} />
          <span class="member-name">${member.name}<small>${member.role}</small></span>
        </label>`,
    )}
    <${Language} view=${view} />
  </fieldset>`;
}

/** The guild's channels with their threads, and the current member. @param {{ view: PageView }} props */
export const Sidebar = ({ view }) =>
  html`<aside class="sidebar" aria-label="${view.guild.name}">
    <header class="guild">
      <img src="/page/icon.svg" alt="" width="28" height="28" /><strong>${view.guild.name}</strong>
    </header>
    <nav aria-label="Channels" class="places">
      <ul>
        ${view.places.filter(({ parentId }) => !parentId).map((channel) => html`<${Channel} key=${channel.id} view=${view} channel=${channel} />`)}
      </ul>
    </nav>
    <${Members} view=${view} />
  </aside>`;
