// @ts-check
import { html } from './markup.js';

/** @typedef {{ key: string, label: unknown, about?: string | undefined }} Suggestion */

/**
 * Suggestions above a field; the field's keys move through them.
 * @param {{ id: string, label: string, items: Suggestion[], at: number, onChoose: (index: number) => void, foot?: string | null }} props
 */
export function Suggestions({ id, label, items, at, onChoose, foot = null }) {
  return html`<div class="suggestions">
    <p class="suggestions-head" aria-hidden="true">${label}</p>
    <ul role="listbox" id=${id} aria-label=${label}>
      ${items.map(
        ({ key, label, about }, index) =>
          html`<li
            role="option"
            key=${key}
            id="${id}-${index}"
            class=${index === at ? 'is-active' : ''}
            aria-selected=${String(index === at)}
            ref=${index === at ? reveal : null}
            onPointerDown=${(/** @type {Event} */ event) => event.preventDefault()}
            onClick=${() => onChoose(index)}
          >
            <span>${label}</span>${about && html`<small>${about}</small>`}
          </li>`,
      )}
    </ul>
    ${foot && html`<p class="soft">${foot}</p>`}
  </div>`;
}

/** Scrolls the selected suggestion into view. @param {Element | null} element */
export const reveal = (element) => element?.scrollIntoView({ block: 'nearest' });

/**
 * The next position in a list of suggestions for a key; null for other keys.
 * @param {string} key @param {{ at: number, count: number }} list
 */
export function nextPlace(key, { at, count }) {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  return null;
}

/** A field's ARIA attributes for its suggestions. @param {string} id @param {{ at: number, count: number }} list */
export const comboboxOf = (id, { at, count }) => ({
  role: 'combobox',
  'aria-autocomplete': 'list',
  'aria-expanded': String(count > 0),
  'aria-controls': count > 0 ? id : undefined,
  'aria-activedescendant': count > 0 ? `${id}-${at}` : undefined,
});
