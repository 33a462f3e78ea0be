// @ts-check
import { kept, remember, state, update } from './state.js';

const name = () => `deeds:${state.view?.guild.id}`;

/** What was done by hand in this box and kept in this browser: words such as `article`, and `said:ID` for what was written. */
export const deeds = () => (kept(name()) ?? '').split(' ').filter(Boolean);

/** Keeps what a person did; what the story does is not theirs. @param {string} deed */
export function noteDeed(deed) {
  const before = deeds();
  if (state.playing || before.includes(deed)) return;
  remember(name(), [...before, deed].join(' '));
  update({});
}
