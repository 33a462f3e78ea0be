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

const played = () => `played:${state.view?.guild.id}`;
const tried = () => `tried:${state.view?.guild.id}`;
const MARGIN = 10_000; // milliseconds in which the bot may still follow the story's last act

/** A snowflake of that time. @param {number} time */
const snowflakeAt = (time) => BigInt(time - 1_420_070_400_000) << 22n;

/** Records whether a person did something in this box: the story asks before it undoes that. */
export const markTried = (isTried = true) => remember(tried(), isTried ? 'yes' : '');

/** Records that all messages in the box are the story's until now. */
export function markPlayed() {
  remember(played(), String(snowflakeAt(Date.now() + (state.view?.levers.ahead ?? 0) + MARGIN)));
}

/** Whether somebody tried something in this box, here or elsewhere, since the story was last played. */
export function wasTried() {
  const until = BigInt(kept(played()) ?? 0);
  return (
    Boolean(kept(tried())) || (state.view?.places ?? []).some(({ lastMessageId }) => BigInt(lastMessageId ?? 0) > until)
  );
}
