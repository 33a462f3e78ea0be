// @ts-check
import { state } from './state.js';

const DAY = 86_400_000;
const clock = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit' });
const date = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const whole = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'short' });

/** The box's time, in milliseconds since 1970. */
const now = () => Date.now() + (state.view?.levers.ahead ?? 0);

/** @param {number} time */
const dayOf = (time) => Math.floor((time - new Date(time).getTimezoneOffset() * 60_000) / DAY);

/** @param {string} at ISO 8601 @returns {string} "Today at 3:49 AM" and the like */
export function spokenTime(at) {
  const time = Date.parse(at);
  const days = dayOf(now()) - dayOf(time);
  if (days === 0) return `Today at ${clock.format(time)}`;
  if (days === 1) return `Yesterday at ${clock.format(time)}`;
  return `${date.format(time)}, ${clock.format(time)}`;
}

/** @param {string} at ISO 8601 */
export const shortTime = (at) => clock.format(Date.parse(at));

/** @param {string} at ISO 8601 */
export const wholeTime = (at) => whole.format(Date.parse(at));

/** @param {string} at ISO 8601 */
export const dateOf = (at) => date.format(Date.parse(at));

/** @param {number} seconds @returns {string} "10 seconds", "2 hours" and the like */
export function spanOf(seconds) {
  const [count, unit] =
    seconds < 60 ? [seconds, 'second'] : seconds < 3600 ? [seconds / 60, 'minute'] : [seconds / 3600, 'hour'];
  return new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

/** @param {number} bytes */
export function fileSize(bytes) {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
