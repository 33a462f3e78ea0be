// @ts-check
import { useState } from 'preact/hooks';
import { attempt } from './api.js';
import { watch } from './live.js';
import { html } from './markup.js';
import { spokenSpan } from './spans.js';
import { state } from './state.js';

/** @typedef {import('../view.ts').PageView} PageView */

/** Bot permissions worth denying, by Discord's names. */
const PERMISSIONS = {
  ViewChannel: 'View Channel',
  SendMessages: 'Send Messages',
  SendMessagesInThreads: 'Send Messages in Threads',
  CreatePublicThreads: 'Create Public Threads',
  ReadMessageHistory: 'Read Message History',
  AttachFiles: 'Attach Files',
  EmbedLinks: 'Embed Links',
  ManageThreads: 'Manage Threads',
  PinMessages: 'Pin Messages',
};
const SPANS = { '1h': '1 hour', '1d': '1 day', '8d': '8 days' };

/** @param {PageView} view the channel whose permissions count, a thread's parent */
const channelOf = ({ open }) => (open?.kind === 'thread' ? open.parentId : (open?.id ?? null));

/** @param {{ view: PageView }} props */
function Permission({ view }) {
  const channel = channelOf(view);
  const { denied } = view.levers;
  const [name, setName] = useState('SendMessages');
  const isTaken = denied.includes(name);
  const place = view.places.find(({ id }) => id === channel);
  const turn = () => attempt('bot-permission', { as: 'owner', channel, permission: name, allowed: isTaken });
  return html`<div class="lever">
    <label
      >A permission of the bot in #${place?.name}
      <select
        value=${name}
        onChange=${(/** @type {Event} */ { currentTarget }) => setName(/** @type {HTMLSelectElement} */ (currentTarget).value)}
      >
        ${Object.entries(PERMISSIONS).map(([key, words]) => html`<option value=${key}>${words}${denied.includes(key) ? ' (taken)' : ''}</option>`)}
      </select>
    </label>
    <button type="button" class="button" disabled=${!channel} onClick=${turn}>
      ${isTaken ? 'Give it back' : 'Take it'}
    </button>
  </div>`;
}

/** Levers: Message Content, a permission of the bot, and time. @param {{ view: PageView }} props */
export function Levers({ view }) {
  const { messageContent, ahead } = view.levers;
  const turnContent = () => attempt('fault', { kind: 'intents', granted: messageContent ? [] : ['MessageContent'] });
  /** @param {string} advance */
  const pass = async (advance) => {
    await attempt('clock', { advance });
    watch();
  };
  return html`<section class="levers" aria-label="Levers">
    <div class="lever">
      <label class="choice"
        ><input type="checkbox" role="switch" checked=${messageContent} onChange=${turnContent} /> Message Content is
        granted</label
      >
      <small>Without it, Discord hides members’ messages from the bot.</small>
    </div>
    <${Permission} key=${state.place} view=${view} />
    <div class="lever" role="group" aria-label="Time">
      <span>Let time pass${ahead > 0 ? ` (${spokenSpan(ahead)} ahead)` : ''}</span>
      <span class="row"
        >${Object.entries(SPANS).map(([span, words]) => html`<button type="button" class="button" onClick=${() => pass(span)}>${words}</button>`)}</span
      >
    </div>
  </section>`;
}
