// @ts-check
import { useLayoutEffect, useRef } from 'preact/hooks';
import { html } from './markup.js';
import { Popup } from './popup.js';

/** @typedef {{ label: string, act: () => void, isDanger?: boolean, group?: string }} MenuItem */

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/**
 * A menu with items, some in a named group; arrows move, Enter chooses, Escape closes.
 * @param {{ label: string, items: MenuItem[], anchor: HTMLElement | null, onClose: () => void }} props
 */
export function Menu({ label, items, anchor, onClose }) {
  const list = useRef(/** @type {HTMLDivElement | null} */ (null));
  const buttons = () => [...(list.current?.querySelectorAll('button') ?? [])];
  useLayoutEffect(() => buttons()[0]?.focus(), []);
  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    const all = buttons();
    const at = all.findIndex((button) => button === document.activeElement);
    const step = event.key === 'ArrowDown' || event.key === 'ArrowUp' ? STEPS[event.key] : 0;
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? all.length - 1 : at + step;
    if (step || event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      event.stopPropagation();
      all.at(next % all.length)?.focus();
    }
    if (event.key === 'Tab') onClose();
  };
  /** @param {MenuItem} item */
  const choose = (item) => {
    onClose();
    anchor?.focus();
    item.act();
  };
  return html`<${Popup} anchor=${anchor} onClose=${onClose}>
    <div role="menu" aria-label=${label} class="menu" ref=${list} onKeyDown=${keys}>
      ${items.map(
        (item, index) => html`
          ${item.group && item.group !== items[index - 1]?.group && html`<div class="menu-group" role="presentation">${item.group}</div>`}
          <button
            type="button"
            role="menuitem"
            tabindex="-1"
            class=${item.isDanger ? 'is-danger' : ''}
            onClick=${() => choose(item)}
          >
            ${item.label}
          </button>
        `,
      )}
    </div>
  <//>`;
}
