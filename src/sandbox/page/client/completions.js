// @ts-check
import { useEffect, useState } from 'preact/hooks';
import { post, wordsFor } from './api.js';
import { channels, people, roles } from './choices.js';
import { state } from './state.js';

/** @typedef {import('../view.ts').ShownCommand} ShownCommand */
/** @typedef {import('../view.ts').ShownOption} ShownOption */
/** @typedef {{ name: string, value: string }} Choice */
/** An option's typed text and the value to send. @typedef {{ text: string, value: unknown }} Typed */

export const OPTION = { user: 6, channel: 7, role: 8, mentionable: 9, attachment: 11 };
const PAUSE = 120; // milliseconds after the last key before the bot is asked
const MOST = 25;

/** @param {import('./choices.js').Choice[]} known @returns {Choice[]} */
const named = (known) => known.map(({ label, value }) => ({ name: label, value }));

/** @param {ShownOption} option @returns {Choice[] | null} what can be chosen without asking the bot */
function knownChoices({ type, choices, channelTypes }) {
  if (choices.length > 0) return choices;
  if (type === OPTION.channel) return named(channels(channelTypes));
  if (type === OPTION.user) return named(people());
  if (type === OPTION.role) return named(roles());
  if (type === OPTION.mentionable) return named([...people(), ...roles()]);
  return null;
}

/** @param {Record<string, Typed>} typed @returns {Record<string, unknown>} what is sent */
export const valuesOf = (typed) =>
  Object.fromEntries(Object.entries(typed).flatMap(([name, { value }]) => (value === '' ? [] : [[name, value]])));

/**
 * Suggestions for an option's text; asks the bot shortly after the last key.
 * @param {{ command: ShownCommand, option: ShownOption | undefined, typed: Record<string, Typed>, isWanted: boolean }} asking
 * @returns {{ choices: Choice[], trouble: string | null }}
 */
export function useCompletions({ command, option, typed, isWanted }) {
  const [answer, setAnswer] = useState(
    /** @type {{ choices: Choice[], trouble: string | null }} */ ({ choices: [], trouble: null }),
  );
  const text = (option && typed[option.name]?.text) ?? '';
  const known = option ? knownChoices(option) : null;
  const isAsked = isWanted && known === null && (option?.completes ?? false);
  useEffect(() => {
    setAnswer({ choices: [], trouble: null });
    if (!isAsked || !option) return;
    let isStale = false;
    const ask = async () => {
      const options = { ...valuesOf(typed), [option.name]: text };
      const body = { channel: state.place, command: command.name, options, focused: option.name };
      try {
        /** @type {{ choices: Choice[] }} */
        const { choices } = await post('autocomplete', body);
        if (!isStale) setAnswer({ choices, trouble: null });
      } catch (error) {
        if (!isStale) setAnswer({ choices: [], trouble: `Loading options failed. ${wordsFor(error)}` });
      }
    };
    const timer = setTimeout(() => void ask(), PAUSE);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [option?.name, text, isAsked]);
  if (!isWanted || known === null) return answer;
  const wanted = text.toLowerCase();
  const choices = known.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, MOST);
  return { choices, trouble: null };
}
