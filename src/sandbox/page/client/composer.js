// @ts-check
import { useEffect, useRef } from 'preact/hooks';
import { edit } from './actions.js';
import { CommandForm } from './command-form.js';
import { Icon } from './icons.js';
import { html } from './markup.js';
import { state, update } from './state.js';
import { comboboxOf, nextPlace, Suggestions } from './suggestions.js';
import { spanOf } from './times.js';
import { uploadsFrom } from './uploads.js';
import { useWriting } from './writing.js';

/** @typedef {import('../view.ts').PageView} PageView */
/** @typedef {import('../view.ts').OpenPlace} OpenPlace */
/** @typedef {import('./uploads.js').Upload} Upload */
/** @typedef {import('./writing.js').Writing} Writing */

const LIST = 'command-suggestions';
const LINES = 8; // at most, then the field scrolls
const BRIEF = 32; // characters that a narrow field shows
let lastPlace = '';

/** @param {PageView} view */
const hiddenNote = ({ hiddenCommands, me }) =>
  hiddenCommands > 0 ? `${hiddenCommands} more that ${me.name} has no permission to use.` : null;

/** @param {{ uploads: Upload[], onRemove: (upload: Upload) => void }} props */
const Uploads = ({ uploads, onRemove }) =>
  uploads.length > 0 &&
  html`<ul class="uploads">
    ${uploads.map(
      (upload) =>
        html`<li>
          <${Icon} name="file" />${upload.filename}
          <button type="button" class="tool" aria-label="Remove ${upload.filename}" onClick=${() => onRemove(upload)}>
            <${Icon} name="close" />
          </button>
        </li>`,
    )}
  </ul>`;

const ReplyLine = () =>
  state.replyTo &&
  html`<p class="reply-line">
    Replying to <strong>${state.replyTo.author.name}</strong>
    <button type="button" class="tool" aria-label="Do not reply" onClick=${() => update({ replyTo: null })}>
      <${Icon} name="close" />
    </button>
  </p>`;

/** The composer's keyboard handler. @param {Writing} writing @param {OpenPlace} place @returns {(event: KeyboardEvent) => void} */
const keysFor = (writing, place) => (event) => {
  const field = /** @type {HTMLTextAreaElement} */ (event.currentTarget);
  const { text, at, setAt, meant, setCommand, closeList, send } = writing;
  const next = nextPlace(event.key, { at, count: meant.length });
  const chosen = meant[at];
  const own = text === '' ? place.messages.findLast(({ may }) => may.edit) : undefined;
  if (next !== null) setAt(next);
  else if (chosen && (event.key === 'Enter' || event.key === 'Tab')) setCommand(chosen);
  else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) void send(field.value);
  else if (event.key === 'Escape' && chosen) closeList();
  else if (event.key === 'Escape') update({ replyTo: null });
  else if (event.key === 'ArrowUp' && own) edit(own);
  else return;
  event.preventDefault();
};

/** @param {string} words */
const briefly = (words) => (words.length > BRIEF ? `${words.slice(0, BRIEF - 1).trimEnd()}…` : words);

/** @param {{ place: OpenPlace, writing: Writing, field: { readonly current: HTMLTextAreaElement | null } }} props */
function Field({ place, writing, field }) {
  const text = state.playing?.ghost ?? writing.text;
  const name = place.kind === 'thread' ? place.name : `#${place.name}`;
  const hint = `Message ${name}${place.noCommands ? '' : ', or / for commands'}`;
  return html`<textarea
    id="message"
    ref=${field}
    rows=${Math.min(LINES, text.split('\n').length)}
    aria-label=${hint}
    placeholder=${hint.length > BRIEF ? briefly(`Message ${name}`) : hint}
    value=${text}
    readonly=${state.playing?.ghost !== undefined}
    ...${comboboxOf(LIST, { at: writing.at, count: writing.meant.length })}
    onKeyDown=${keysFor(writing, place)}
    onInput=${(/** @type {Event} */ { currentTarget }) =>
      writing.type(/** @type {HTMLTextAreaElement} */ (currentTarget).value)}
  ></textarea>`;
}

/** Focuses the composer when another place opens, when a person begins to type, and on request. @param {string} place @param {unknown} command */
function useFocus(place, command) {
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  useEffect(() => {
    const focus = () => field.current?.focus();
    const isTouched = matchMedia('(pointer: coarse)').matches; // there a keyboard would cover half of what was opened
    if (lastPlace && lastPlace !== place && state.message === null && !isTouched && !state.playing) focus(); // else the message has it that a link led to
    lastPlace = place;
    addEventListener('keydown', focusOnTyping);
    field.current?.addEventListener('take-focus', focus);
    return () => {
      removeEventListener('keydown', focusOnTyping);
      field.current?.removeEventListener('take-focus', focus);
    };
  }, [place, command]);
  return field;
}

