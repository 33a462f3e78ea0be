// @ts-check
import { kept, remember } from './state.js';

/** @typedef {import('../view.ts').PageView} PageView */
/** @typedef {import('../view.ts').ShownPlace} ShownPlace */

/** @param {string} member @param {string} place */
const name = (member, place) => `read:${member}:${place}`;

/** Marks the open place as read by the current member. @param {PageView} view */
export function markRead({ me, open }) {
  if (open?.lastMessageId) remember(name(me.id, open.id), open.lastMessageId);
}

/** Whether a place has messages that the member has not seen. @param {PageView} view @param {ShownPlace} place */
export function isUnread({ me, open }, place) {
  if (!place.lastMessageId || place.kind === 'forum' || open?.id === place.id) return false;
  return BigInt(kept(name(me.id, place.id)) ?? 0) < BigInt(place.lastMessageId);
}
