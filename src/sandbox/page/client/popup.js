// @ts-check
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { html } from './markup.js';

const GAP = 4;

/**
 * Holds what floats beside a button: inside the window, closed by Escape or by a click elsewhere; then the button has the focus again.
 * @param {{ anchor: HTMLElement | null, onClose: () => void, children: unknown, className?: string }} props
 */
export function Popup({ anchor, onClose, children, className = '' }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  useLayoutEffect(() => {
    if (!box.current || !anchor) return;
    const { top, bottom, right } = anchor.getBoundingClientRect();
    const { width, height } = box.current.getBoundingClientRect();
    const isBelow = bottom + GAP + height <= innerHeight;
    box.current.style.top = `${Math.max(GAP, isBelow ? bottom + GAP : top - GAP - height)}px`;
    box.current.style.left = `${Math.min(Math.max(GAP, right - width), innerWidth - width - GAP)}px`;
  });
  useEffect(() => {
    /** @param {PointerEvent} event */
    const elsewhere = ({ target }) => {
      if (target instanceof Node && !box.current?.contains(target) && !anchor?.contains(target)) onClose();
    };
    document.addEventListener('pointerdown', elsewhere);
    return () => document.removeEventListener('pointerdown', elsewhere);
  }, [anchor, onClose]);
  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
    anchor?.focus();
  };
  return html`<div class="popup ${className}" ref=${box} onKeyDown=${keys}>${children}</div>`;
}
