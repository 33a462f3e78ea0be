// @ts-check
import { useFields } from './command-fields.js';
import { OPTION } from './completions.js';
import { html } from './markup.js';
import { comboboxOf, nextPlace, Suggestions } from './suggestions.js';
import { uploadFrom } from './uploads.js';

/** @typedef {import('../view.ts').ShownCommand} ShownCommand */
/** @typedef {import('../view.ts').ShownOption} ShownOption */
/** @typedef {import('./command-fields.js').Fields} Fields */

const LIST = 'option-suggestions';

/** @param {{ option: ShownOption, fields: Fields, shared: object }} props */
function TextField({ option: { name, isRequired }, fields, shared }) {
  const { list, choices } = fields;
  const count = fields.option?.name === name && list.isOpen ? choices.length : 0;
  /** @param {InputEvent} event */
  const onInput = ({ currentTarget }) => {
    const { value } = /** @type {HTMLInputElement} */ (currentTarget);
    fields.type(name, { text: value, value });
  };
  return html`<input
    type="text"
    autocomplete="off"
    spellcheck=${false}
    ...${shared}
    ...${comboboxOf(LIST, { at: list.at, count })}
    placeholder=${isRequired ? '' : 'optional'}
    value=${fields.typed[name]?.text ?? ''}
    onInput=${onInput}
  />`;
}

/** @param {{ option: ShownOption, fields: Fields, onKey: (event: KeyboardEvent) => void }} props */
function OptionField({ option, fields, onKey }) {
  const { name, label, description, type, isRequired } = option;
  const isMissing = fields.missing === name;
  /** @param {Event} event */
  const pickFile = async ({ currentTarget }) => {
    const [file] = /** @type {HTMLInputElement} */ (currentTarget).files ?? [];
    if (file) fields.type(name, { text: file.name, value: await uploadFrom(file) });
  };
  const shared = {
    name,
    'aria-required': String(isRequired),
    'aria-invalid': String(isMissing),
    onFocus: () => fields.focus(name),
    onKeyDown: onKey,
  };
  return html`<label class="option ${isMissing ? 'is-missing' : ''}" title=${description}>
    <span>${label}${!isRequired && html`<span class="unseen"> (optional)</span>`}</span>
    ${
      type === OPTION.attachment
        ? html`<input type="file" ...${shared} onChange=${pickFile} />`
        : html`<${TextField} option=${option} fields=${fields} shared=${shared} />`
    }
  </label>`;
}

/** @param {Fields} fields */
function help({ option, missing, trouble }) {
  if (missing) return 'This option is required. Specify a value.';
  if (trouble) return trouble;
  return option ? `${option.label}: ${option.description}` : 'Enter sends, Escape goes back.';
}

/** The fields' keyboard handler. @param {Fields} fields @param {() => void} onClose @returns {(event: KeyboardEvent) => void} */
const keysFor = (fields, onClose) => (event) => {
  const { list, choices, choose, send } = fields;
  const isListed = list.isOpen && choices.length > 0;
  const isEmpty = event.target instanceof HTMLInputElement && event.target.value === '';
  const next = isListed ? nextPlace(event.key, { at: list.at, count: choices.length }) : null;
  if (next !== null) list.setAt(next);
  else if (event.key === 'Enter' && isListed) choose(list.at);
  else if (event.key === 'Enter' && !event.isComposing) void send();
  else if (event.key === 'Escape' && isListed) list.close();
  else if (event.key === 'Escape' || (event.key === 'Backspace' && isEmpty)) onClose();
  else if (event.key === 'ArrowDown') list.open();
  else return;
  event.preventDefault();
};

/**
 * A chosen command with its options to fill in. Enter chooses what is suggested, then sends; Escape goes back.
 * @param {{ command: ShownCommand, onClose: () => void }} props
 */
export function CommandForm({ command, onClose }) {
  const fields = useFields(command, onClose);
  const { form, list, choices, choose, option, missing, trouble, send } = fields;
  const onKey = keysFor(fields, onClose);
  const items = choices.map(({ name, value }) => ({ key: value, label: name }));
  /** @param {SubmitEvent} event */
  const submit = (event) => {
    event.preventDefault();
    void send();
  };
  return html`<form class="command-form" ref=${form} aria-label="Command ${command.label}" onSubmit=${submit}>
    ${
      list.isOpen &&
      items.length > 0 &&
      html`<${Suggestions}
        id=${LIST}
        label="Options for ${option?.label}"
        items=${items}
        at=${list.at}
        onChoose=${choose}
      />`
    }
    <p class="command-help ${missing || trouble ? 'is-error' : ''}" role="status">${help(fields)}</p>
    <div class="command-line">
      <strong class="command-name">/${command.label}</strong>
      ${command.options.map((each) => html`<${OptionField} key=${each.name} option=${each} fields=${fields} onKey=${onKey} />`)}
      <span class="row command-buttons">
        <button class="button primary">Send</button>
        <button type="button" class="button" onClick=${onClose}>Cancel</button>
      </span>
    </div>
  </form>`;
}
