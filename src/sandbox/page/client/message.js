// @ts-check
import { useRef, useState } from 'preact/hooks';
import { edit, itemsFor, reply, toggleReaction } from './actions.js';
import { attempt } from './api.js';
import { Attachments, Embeds } from './attachments.js';
import { Avatar } from './avatar.js';
import { Components } from './components.js';
import { EmojiPicker } from './emoji.js';
import { Icon } from './icons.js';
import { go } from './live.js';
import { html } from './markup.js';
import { Menu } from './menu.js';
import { MessageEditor } from './message-editor.js';
import { state } from './state.js';
import { shortTime, spokenTime, wholeTime } from './times.js';

/** @typedef {import('../view.ts').ShownMessage} ShownMessage */
/** @typedef {import('../view.ts').OpenPlace} OpenPlace */
/** @typedef {{ message: ShownMessage, place: OpenPlace }} Props */

/** @param {{ message: ShownMessage }} props */
function AnswerLine({ message: { answers, asked } }) {
  if (answers) {
    const { id, name, text } = answers;
    return html`<p class="answers">
      <${Icon} name="reply" /><span class="unseen">In reply to </span>
      ${
        id
          ? html`<button type="button" class="quiet" onClick=${() => go(state.place, { message: id })}>
              <strong>${name}</strong> ${text}
            </button>`
          : html`<em>${text}</em>`
      }
    </p>`;
  }
  return asked
    ? html`<p class="answers">
        <strong>${asked.name}</strong> used ${asked.command ? html`<code>${asked.command}</code>` : 'a command'}
      </p>`
    : null;
}

/** @param {Props} props */
function Reactions({ message, place }) {
  if (message.reactions.length === 0) return null;
  return html`<div class="reactions">
    ${message.reactions.map(
      ({ emoji, key, count, isMine, names }) =>
        html`<button
          type="button"
          key=${key}
          class="reaction"
          aria-pressed=${String(isMine)}
          aria-label="${emoji} ${count}"
          title=${names.join(', ')}
          disabled=${!isMine && !place.may.react}
          onClick=${() => toggleReaction(message, key)}
        >
          <span>${emoji}</span> ${count}
        </button>`,
    )}
  </div>`;
}

/** @param {Props} props */
function Toolbar({ message, place }) {
  const [open, setOpen] = useState(/** @type {'emoji' | 'menu' | null} */ (null));
  const react = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const more = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const close = () => setOpen(null);
  const takesReaction = place.may.react && !message.isPrivate && !message.system;
  return html`<div class="toolbar ${open ? 'is-open' : ''}" role="group" aria-label="Message actions">
    ${takesReaction && html`<button type="button" ref=${react} aria-label="Add reaction" title="Add reaction" aria-expanded=${String(open === 'emoji')} onClick=${() => setOpen(open ? null : 'emoji')}><${Icon} name="react" /></button>`}
    ${message.may.edit && html`<button type="button" aria-label="Edit" title="Edit" onClick=${() => edit(message)}><${Icon} name="edit" /></button>`}
    ${place.may.send && !message.isPrivate && !message.system && html`<button type="button" aria-label="Reply" title="Reply" onClick=${() => reply(message)}><${Icon} name="reply" /></button>`}
    <button
      type="button"
      ref=${more}
      aria-label="More"
      title="More"
      aria-haspopup="menu"
      aria-expanded=${String(open === 'menu')}
      onClick=${() => setOpen(open ? null : 'menu')}
    >
      <${Icon} name="more" />
    </button>
    ${open === 'emoji' && html`<${EmojiPicker} anchor=${react.current} onClose=${close} onPick=${(/** @type {string} */ emoji) => attempt('react', { message: message.id, emoji })} />`}
    ${open === 'menu' && html`<${Menu} label="Message" items=${itemsFor(message, place)} anchor=${more.current} onClose=${close} />`}
  </div>`;
}

