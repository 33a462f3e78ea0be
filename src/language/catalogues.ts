import { de } from './de.ts';
import { en } from './en.ts';

export type MessageKey = keyof typeof en;

/** What Discord shows of a command: `command.section.description`, and on with the names of its subcommand, option and choice. */
export type CommandKey = `command.${string}`;

/** One language: ICU messages, and the commands' names and descriptions, which in English stand in the commands themselves. */
export type Catalogue = Readonly<Partial<Record<MessageKey, string>> & Record<CommandKey, string>>;

/** All languages by the first part of their BCP 47 tags: another one is a file of its own, and a line here. */
export const CATALOGUES: ReadonlyMap<string, Catalogue> = new Map<string, Catalogue>([
  ['en', en],
  ['de', de],
]);
