// @ts-check
import { html } from './markup.js';

/** @typedef {{ key: string, label: unknown, about?: string | undefined }} Suggestion */

/**
 * What may be meant, above the field that is typed in; the field itself moves through it.
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

/** Scrolls what is meant into sight. @param {Element | null} element */
export const reveal = (element) => element?.scrollIntoView({ block: 'nearest' });

/**
 * Where the keys lead in a list of suggestions; null when the key is for something else.
 * @param {string} key @param {{ at: number, count: number }} list
 */
export function nextPlace(key, { at, count }) {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  return null;
}

/** What a field says of its list of suggestions. @param {string} id @param {{ at: number, count: number }} list */
export const comboboxOf = (id, { at, count }) => ({
  role: 'combobox',
  'aria-autocomplete': 'list',
  'aria-expanded': String(count > 0),
  'aria-controls': count > 0 ? id : undefined,
  'aria-activedescendant': count > 0 ? `${id}-${at}` : undefined,
});
