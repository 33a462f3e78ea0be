// @ts-check
import { useEffect, useRef, useState } from 'preact/hooks';
import { attempt } from './api.js';
import { useCompletions, valuesOf } from './completions.js';
import { state } from './state.js';

/** @typedef {import('../view.ts').ShownCommand} ShownCommand */
/** @typedef {import('./completions.js').Typed} Typed */
/** @typedef {ReturnType<typeof useFields>} Fields */

/** A list of suggestions: whether it is open, and which one is selected. */
function useList() {
  const [isOpen, setOpen] = useState(true);
  const [at, setAt] = useState(0);
  const open = () => {
    setOpen(true);
    setAt(0);
  };
  return { isOpen, at, setAt, open, close: () => setOpen(false) };
}

/** A command's field values, the focused field and its suggestions. @param {ShownCommand} command @param {() => void} onClose */
export function useFields(command, onClose) {
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const list = useList();
  const [typed, setTyped] = useState(/** @type {Record<string, Typed>} */ ({}));
  const [focused, setFocused] = useState('');
  const [missing, setMissing] = useState(/** @type {string | null} */ (null));
  const option = command.options.find(({ name }) => name === focused);
  const { choices, trouble } = useCompletions({ command, option, typed, isWanted: list.isOpen });
  useEffect(() => (form.current?.querySelector('input') ?? form.current?.querySelector('button'))?.focus(), []);

  /** @param {string} name @param {Typed} value */
  const type = (name, value) => {
    setTyped({ ...typed, [name]: value });
    setMissing(null);
    list.open();
  };
  /** @param {number} index */
  const choose = (index) => {
    const choice = choices[index];
    if (!choice || !option) return;
    type(option.name, { text: choice.name, value: choice.value });
    list.close();
  };
  /** @param {string} name */
  const focus = (name) => {
    setFocused(name);
    list.open();
  };
  const send = async () => {
    const lacking = command.options.find(({ name, isRequired }) => isRequired && !typed[name]?.value);
    setMissing(lacking?.name ?? null);
    if (lacking) return focusField(form.current, lacking.name);
    onClose();
    await attempt('command', { channel: state.place, command: command.name, options: valuesOf(typed) });
  };
  return { form, typed, type, focus, option, choices, trouble, list, choose, missing, send };
}

/** @param {HTMLFormElement | null} form @param {string} name */
function focusField(form, name) {
  const field = /** @type {HTMLElement | null | undefined} */ (form?.querySelector(`[name="${name}"]`));
  field?.focus();
}
