// @ts-check
import { kept, remember, state, update } from './state.js';

const name = () => `deeds:${state.view?.guild.id}`;

/** Deeds done by hand in this box, kept in this browser: such as `article`, and `said:ID` for a message. */
export const deeds = () => (kept(name()) ?? '').split(' ').filter(Boolean);

/** Records a person's deed; the story's do not count. @param {string} deed */
export function noteDeed(deed) {
  const before = deeds();
  if (state.playing || before.includes(deed)) return;
  remember(name(), [...before, deed].join(' '));
  update({});
}
