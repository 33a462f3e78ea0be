// @ts-check
import { useState } from 'preact/hooks';
import { attempt } from './api.js';
import { state, update } from './state.js';

/** @typedef {import('../view.ts').PageView} PageView */
/** @typedef {import('../view.ts').OpenPlace} OpenPlace */
/** @typedef {import('../view.ts').ShownCommand} ShownCommand */
/** @typedef {import('./uploads.js').Upload} Upload */
/** @typedef {ReturnType<typeof useWriting>} Writing */

/** @param {PageView} view @param {string} text @returns {ShownCommand[]} the commands that may be meant */
function commandsMeant({ commands }, text) {
  if (!text.startsWith('/')) return [];
  const wanted = text.slice(1).toLowerCase();
  return commands.filter(
    ({ kind, name, label }) => kind === 'slash' && (label.startsWith(wanted) || name.startsWith(wanted)),
  );
}

/** Unsent drafts by place. @type {Map<string, string>} */
const drafts = new Map();

/** The current draft: text, files, a command; kept until sent. @param {{ view: PageView, place: OpenPlace }} props */
export function useWriting({ view, place }) {
  const [text, setWritten] = useState(drafts.get(place.id) ?? '');
  /** @param {string} value */
  const setText = (value) => {
    drafts.set(place.id, value);
    setWritten(value);
  };
  const [uploads, setUploads] = useState(/** @type {Upload[]} */ ([]));
  const [command, setCommand] = useState(/** @type {ShownCommand | null} */ (null));
  const [at, setAt] = useState(0);
  const [isListOpen, setListOpen] = useState(true);
  const meant = isListOpen && !place.noCommands ? commandsMeant(view, text) : [];
  /** @param {string} value */
  const type = (value) => {
    const exact = commandsMeant(view, value.trimEnd()).find(
      ({ name, label }) => `/${label} ` === value || `/${name} ` === value,
    );
    setText(value);
    setListOpen(true);
    setAt(0);
    if (exact && !place.noCommands) setCommand(exact);
  };
  const leaveCommand = () => {
    setCommand(null);
    setText('');
  };
  /** @param {string} [written] what stands in the field, which may be ahead of what was shown last */
  const send = async (written = text) => {
    const content = written.trim();
    if (!content && uploads.length === 0) return;
    setText('');
    const { replyTo } = state;
    const body = { channel: place.id, content, ...(replyTo && { replyTo: replyTo.id }), attachments: uploads };
    if (!(await attempt('say', body))) return setText(content);
    setUploads([]);
    update({ replyTo: null });
  };
  const closeList = () => setListOpen(false);
  return { text, type, uploads, setUploads, command, setCommand, leaveCommand, at, setAt, meant, closeList, send };
}
