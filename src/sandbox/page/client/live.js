// @ts-check
import { noteDeed } from './deeds.js';
import { markRead } from './unread.js';
import { remember, state, update } from './state.js';

/** @typedef {import('../view.ts').PageView} PageView */

/** @type {EventSource | null} */
let source = null;

/** Watches the open place as the current member; the view is sent again after every change. */
export function watch() {
  source?.close();
  const { as, place, most, message } = state;
  const query = new URLSearchParams({ as, place, most: String(most), message: message ?? '' });
  source = new EventSource(`/sandbox/events?${query}`);
  source.addEventListener('message', ({ data }) => take(/** @type {PageView} */ (JSON.parse(String(data)))));
  source.addEventListener('error', () => update({ isConnected: false }));
}

/** @param {PageView} view */
function take(view) {
  const hasPlace = view.open !== null;
  if (hasPlace) markRead(view);
  update({ view, isConnected: true });
  const [first] = view.places;
  if (!state.place && first) go(first.id, { isReplacing: true });
}

/** @returns {string} the address of what is open */
const address = () =>
  `/channels/${state.view?.guild.id ?? '@me'}/${state.place}${state.message ? `/${state.message}` : ''}`;

/**
 * Opens a channel or thread, at a message if one is given.
 * @param {string} place
 * @param {{ message?: string | null, isReplacing?: boolean }} [how]
 */
export function go(place, { message = null, isReplacing = false } = {}) {
  const isOther = place !== state.place;
  if (state.view?.places.some(({ id, kind }) => id === place && kind === 'thread')) noteDeed('thread');
  update({
    place,
    message,
    jumps: state.jumps + 1,
    pane: 'talk',
    ...(isOther && { replyTo: null, editing: null, most: 100, notice: null }),
  });
  history[isReplacing ? 'replaceState' : 'pushState'](null, '', address());
  remember('place', place);
  if (isOther || message) watch();
}

/** Switches to another member. @param {string} as */
export function become(as) {
  if (as === state.as) return;
  update({ as, replyTo: null, editing: null, modal: null, notice: null });
  remember('as', as);
  watch();
}

/** Loads earlier messages. */
export function showEarlier() {
  update({ most: state.most + 100 });
  watch();
}

/** Follows a guild link without a page load. @param {URL} url @returns {boolean} whether it was one */
export function follow(url) {
  const [, channels, , place, message] = url.pathname.split('/');
  if (channels !== 'channels' || !place || url.origin !== location.origin) return false;
  go(place, { message: message ?? null });
  return true;
}

addEventListener('popstate', () => {
  const [, , , place = '', message = null] = location.pathname.split('/');
  update({ place, message });
  watch();
});
