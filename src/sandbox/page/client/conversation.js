// @ts-check
import { useLayoutEffect, useRef } from 'preact/hooks';
import { typeFor } from './actions.js';
import { showEarlier } from './live.js';
import { html } from './markup.js';
import { Message } from './message.js';
import { state } from './state.js';
import { dateOf } from './times.js';

/** @typedef {import('../view.ts').OpenPlace} OpenPlace */
/** @typedef {import('../view.ts').ShownMessage} ShownMessage */

const TOGETHER = 7 * 60_000;
const NEAR = 80; // CSS pixels from the end within which the list stays at the end

/** @param {ShownMessage} message @param {ShownMessage | undefined} above */
const follows = (message, above) =>
  above !== undefined &&
  above.author.id === message.author.id &&
  !above.system &&
  !message.system &&
  !message.answers &&
  !message.asked &&
  above.isPrivate === message.isPrivate &&
  Date.parse(message.at) - Date.parse(above.at) < TOGETHER &&
  dateOf(message.at) === dateOf(above.at);

/** The scroll position of the end: the newest message is visible, from its top if it is taller than the list. @param {HTMLElement} list */
function endOf(list) {
  const newest = list.querySelector('.messages > :last-child');
  const top = newest
    ? newest.getBoundingClientRect().top - list.getBoundingClientRect().top + list.scrollTop
    : Infinity;
  return Math.min(top, list.scrollHeight - list.clientHeight);
}

/** Scrolls down to the end, never up. @param {HTMLElement | null} list */
const goToEnd = (list) => list?.scrollTo(0, Math.max(list.scrollTop, endOf(list)));

/** Stays at the end once there, and scrolls to a linked message. @param {OpenPlace} place */
function useScroll(place) {
  const list = useRef(/** @type {HTMLDivElement | null} */ (null));
  const isAtEnd = useRef(true);
  const newest = place.messages.at(-1);
  const hasTarget = place.messages.some(({ id }) => id === state.message);
  useLayoutEffect(() => {
    isAtEnd.current = state.message === null;
    const target = state.message && document.querySelector(`#m${state.message}`);
    if (target instanceof HTMLElement) {
      target.scrollIntoView({ block: 'center' });
      target.focus({ preventScroll: true });
    }
  }, [place.id, state.message, state.jumps, hasTarget]);
  useLayoutEffect(() => {
    const isForMe = newest && (newest.isPrivate || newest.author.id === state.view?.me.id);
    if (isForMe && state.message === null) isAtEnd.current = true;
  }, [newest?.id]);
  useLayoutEffect(() => {
    if (isAtEnd.current) goToEnd(list.current);
  }, [place.id, newest?.id, state.view]);
  useLayoutEffect(() => {
    const spotlit = list.current?.querySelector('.is-spotlit');
    if (spotlit && spotlit !== list.current?.querySelector('.messages > :last-child'))
      spotlit.scrollIntoView({ block: 'nearest' });
  }, [state.playing?.about]);
  useLayoutEffect(() => {
    const watching = new ResizeObserver(() => isAtEnd.current && goToEnd(list.current));
    if (list.current) watching.observe(list.current);
    return () => watching.disconnect();
  }, []);
  const onScroll = () => {
    if (list.current) isAtEnd.current = endOf(list.current) - list.current.scrollTop < NEAR;
  };
  const onLoad = () => isAtEnd.current && goToEnd(list.current); // a picture has got its size
  return { list, onScroll, onLoad };
}

/** Arrows move between messages; Tab goes into the actions of the one that has the focus. @param {KeyboardEvent} event */
function moveFocus(event) {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
  if (!(event.target instanceof HTMLElement) || !(event.currentTarget instanceof HTMLElement)) return;
  if (event.target.closest('textarea, [role=listbox], [role=menu]')) return;
  const all = [...event.currentTarget.querySelectorAll('[data-message]')];
  const at = all.findIndex((each) => each.contains(document.activeElement));
  const next = at === -1 ? all.at(-1) : all[at + (event.key === 'ArrowUp' ? -1 : 1)];
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
}

/** Whether nothing has happened here yet, and this member can begin. */
const isFirst = () =>
  !state.playing &&
  !state.view?.places.some(({ kind }) => kind === 'thread') &&
  state.view?.commands.some(({ name }) => name === 'article');

/** What to do first, and what comes of it. */
const FirstDeed = () =>
  html`<div class="first-deed">
    <p>
      <strong>Start here: open an article for discussion.</strong> The bot posts it and opens a thread. What members
      reply there, and agree to show, is read below the article.
    </p>
    <button type="button" class="button primary" onClick=${() => typeFor('/article ')}>Use /article</button>
  </div>`;

/** The messages of the place, oldest first. @param {{ place: OpenPlace }} props */
export function Conversation({ place }) {
  const { list, onScroll, onLoad } = useScroll(place);
  const { messages } = place;
  return html`<div
    class="conversation"
    ref=${list}
    onScroll=${onScroll}
    onLoadCapture=${onLoad}
    onKeyDown=${moveFocus}
    tabindex="0"
    role="region"
    aria-label="Messages in ${place.name}; arrow keys go from one to the next"
  >
    ${
      place.hasEarlier
        ? html`<button type="button" class="button" onClick=${showEarlier}>Show earlier messages</button>`
        : html`<div class="beginning">
            <h2>${place.kind === 'thread' ? place.name : `Welcome to #${place.name}`}</h2>
            <p>${place.topic ?? 'This is the beginning of the channel.'}</p>
            ${messages.length === 0 && isFirst() && html`<${FirstDeed} />`}
          </div>`
    }
    <ol class="messages" role="list">
      ${messages.map((message, index) => {
        const above = messages[index - 1];
        const isNewDay = !above || dateOf(above.at) !== dateOf(message.at);
        return html`
          ${isNewDay && html`<li class="day" key="day-${message.id}"><span>${dateOf(message.at)}</span></li>`}
          <${Message}
            key=${message.id}
            message=${message}
            place=${place}
            isFollowing=${follows(message, above)}
            isTarget=${state.message === message.id}
          />
        `;
      })}
    </ol>
    <p class="unseen" role="status" aria-live="polite">${lastWords(messages.at(-1))}</p>
  </div>`;
}

/** @param {import('../view.ts').ShownComponent} component @returns {string} */
const htmlIn = ({ html: words, children, accessory, isSpoiler }) =>
  isSpoiler ? 'Spoiler' : [words ?? '', ...children.map(htmlIn), accessory ? htmlIn(accessory) : ''].join(' ');

/** @param {ShownMessage} message @returns {string} its words, wherever they stand in it */
function wordsOf({ system, html: words, embeds, components, others }) {
  if (system) return system;
  const box = document.createElement('template');
  box.innerHTML = [words, ...embeds.map((embed) => embed.html ?? ''), ...components.map(htmlIn)].join(' ');
  for (const hidden of box.content.querySelectorAll('.spoiler')) hidden.textContent = 'spoiler';
  const titles = embeds.map(({ title }) => title);
  return [...titles, box.content.textContent?.trim(), ...others].filter(Boolean).join(' ');
}

/** @param {ShownMessage | undefined} message what a screen reader is told */
const lastWords = (message) => (message ? `${message.author.name}: ${wordsOf(message).slice(0, 200)}` : '');
