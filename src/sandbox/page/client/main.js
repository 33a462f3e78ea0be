// @ts-check
import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { ArticlePane } from './article.js';
import { keepFocus } from './focus.js';
import { Icon } from './icons.js';
import { Levers } from './levers.js';
import { follow, watch } from './live.js';
import { html } from './markup.js';
import { Modal } from './modal.js';
import { Sidebar } from './sidebar.js';
import { update, usePageState } from './state.js';
import { Steps } from './steps.js';
import { Talk } from './talk.js';
import { Wire } from './wire.js';

/** @typedef {import('./state.js').PageState['pane']} Pane */

/** @type {[Pane, string, 'menu' | 'talk' | 'page'][]} */
const PANES = [
  ['places', 'Channels', 'menu'],
  ['talk', 'Conversation', 'talk'],
  ['article', 'Article', 'page'],
];

/** Handles links in messages: guild and article links open on this page, others in a new window. @param {MouseEvent} event */
function takeLink(event) {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || link.target) return;
  const url = new URL(link.href);
  if (follow(url)) event.preventDefault();
  else if (url.pathname.startsWith('/articles/')) {
    event.preventDefault();
    update({ article: url.pathname, pane: 'article' });
  } else link.target = '_blank';
}

/** @param {number} count */
const breaches = (count) =>
  count === 1 ? 'Discord’s specification was broken once' : `Discord’s specification was broken ${count} times`;

/** Behind the scenes: the wire and the levers, closed at first. @param {{ view: import('../view.ts').PageView, isOpen: boolean }} props */
const Hood = ({ view, isOpen }) =>
  html`<section class="hood ${isOpen ? 'is-open' : ''}">
    <button
      type="button"
      class="hood-button"
      aria-expanded=${String(isOpen)}
      aria-controls="hood"
      onClick=${() => update({ isHoodOpen: !isOpen })}
    >
      <${Icon} name="wire" /> The wire and three levers
      ${view.violations > 0 && html`<strong class="breach">${breaches(view.violations)}</strong>`}
    </button>
    <div id="hood" hidden=${!isOpen}>${isOpen && html`<${Levers} view=${view} /><${Wire} />`}</div>
  </section>`;

function Sandbox() {
  const { view, pane, modal, isConnected, isHoodOpen } = usePageState();
  useEffect(() => {
    const place = view?.open;
    document.title = place
      ? `${place.kind === 'text' ? '#' : ''}${place.name} · ${view.guild.name} (sandbox)`
      : 'Sandbox';
  });
  if (!view) return html`<p class="plain" role="status">${isConnected ? '' : 'Starting…'}</p>`;
  const open = view.modals.find(({ id }) => id === modal);
  return html`<div class="sandbox" data-pane=${pane} onClick=${takeLink}>
    ${!isConnected && html`<p class="offline" role="alert">The sandbox does not respond. Is it still running? The page keeps trying.</p>`}
    <${Sidebar} view=${view} />
    <${Talk} view=${view} />
    <${Steps} />
    <${ArticlePane} />
    <${Hood} view=${view} isOpen=${isHoodOpen} />
    <nav class="panes" aria-label="Parts of the page">
      ${PANES.map(([name, words, sign]) => html`<button type="button" aria-current=${pane === name ? 'true' : null} onClick=${() => update({ pane: name })}><${Icon} name=${sign} />${words}</button>`)}
    </nav>
    ${open && html`<${Modal} key=${open.id} modal=${open} />`}
  </div>`;
}

const root = /** @type {HTMLElement} */ (document.querySelector('#sandbox'));
watch();
render(html`<${Sandbox} />`, root);
keepFocus(root);
