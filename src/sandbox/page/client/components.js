// @ts-check
import { useState } from 'preact/hooks';
import { attempt, tell } from './api.js';
import { choicesOf, defaultsOf } from './choices.js';
import { Icon } from './icons.js';
import { html } from './markup.js';
import { Picker } from './picker.js';
import { state } from './state.js';

/** @typedef {import('../view.ts').ShownMessage} ShownMessage */
/** @typedef {import('../view.ts').ShownComponent} ShownComponent */
/** @typedef {{ component: ShownComponent, message: ShownMessage }} Props */

const LINK = 5;
const STYLES = ['', 'primary', 'secondary', 'success', 'danger'];

/** Whether the story is about to press this component. @param {ShownMessage} message @param {string | null} customId */
const isPressed = ({ id }, customId) =>
  customId !== null && state.playing?.pressed?.message === id && state.playing.pressed.customId === customId;

/** @param {Props} props */
function Button({ component, message }) {
  const [isWaiting, setWaiting] = useState(false);
  const { label, emoji, url, style, customId, isDisabled } = component;
  const words = html`${emoji && html`<span>${emoji}</span>`} ${label}`;
  if (style === LINK && url) return html`<a class="button" href=${url}>${words}<${Icon} name="out" /></a>`;
  const press = async () => {
    setWaiting(true);
    await attempt('click', { message: message.id, customId });
    setWaiting(false);
  };
  return html`<button
    type="button"
    class="button ${STYLES[style] ?? ''} ${isPressed(message, customId) ? 'is-pressed' : ''}"
    disabled=${isDisabled}
    aria-busy=${String(isWaiting)}
    onClick=${press}
  >
    ${words}
  </button>`;
}

/** @param {Props} props */
function Select({ component, message }) {
  const { placeholder, customId, least, most, isDisabled } = component;
  /** @param {string[]} values */
  const choose = (values) => {
    tell('');
    return attempt('select', { message: message.id, customId, values });
  };
  return html`<${Picker}
    label=${placeholder ?? 'Make a selection'}
    options=${choicesOf(component)}
    least=${least}
    most=${most}
    isDisabled=${isDisabled}
    chosen=${defaultsOf(component)}
    onChoose=${choose}
  />`;
}

/** @param {Props} props */
function Media({ component }) {
  return html`<div class="gallery">
    ${component.media.map(({ url, description }) =>
      component.type === 13 || !url.startsWith(location.origin)
        ? html`<p class="file">
            <${Icon} name="file" /><a href=${url} target="_blank" rel="noopener"
              >${description ?? decodeURIComponent(url.split('/').at(-1)?.split('?')[0] ?? 'file')}</a
            >
          </p>`
        : html`<img src=${url} alt=${description ?? ''} />`,
    )}
  </div>`;
}

/** @param {ShownMessage} message @param {ShownComponent[]} components */
const all = (message, components) =>
  components.map((component, index) => {
    const one = html`<${One} key=${component.customId ?? index} component=${component} message=${message} />`;
    return component.isSpoiler
      ? html`<details>
          <summary>Spoiler</summary>
          ${one}
        </details>`
      : one;
  });

/** @param {Props} props */
function One({ component, message }) {
  switch (component.type) {
    case 1:
      return html`<div class="row">${all(message, component.children)}</div>`;
    case 2:
      return html`<${Button} component=${component} message=${message} />`;
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return html`<${Select} component=${component} message=${message} />`;
    case 9:
      return html`<div class="section">
        <div>${all(message, component.children)}</div>
        ${component.accessory && all(message, [component.accessory])}
      </div>`;
    case 10:
      return html`<div class="words" dangerouslySetInnerHTML=${{ __html: component.html ?? '' }}></div>`;
    case 11:
    case 12:
    case 13:
      return html`<${Media} component=${component} message=${message} />`;
    case 14:
      return html`<hr class="separator" />`;
    case 17:
      return html`<div
        class="container"
        style=${component.color ? { borderInlineStartColor: component.color } : undefined}
      >
        ${all(message, component.children)}
      </div>`;
    default:
      return html`<p class="other">
        A component of type ${component.type}${component.placeholder && `: ${component.placeholder}`}
      </p>`;
  }
}

/** All components of a message. @param {{ message: ShownMessage }} props */
export const Components = ({ message }) =>
  message.components.length === 0 ? null : html`<div class="components">${all(message, message.components)}</div>`;
