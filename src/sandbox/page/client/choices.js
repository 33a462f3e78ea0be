// @ts-check
import { state } from './state.js';

/** @typedef {import('../view.ts').ShownComponent} ShownComponent */
/** @typedef {{ label: string, value: string, description?: string | null }} Choice */

const MENU = { people: 5, roles: 6, both: 7, channels: 8 };
const PLACE_TYPES = { text: 0, announcement: 5, forum: 15, thread: 11 };

/** @returns {Choice[]} everybody in the guild */
export const people = () => (state.view?.members ?? []).map(({ id, name }) => ({ label: `@${name}`, value: id }));

/** @returns {Choice[]} the guild's roles */
export const roles = () => (state.view?.roles ?? []).map(({ id, name }) => ({ label: `@${name}`, value: id }));

/** @param {number[]} types none: all @returns {Choice[]} what the member sees of channels and threads */
export const channels = (types) =>
  (state.view?.places ?? [])
    .filter(({ kind }) => types.length === 0 || types.includes(PLACE_TYPES[kind]))
    .map(({ id, kind, name }) => ({ label: kind === 'thread' ? name : `#${name}`, value: id }));

/** The options of any kind of menu. @param {ShownComponent} component @returns {Choice[]} */
export function choicesOf({ type, options, channelTypes }) {
  if (type === MENU.people) return people();
  if (type === MENU.roles) return roles();
  if (type === MENU.both) return [...people(), ...roles()];
  return type === MENU.channels ? channels(channelTypes) : options;
}

/** A menu's default selection. @param {ShownComponent} component @returns {string[]} */
export const defaultsOf = ({ options, defaults }) => [
  ...defaults,
  ...options.flatMap(({ value, isDefault }) => (isDefault ? [value] : [])),
];
