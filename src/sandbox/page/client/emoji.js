// @ts-check
import { useLayoutEffect, useRef } from 'preact/hooks';
import { html } from './markup.js';
import { Popup } from './popup.js';

const COLUMNS = 8;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS };

const EMOJI = {
  '👍': 'thumbs up',
  '👎': 'thumbs down',
  '❤️': 'heart',
  '😂': 'tears of joy',
  '🎉': 'party',
  '😮': 'astonished',
  '😢': 'crying',
  '🤔': 'thinking',
  '👀': 'eyes',
  '🙏': 'folded hands',
  '🔥': 'fire',
  '✅': 'check mark',
  '❓': 'question mark',
  '💡': 'light bulb',
  '🕊️': 'dove',
  '📰': 'newspaper',
};

/** @param {{ anchor: HTMLElement | null, onPick: (emoji: string) => void, onClose: () => void }} props */
export function EmojiPicker({ anchor, onPick, onClose }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  useLayoutEffect(() => box.current?.querySelector('button')?.focus(), []);
  /** @param {string} emoji */
  const pick = (emoji) => {
    onClose();
    anchor?.focus();
    onPick(emoji);
  };
  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    const all = [...(box.current?.querySelectorAll('button') ?? [])];
    const step = STEPS[/** @type {keyof typeof STEPS} */ (event.key)];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    all[all.findIndex((each) => each === document.activeElement) + step]?.focus();
  };
  return html`<${Popup} anchor=${anchor} onClose=${onClose}>
    <div role="group" aria-label="Reactions" class="emoji-grid" ref=${box} onKeyDown=${keys}>
      ${Object.entries(EMOJI).map(
        ([emoji, name]) =>
          html`<button type="button" aria-label=${name} title=${name} onClick=${() => pick(emoji)}>${emoji}</button>`,
      )}
    </div>
  <//>`;
}
