// @ts-check
import { useLayoutEffect, useRef } from 'preact/hooks';
import { html } from './markup.js';
import { Popup } from './popup.js';

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
  return html`<${Popup} anchor=${anchor} onClose=${onClose}>
    <div role="group" aria-label="Reactions" class="emoji-grid" ref=${box}>
      ${Object.entries(EMOJI).map(
        ([emoji, name]) =>
          html`<button type="button" aria-label=${name} title=${name} onClick=${() => pick(emoji)}>${emoji}</button>`,
      )}
    </div>
  <//>`;
}
