// @ts-check
import { useRef, useState } from 'preact/hooks';
import { html } from './markup.js';
import { Popup } from './popup.js';
import { reveal } from './suggestions.js';

/** @typedef {import('./choices.js').Choice} Option */

/**
 * A single or multiple select: a button with a list of options.
 * @param {{ label: string, options: Option[], least: number, most: number, isDisabled?: boolean, chosen?: string[], onChoose: (values: string[]) => unknown }} props
 */
export function Picker({ label, options, least, most, isDisabled = false, chosen = [], onChoose }) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const shown = options.filter(({ value }) => chosen.includes(value)).map((option) => option.label);
  /** @param {string[]} values */
  const choose = (values) => {
    setOpen(false);
    button.current?.focus();
    onChoose(values);
  };
  return html`<div class="picker">
    <button
      type="button"
      ref=${button}
      class="picker-button"
      aria-label=${shown.length > 0 ? `${label}: ${shown.join(', ')}` : label}
      aria-haspopup="listbox"
      aria-expanded=${String(isOpen)}
      disabled=${isDisabled}
      onClick=${() => setOpen(!isOpen)}
    >
      <span>${shown.join(', ') || label}</span><span aria-hidden="true">▾</span>
    </button>
    ${
      isOpen &&
      html`<${Popup} anchor=${button.current} onClose=${() => setOpen(false)} className="is-wide" isStart>
        <${Options} label=${label} options=${options} least=${least} most=${most} chosen=${chosen} onChoose=${choose} />
      <//>`
    }
  </div>`;
}

/**
 * @param {{ label: string, options: Option[], least: number, most: number, chosen: string[], onChoose: (values: string[]) => void }} props
 */
function Options({ label, options, least, most, chosen, onChoose }) {
  const [values, setValues] = useState(chosen);
  const [at, setAt] = useState(0);
  const isMany = most > 1;
  const id = label.replaceAll(/\W+/g, '-');
  /** @param {number} index */
  const toggle = (index) => {
    const value = options[index]?.value;
    if (value === undefined) return;
    if (!isMany) return onChoose(values.includes(value) && least === 0 ? [] : [value]);
    setValues(values.includes(value) ? values.filter((each) => each !== value) : [...values, value].slice(0, most));
  };
  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    const last = options.length - 1;
    const next = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0), Home: 0, End: last }[event.key];
    const typed = event.key.length === 1 && event.key !== ' ' ? placeOf(options, event.key, at) : -1;
    if (next !== undefined) setAt(next);
    else if (typed >= 0) setAt(typed);
    else if (event.key === 'Enter' || event.key === ' ') toggle(at);
    else return;
    event.preventDefault();
  };
  return html`<div>
    <ul
      class="options"
      role="listbox"
      tabindex="0"
      aria-label=${label}
      aria-multiselectable=${String(isMany)}
      aria-activedescendant="${id}-${at}"
      onKeyDown=${keys}
      ref=${focus}
    >
      ${options.map(
        (option, index) =>
          html`<li
            role="option"
            id="${id}-${index}"
            class=${index === at ? 'is-active' : ''}
            aria-selected=${String(values.includes(option.value))}
            ref=${index === at ? reveal : null}
            onClick=${() => toggle(index)}
          >
            <span>${option.label}</span>${option.description && html`<small>${option.description}</small>`}
          </li>`,
      )}
    </ul>
    ${options.length === 0 && html`<p class="soft">There is nothing to choose from.</p>`}
    ${isMany && html`<p class="soft">${countWords(least, most)}</p>`}
    ${isMany && html`<button type="button" class="button primary" disabled=${values.length < least} onClick=${() => onChoose(values)}>Done</button>`}
  </div>`;
}

/** The next option after the selected one that begins with a letter. @param {Option[]} options @param {string} letter @param {number} at */
function placeOf(options, letter, at) {
  /** @param {Option} option @param {number} index */
  const begins = ({ label }, index) =>
    index !== at && label.replace(/^[#@]/, '').toLowerCase().startsWith(letter.toLowerCase());
  const after = options.findIndex((option, index) => index > at && begins(option, index));
  return after >= 0 ? after : options.findIndex(begins);
}

/** @param {number} least @param {number} most */
const countWords = (least, most) => (least === most ? `Choose ${most}.` : `Choose ${least} to ${most}.`);

/** @param {HTMLElement | null} element */
const focus = (element) => {
  if (element && !element.contains(document.activeElement)) element.focus();
};
