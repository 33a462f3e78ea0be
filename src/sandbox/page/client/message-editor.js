// @ts-check
import { useLayoutEffect, useRef } from 'preact/hooks';
import { focusComposer } from './actions.js';
import { attempt } from './api.js';
import { html } from './markup.js';
import { update } from './state.js';

/** Edits a message in place. @param {{ message: import('../view.ts').ShownMessage }} props */
export function MessageEditor({ message }) {
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(-1, -1);
  }, []);
  const close = () => {
    update({ editing: null });
    focusComposer();
  };
  const save = async () => {
    const content = field.current?.value.trim() ?? '';
    if (content === message.content || (await attempt('edit', { message: message.id, content }))) close();
  };
  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') close();
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void save();
  };
  return html`<div class="editor">
    <textarea ref=${field} aria-label="Edit message" rows="2" onKeyDown=${keys}>${message.content}</textarea>
    <small
      >Escape to <button type="button" class="link" onClick=${close}>cancel</button> · Enter to${' '}
      <button type="button" class="link" onClick=${save}>save</button></small
    >
  </div>`;
}
