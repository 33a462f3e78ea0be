// @ts-check
import { attempt, tell } from './api.js';
import { go } from './live.js';
import { state, update } from './state.js';

/** @typedef {import('../view.ts').ShownMessage} ShownMessage */
/** @typedef {import('../view.ts').OpenPlace} OpenPlace */

/** Focuses the composer, or the conversation if writing is not possible. */
export function focusComposer() {
  const field = document.querySelector('#message');
  const read = document.querySelector('.conversation');
  if (field) field.dispatchEvent(new Event('take-focus'));
  else if (read instanceof HTMLElement) read.focus();
}

/** Types into the composer for the person. @param {string} text */
export function typeFor(text) {
  const field = document.querySelector('#message');
  if (!(field instanceof HTMLTextAreaElement)) return;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** @param {ShownMessage} message */
export const reply = (message) => {
  update({ replyTo: message, editing: null });
  focusComposer();
};

/** @param {ShownMessage} message */
export const edit = ({ id }) => update({ editing: id });

/** @param {ShownMessage} message @param {string} emoji */
export function toggleReaction({ id, reactions }, emoji) {
  const isMine = reactions.find(({ key }) => key === emoji)?.isMine ?? false;
  return attempt(isMine ? 'unreact' : 'react', { message: id, emoji });
}

/** @param {ShownMessage} message */
const openThread = async (message) => {
  const name =
    (message.content.split('\n')[0] ?? '')
      .replaceAll(/[#*_>`-]/g, '')
      .trim()
      .slice(0, 100) || 'Thread';
  const answer = /** @type {{ thread: string } | null} */ (
    await attempt('open-thread', { channel: state.place, message: message.id, name })
  );
  if (answer) go(answer.thread);
};

/** @param {string} text @param {string} what */
async function copy(text, what) {
  await navigator.clipboard.writeText(text);
  tell(`${what} copied.`);
}

/**
 * The menu items for a message; message commands are under "Apps".
 * @param {ShownMessage} message
 * @param {OpenPlace} place
 * @returns {import('./menu.js').MenuItem[]}
 */
export function itemsFor(message, place) {
  const { id } = message;
  const link = `${location.origin}/channels/${state.view?.guild.id}/${place.id}/${id}`;
  const apps = message.isPrivate ? [] : (state.view?.commands.filter(({ kind }) => kind === 'message') ?? []);
  const canThread = place.may.openThread && !message.thread && !message.isPrivate && !message.system;
  return [
    ...(message.may.edit ? [{ label: 'Edit message', act: () => edit(message) }] : []),
    ...(place.may.send && !message.isPrivate && !message.system ? [{ label: 'Reply', act: () => reply(message) }] : []),
    ...(place.may.pin && !message.isPrivate && !message.system
      ? [
          message.isPinned
            ? { label: 'Unpin message', act: () => void attempt('unpin', { message: id }) }
            : { label: 'Pin message', act: () => void attempt('pin', { message: id }) },
        ]
      : []),
    ...(canThread ? [{ label: 'Create thread', act: () => void openThread(message) }] : []),
    { label: 'Copy message link', act: () => void copy(link, 'Link') },
    { label: 'Copy message ID', act: () => void copy(id, 'ID') },
    ...apps.map(({ name, label }) => ({
      label,
      group: 'Apps',
      act: () => void attempt('menu', { message: id, command: name }),
    })),
    ...(message.may.delete
      ? [
          {
            label: message.isPrivate ? 'Dismiss message' : 'Delete message',
            group: ' ',
            isDanger: true,
            act: () => void attempt('delete', { messages: [id] }).then(focusComposer),
          },
        ]
      : []),
  ];
}