/** @param {Props} props */
function Body({ message, place }) {
  const { html: words, isThinking, editedAt } = message;
  if (state.editing === message.id) return html`<${MessageEditor} message=${message} />`;
  return html`
    ${isThinking ? html`<p class="thinking">${message.author.name} is thinking…</p>` : ''}
    ${words && html`<div class="words ${editedAt ? 'is-edited' : ''}" dangerouslySetInnerHTML=${{ __html: words }}></div>`}
    ${editedAt && html`<small class="edited" title=${wholeTime(editedAt)}>(edited)</small>`}
    <${Attachments} files=${message.attachments} />
    <${Embeds} embeds=${message.embeds} />
    ${message.others.map((label) => html`<p class="other">${label}</p>`)}
    <${Components} message=${message} />
    <${Reactions} message=${message} place=${place} />
    ${message.thread && html`<${ThreadCard} thread=${message.thread} />`}
    ${message.isPrivate && html`<p class="private">Only you can see this · <button type="button" class="link" onClick=${() => attempt('delete', { messages: [message.id] })}>Dismiss message</button></p>`}
  `;
}

/** @param {{ thread: NonNullable<ShownMessage['thread']> }} props */
const ThreadCard = ({ thread: { id, name, count } }) =>
  html`<button type="button" class="thread-card" onClick=${() => go(id)}>
    <${Icon} name="thread" /><strong>${name}</strong> <span>${count === 1 ? '1 message' : `${count} messages`} ›</span>
  </button>`;

/** @param {{ message: ShownMessage, isFollowing: boolean }} props */
const Head = ({ message: { author, at, isPinned, isSilent }, isFollowing }) =>
  isFollowing
    ? html`<time class="gutter" datetime=${at} title=${wholeTime(at)}>${shortTime(at)}</time>`
    : html`<header>
        <strong class="author">${author.name}</strong>${author.isBot && html`<span class="app-sign">APP</span>`}
        <time datetime=${at} title=${wholeTime(at)}>${spokenTime(at)}</time>
        ${isSilent && html`<span class="soft" title="Sent without a notification">silent</span>`}
        ${isPinned && html`<span class="pinned"><${Icon} name="pin" />pinned</span>`}
      </header>`;

/** A right-click or long press opens the message's menu, except where the browser's own is more useful. @param {MouseEvent} event */
function openMenu(event) {
  if (!(event.target instanceof Element) || !(event.currentTarget instanceof Element)) return;
  if (event.target.closest('a, textarea, [role=menu]') || !getSelection()?.isCollapsed) return;
  const more = event.currentTarget.querySelector('[aria-haspopup=menu]');
  if (!(more instanceof HTMLElement)) return;
  event.preventDefault();
  more.click();
}

/**
 * One message. It follows the one above when the same author wrote both within a few minutes.
 * @param {Props & { isFollowing: boolean, isTarget: boolean }} props
 */
export function Message({ message, place, isFollowing, isTarget }) {
  const classes = [
    'message',
    isFollowing && 'is-following',
    isTarget && 'is-target',
    state.playing?.about === message.id && 'is-spotlit',
    message.isPrivate && 'is-private',
  ];
  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'r' && place.may.send && !message.isPrivate) reply(message);
    else if (event.key === 'e' && message.may.edit) edit(message);
    else return;
    event.preventDefault();
  };
  return html`<li
    class=${classes.filter(Boolean).join(' ')}
    id="m${message.id}"
    tabindex="-1"
    data-message
    onKeyDown=${keys}
    onContextMenu=${openMenu}
  >
    <article aria-label="${message.author.name}, ${spokenTime(message.at)}">
      <${AnswerLine} message=${message} />
      ${!isFollowing && !message.system && html`<${Avatar} member=${message.author} />`}
      ${
        message.system
          ? html`<p class="system">
              <${Icon} name="pin" /><strong>${message.author.name}</strong> ${message.system}
              <time datetime=${message.at}>${spokenTime(message.at)}</time>
            </p>`
          : html`<${Head} message=${message} isFollowing=${isFollowing} />`
      }
      <${Body} message=${message} place=${place} />
      <${Toolbar} message=${message} place=${place} />
    </article>
  </li>`;
}
