// @ts-check
import { useEffect, useRef, useState } from 'preact/hooks';
import { post, wordsFor } from './api.js';
import { markTried } from './deeds.js';
import { choicesOf, defaultsOf } from './choices.js';
import { giveFocus } from './focus.js';
import { html } from './markup.js';
import { Picker } from './picker.js';
import { state, update } from './state.js';
import { uploadsFrom } from './uploads.js';

/** @typedef {import('../view.ts').ShownComponent} ShownComponent */
/** @typedef {import('../view.ts').ShownModal} ShownModal */
/** @typedef {{ component: ShownComponent, label: string, about: string | null, value: unknown, onChange: (value: unknown) => void }} FieldProps */

const TYPE = { row: 1, text: 4, words: 10, label: 18, file: 19, radio: 21, boxes: 22, box: 23 };
const PARAGRAPH = 2;

/** @param {FieldProps} props */
function Choices({ component, label, about, value, onChange }) {
  const isOne = component.type === TYPE.radio;
  const chosen = /** @type {string[]} */ (value ?? defaultsOf(component));
  return html`<fieldset aria-describedby=${about}>
    <legend>${label}</legend>
    ${component.options.map((option) => {
      const isChosen = chosen.includes(option.value);
      const change = () =>
        onChange(
          isOne
            ? [option.value]
            : isChosen
              ? chosen.filter((each) => each !== option.value)
              : [...chosen, option.value],
        );
      return html`<label class="choice"
        ><input
          type=${isOne ? 'radio' : 'checkbox'}
          name=${component.customId}
          checked=${isChosen}
          onChange=${change}
        />
        ${option.label} <small>${option.description}</small></label
      >`;
    })}
  </fieldset>`;
}

/** @param {FieldProps} props */
function Field({ component, label, about, value, onChange }) {
  const { type, style, placeholder, isRequired, least, most } = component;
  /** @param {Event} event */
  const typed = ({ currentTarget }) => onChange(/** @type {HTMLInputElement} */ (currentTarget).value);
  if (type === TYPE.text) {
    const shared = {
      value: value ?? component.value ?? '',
      placeholder,
      required: isRequired,
      minlength: least || undefined,
      maxlength: most,
      'aria-describedby': about,
      onInput: typed,
    };
    return html`<label
      ><span>${label}${isRequired && html` <span class="required">*</span>`}</span>
      ${style === PARAGRAPH ? html`<textarea rows="4" ...${shared}></textarea>` : html`<input ...${shared} />`}</label
    >`;
  }
  if (type === TYPE.file)
    return html`<label
      >${label}
      <input
        type="file"
        multiple=${most > 1}
        required=${isRequired}
        onChange=${async (/** @type {Event} */ { currentTarget }) => onChange(await uploadsFrom(/** @type {HTMLInputElement} */ (currentTarget).files ?? []))}
    /></label>`;
  if (type === TYPE.box) {
    const isOn = Boolean(value ?? component.isOn);
    return html`<label class="choice"
      ><input type="checkbox" checked=${isOn} onChange=${() => onChange(!isOn)} /> ${label}</label
    >`;
  }
  if (type === TYPE.radio || type === TYPE.boxes)
    return html`<${Choices}
      component=${component}
      label=${label}
      about=${about}
      value=${value}
      onChange=${onChange}
    />`;
  return html`<div class="modal-pick">
    <span>${label}</span
    ><${Picker}
      label=${placeholder ?? label}
      options=${choicesOf(component)}
      least=${least}
      most=${most}
      chosen=${value ?? defaultsOf(component)}
      onChoose=${onChange}
    />
  </div>`;
}

/** The fields of a modal with their labels and descriptions. @param {ShownComponent} component @returns {{ field: ShownComponent, label: string, about: string | null }[]} */
function fieldsIn(component) {
  if (component.type === TYPE.row) return component.children.flatMap(fieldsIn);
  if (component.type === TYPE.label)
    return component.children.map((field) => ({ field, label: component.label ?? '', about: component.description }));
  return [{ field: component, label: component.label ?? component.placeholder ?? '', about: null }];
}

/** The bot's modal. @param {{ modal: ShownModal }} props */
export function Modal({ modal }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const [values, setValues] = useState(/** @type {Record<string, unknown>} */ ({}));
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => giveFocus(before);
  }, []);
  const fields = modal.components.flatMap(fieldsIn);
  const starting = Object.fromEntries(
    fields.flatMap(({ field }) => {
      const start = field.value ?? (field.defaults.length > 0 ? field.defaults : null);
      return field.customId && start !== null ? [[field.customId, start]] : [];
    }),
  );
  const close = () => update({ modal: null });
  /** @param {SubmitEvent} event */
  const submit = async (event) => {
    event.preventDefault();
    try {
      await post('submit', { modal: modal.id, fields: { ...starting, ...values } });
      markTried();
      close();
    } catch (error) {
      setTrouble(wordsFor(error));
    }
  };
  return html`<dialog class="modal" ref=${dialog} aria-labelledby="modal-title" onClose=${close}>
    <form onSubmit=${submit}>
      <h2 id="modal-title">${modal.title}</h2>
      <p class="soft">This form is sent to the bot. Do not share anything confidential.</p>
      ${fields.map(({ field, label, about }) =>
        field.type === TYPE.words
          ? html`<div class="words" dangerouslySetInnerHTML=${{ __html: field.html ?? '' }}></div>`
          : html`<div class="modal-field">
              <${Field}
                component=${field}
                label=${label}
                about=${about && `about-${field.customId}`}
                value=${values[field.customId ?? ''] ?? state.playing?.fields?.[field.customId ?? '']}
                onChange=${(/** @type {unknown} */ value) => setValues({ ...values, [field.customId ?? '']: value })}
              />${about && html`<small id="about-${field.customId}">${about}</small>`}
            </div>`,
      )}
      ${trouble && html`<p class="notice is-error" role="alert">${trouble}</p>`}
      <div class="row">
        <button type="button" class="button" onClick=${close}>Cancel</button
        ><button class="button primary">Submit</button>
      </div>
    </form>
  </dialog>`;
}
