// @ts-check
import { useLayoutEffect, useState } from 'preact/hooks';

/** @typedef {import('../view.ts').PageView} PageView */
/** @typedef {import('../view.ts').ShownMessage} ShownMessage */

/**
 * The story's progress.
 * @typedef {object} Playing
 * @property {number} chapter its index
 * @property {number} step the index of the step that is played; the number of steps when the chapter has ended
 * @property {number} steps how many the chapter has; 0 until it is loaded
 * @property {string} title the step's
 * @property {string | null} shown what the page shows after it
 * @property {string | null} about the message that the step is about
 * @property {string | null} looksAt what of the framed page is spotlit, as a selector; null for the comment of `about`
 * @property {boolean} isPaused
 * @property {string} [ghost] what is being typed
 * @property {Readonly<Record<string, unknown>>} [fields] what is being filled into a modal
 * @property {{ message?: unknown, customId?: unknown }} [pressed] the button that is about to be pressed
 */

/** @typedef {'belowline' | keyof typeof FILLINGS} Site Belowline's page, or the example site's by what fills it */

/** What fills the example site's page. */
export const FILLINGS = { script: 'a script', include: 'its server', fill: 'npm run fill' };

/**
 * The page's state besides the view.
 * @typedef {object} PageState
 * @property {string} as the current member's username
 * @property {string} place the open channel or thread; '' until there is a view
 * @property {string | null} message the message that a link led to
 * @property {number} jumps counts followed links, so the same link works twice
 * @property {number} most how many of the last messages to load
 * @property {PageView | null} view
 * @property {boolean} isConnected
 * @property {'places' | 'talk' | 'article'} pane what a narrow screen shows
 * @property {ShownMessage | null} replyTo
 * @property {string | null} editing the message that is being edited
 * @property {string | null} modal the modal that is open, by its id
 * @property {{ text: string, isError: boolean } | null} notice
 * @property {string} article the path of the page in the frame
 * @property {Site} site whose page of the article the frame shows
 * @property {boolean} isHoodOpen whether wire and levers are shown
 * @property {Playing | null} playing
 * @property {number | null} wanted the chapter that is played once the person agrees to lose what they tried
 */

/** Screens that show one part of the page at a time, as in base.css. */
export const NARROW = '(max-width: 900px)';

const keep = 'sandbox:';

/** @param {string} name @returns {string | null} what was kept in this browser */
export const kept = (name) => localStorage.getItem(keep + name);

/** @param {string} name @param {string} value */
export const remember = (name, value) => localStorage.setItem(keep + name, value);

const [, , , place = '', message = null] = location.pathname.split('/');

/** @param {string | null} name @returns {Site} */
export const siteNamed = (name) => (name !== null && name in FILLINGS ? /** @type {Site} */ (name) : 'belowline');

/** @type {PageState} */
export const state = {
  as: new URLSearchParams(location.search).get('as') ?? kept('as') ?? 'owner',
  place: location.pathname.startsWith('/channels/') ? place : (kept('place') ?? ''),
  message,
  jumps: 0,
  most: 100,
  view: null,
  isConnected: false,
  pane: 'talk',
  replyTo: null,
  editing: null,
  modal: null,
  notice: null,
  article: '',
  site: siteNamed(kept('site')),
  isHoodOpen: false,
  playing: null,
  wanted: null,
};

/** @type {Set<() => void>} */
const listeners = new Set();

/** Changes the state and shows it. @param {Partial<PageState>} patch */
export function update(patch) {
  Object.assign(state, patch);
  for (const listener of listeners) listener();
}

/** The state; rerenders the component whenever it changes. */
export function usePageState() {
  const [, again] = useState(0);
  // an ordinary effect waits for a frame, and what comes before it would not be shown
  useLayoutEffect(() => {
    const listener = () => again((count) => count + 1);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return state;
}
