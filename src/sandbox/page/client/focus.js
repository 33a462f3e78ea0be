// @ts-check
import { focusComposer } from './actions.js';

/** Restores the focus to the previous element, or else its message, or else the composer. @param {Element | null} before */
export function giveFocus(before) {
  const message = before?.closest('[data-message]');
  for (const each of [message, before]) if (each instanceof HTMLElement) each.focus({ preventScroll: true }); // a message shows its actions when it has the focus
  if (document.activeElement === document.body) focusComposer();
}

/**
 * Keeps the focus nearby when the focused element disappears, such as a button of an edited message: it moves to
 * that message, or to the composer. @param {HTMLElement} root
 */
export function keepFocus(root) {
  /** @type {Element | null} */
  let last = null;
  let message = '';
  root.addEventListener('focusin', ({ target }) => {
    last = /** @type {Element} */ (target);
    message = last.closest('[data-message]')?.id ?? '';
  });
  root.addEventListener('pointerdown', () => (last = null), { capture: true }); // where nothing takes the focus, none is wanted
  new MutationObserver(() => {
    if (!last || last.isConnected || document.activeElement !== document.body) return;
    last = null;
    const home = message && document.getElementById(message);
    if (home) home.focus({ preventScroll: true });
    else focusComposer();
  }).observe(root, { childList: true, subtree: true });
}
