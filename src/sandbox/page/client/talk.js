// @ts-check
import { useRef, useState } from 'preact/hooks';
import { attempt } from './api.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { Forum } from './forum.js';
import { Icon } from './icons.js';
import { go } from './live.js';
import { html } from './markup.js';
import { Popup } from './popup.js';
import { state, update } from './state.js';

/** @typedef {import('../view.ts').PageView} PageView */
/** @typedef {import('../view.ts').OpenPlace} OpenPlace */

/** @param {{ place: OpenPlace }} props */
function Pins({ place }) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const { pins } = place;
  /** @param {string} id */
  const jump = (id) => {
    setOpen(false);
    go(place.id, { message: id });
  };
  return html`<button
      type="button"
      ref=${button}
      class="tool"
      aria-expanded=${String(isOpen)}
      aria-label="Pinned messages"
      title="Pinned messages"
      onClick=${() => setOpen(!isOpen)}
    >
      <${Icon} name="pin" />
    </button>
    ${
      isOpen &&
      html`<${Popup} anchor=${button.current} onClose=${() => setOpen(false)} className="is-wide">
        <div class="pins">
          <strong>Pinned messages</strong>
          ${pins.length === 0 && html`<p class="soft">Nothing is pinned here.</p>`}
          ${pins.map(({ id, name, text }) => html`<button type="button" class="post" onClick=${() => jump(id)}><strong>${name}</strong> <span>${text}</span></button>`)}
        </div>
      <//>`
    }`;
}

/** @param {{ place: OpenPlace }} props */
function ThreadTools({ place }) {
  if (place.kind !== 'thread' || !place.may.manage) return null;
  const { archived, locked } = place;
  /** @param {object} change */
  const change = (change) => attempt('thread', { channel: place.id, ...change });
  return html`
    <button
      type="button"
      class="tool"
      aria-pressed=${String(archived)}
      aria-label=${archived ? 'Reopen thread' : 'Close thread'}
      title=${archived ? 'Reopen thread' : 'Close thread'}
      onClick=${() => change({ archive: !archived })}
    >
      <${Icon} name="archive" />
    </button>
    <button
      type="button"
      class="tool"
      aria-pressed=${String(locked)}
      aria-label=${locked ? 'Unlock thread' : 'Lock thread'}
      title=${locked ? 'Unlock thread' : 'Lock thread'}
      onClick=${() => change({ lock: !locked })}
    >
      <${Icon} name="lock" />
    </button>
  `;
}

/** @param {{ view: PageView, place: OpenPlace }} props */
function Head({ view, place }) {
  const parent = view.places.find(({ id }) => id === place.parentId);
  const sign = place.kind === 'text' ? 'hash' : place.kind;
  return html`<header class="talk-head">
    <${Icon} name=${sign} />
    ${parent && html`<button type="button" class="quiet parent" onClick=${() => go(parent.id)}>${parent.name}</button><span aria-hidden="true">›</span>`}
    <h1>${place.name}</h1>
    ${place.topic && html`<span class="topic">${place.topic}</span>`}
    <span class="tools"
      ><${ThreadTools} place=${place} />${place.kind !== 'forum' && html`<${Pins} place=${place} />`}</span
    >
  </header>`;
}

/** The last notice or error. */
function Notice() {
  const { notice } = state;
  return html`<div class="notices" role=${notice?.isError ? 'alert' : 'status'}>
    ${
      notice?.text &&
      html`<p class="notice ${notice.isError ? 'is-error' : ''}">
        ${notice.text}<button type="button" class="tool" aria-label="Close" onClick=${() => update({ notice: null })}>
          <${Icon} name="close" />
        </button>
      </p>`
    }
  </div>`;
}

/** The open place: header, messages and composer. @param {{ view: PageView }} props */
export function Talk({ view }) {
  const place = view.open;
  if (!place)
    return html`<main class="talk">
      <div class="nowhere">
        <h1>Nothing to see here</h1>
        <p>${view.me.name} cannot see this place, or it does not exist. Choose a channel.</p>
      </div>
      <${Notice} />
    </main>`;
  return html`<main class="talk">
    <${Head} view=${view} place=${place} />
    ${place.kind === 'forum' ? html`<${Forum} key=${place.id} view=${view} place=${place} />` : html`<${Conversation} key=${place.id} place=${place} />`}
    <${Notice} />
    ${place.kind !== 'forum' && html`<${Composer} key=${place.id} view=${view} place=${place} />`}
  </main>`;
}
