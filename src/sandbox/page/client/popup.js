// @ts-check
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { html } from './markup.js';

const GAP = 4;

/**
 * A popup at a button's end or start, inside the window. Escape or a click elsewhere closes it and focuses the button.
 * @param {{ anchor: HTMLElement | null, onClose: () => void, children: unknown, className?: string, isStart?: boolean }} props
 */
export function Popup({ anchor, onClose, children, className = '', isStart = false }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  useLayoutEffect(() => {
    if (!box.current || !anchor) return;
    const { top, bottom, left, right } = anchor.getBoundingClientRect();
    const { width, height } = box.current.getBoundingClientRect();
    const isBelow = bottom + GAP + height <= innerHeight;
    box.current.style.top = `${Math.max(GAP, isBelow ? bottom + GAP : top - GAP - height)}px`;
    const start = isStart ? left : right - width;
    box.current.style.left = `${Math.min(Math.max(GAP, start), innerWidth - width - GAP)}px`;
  });
  useEffect(() => {
    /** @param {PointerEvent} event */
    const elsewhere = ({ target }) => {
      if (target instanceof Node && !box.current?.contains(target) && !anchor?.contains(target)) onClose();
    };
    /** @param {KeyboardEvent} event */
    const leave = ({ key }) => key === 'Escape' && onClose();
    document.addEventListener('pointerdown', elsewhere);
    anchor?.addEventListener('keydown', leave);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      anchor?.removeEventListener('keydown', leave);
    };
  }, [anchor, onClose]);
  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    event.preventDefault(); // else it closes the dialog around it too
    onClose();
    anchor?.focus();
  };
  return html`<div class="popup ${className}" ref=${box} onKeyDown=${keys}>${children}</div>`;
}