/** Where a letter has a meaning of its own, or is written already. */
const TAKES_LETTERS = 'input:not([type=radio], [type=checkbox]), textarea, select, dialog, .popup, [role=menu]';

/** Gives the composer the focus when a person begins to type; what is typed goes into it. @param {KeyboardEvent} event */
function focusOnTyping({ key, target, ctrlKey, metaKey, altKey, isComposing, defaultPrevented }) {
  const isLetter = key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey && !isComposing;
  if (!isLetter || defaultPrevented || state.playing || document.querySelector('dialog[open]')) return;
  if (target instanceof Element && target.closest(TAKES_LETTERS)) return;
  const field = document.querySelector('#message');
  if (field instanceof HTMLElement) field.focus();
}

/** @param {{ onFiles: (files: Iterable<File> | null) => void }} props */
function UploadButton({ onFiles }) {
  /** @param {Event} event */
  const take = ({ currentTarget }) => {
    const input = /** @type {HTMLInputElement} */ (currentTarget);
    onFiles([...(input.files ?? [])]);
    input.value = ''; // else choosing the same file again would change nothing
  };
  return html`<label class="tool upload" title="Upload a file">
    <${Icon} name="plus" /><span class="unseen">Upload a file</span>
    <input type="file" multiple onChange=${take} />
  </label>`;
}

/** @param {{ view: PageView, writing: Writing }} props */
function Commands({ view, writing: { meant, at, setCommand } }) {
  const items = meant.map(({ name, label, description }) => ({ key: name, label: `/${label}`, about: description }));
  /** @param {number} index */
  const choose = (index) => setCommand(meant[index] ?? null);
  return (
    items.length > 0 &&
    html`<${Suggestions}
      id=${LIST}
      label="Commands of the bot"
      items=${items}
      at=${at}
      foot=${hiddenNote(view)}
      onChoose=${choose}
    />`
  );
}

/** Notes above the composer. @param {{ place: OpenPlace }} props */
const About = ({ place: { archived, slowMode, closed } }) => [
  !closed && archived && html`<p class="composer-note">This thread is closed. A message reopens it.</p>`,
  !closed && slowMode > 0 && html`<p class="composer-note">Slow mode: one message every ${spanOf(slowMode)}.</p>`,
];

/** The composer: text, files, replies, commands. @param {{ view: PageView, place: OpenPlace }} props */
export function Composer({ view, place }) {
  const writing = useWriting({ view, place });
  const { text, uploads, setUploads, command } = writing;
  const field = useFocus(place.id, command);
  const leave = () => {
    writing.leaveCommand();
    requestAnimationFrame(() => field.current?.focus());
  };
  /** @param {Iterable<File> | null | undefined} files */
  const add = async (files) => files && setUploads([...uploads, ...(await uploadsFrom(files))]);
  /** @param {ClipboardEvent} event */
  const paste = ({ clipboardData }) => add(clipboardData?.files);
  /** @param {Upload} upload */
  const remove = (upload) => setUploads(uploads.filter((each) => each !== upload));
  const sendByButton = () => {
    field.current?.focus();
    return writing.send(field.current?.value);
  };
  if (place.closed && (place.noCommands || place.locked))
    return html`<p class="closed" role="note">${place.closed}</p>`;
  if (command) return html`<div class="composer"><${CommandForm} command=${command} onClose=${leave} /></div>`;
  return html`<div class="composer" onPaste=${paste}>
    ${place.closed && html`<p class="closed">${place.closed} Commands can be used.</p>`}
    ${text.startsWith('/') && place.noCommands && html`<p class="closed" role="status">${place.noCommands}</p>`}
    <${About} place=${place} />
    <${Commands} view=${view} writing=${writing} />
    <${ReplyLine} />
    <${Uploads} uploads=${uploads} onRemove=${remove} />
    <div class="composer-line">
      ${place.may.attach && html`<${UploadButton} onFiles=${add} />`}
      <${Field} place=${place} writing=${writing} field=${field} />
      <button type="button" class="tool send" aria-label="Send" title="Send" onClick=${sendByButton}>
        <${Icon} name="send" />
      </button>
    </div>
  </div>`;
}
