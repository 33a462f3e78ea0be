import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { en } from './en.ts';

export type MessageKey = keyof typeof en;

/** The key of a command text: `command.section.description`, or with the names of its subcommand, option and choice. */
export type CommandKey = `command.${string}`;

/** One language: ICU messages, and the commands' names and descriptions; the English ones are in the commands themselves. */
export type Catalogue = Readonly<Partial<Record<MessageKey, string>> & Record<CommandKey, string>>;

const LANGUAGE_FILE = /^([a-z]{2,3})\.ts$/;

/** Loads every language of a folder: `xx.ts` exports `xx`, the first part of a BCP 47 tag. Throws an Error that names the file. */
export async function loadCatalogues(folder: string): Promise<ReadonlyMap<string, Catalogue>> {
  const found = readdirSync(folder).flatMap((file) => LANGUAGE_FILE.exec(file)?.[1] ?? []);
  const languages = ['en', ...found.filter((language) => language !== 'en').toSorted()];
  return new Map(
    await Promise.all(languages.map(async (language) => [language, await load(folder, language)] as const)),
  );
}

async function load(folder: string, language: string): Promise<Catalogue> {
  if (language === 'en') return en;
  const path = join(folder, `${language}.ts`);
  const module = (await import(pathToFileURL(path).href)) as Readonly<Record<string, Catalogue>>;
  const catalogue = module[language];
  if (!catalogue) throw new Error(`${path} must export its sentences as \`${language}\``);
  return catalogue;
}

/** All languages; each is a file beside en.ts. */
export const CATALOGUES: ReadonlyMap<string, Catalogue> = await loadCatalogues(import.meta.dirname);

/** The translations of `key`, by BCP 47 tag, without English. */
export const translationsOf = (key: CommandKey): ReadonlyMap<string, string> =>
  new Map([...CATALOGUES].flatMap(([language, catalogue]) => (catalogue[key] ? [[language, catalogue[key]]] : [])));

/** A slash command as typed in a language: `privacy.show` is "/datenschutz ansehen" for `de`. */
export function typedCommand(path: string, language: string): string {
  const names = path.split('.');
  const catalogue = CATALOGUES.get(language);
  return `/${names.map((name, depth) => catalogue?.[`command.${names.slice(0, depth + 1).join('.')}.name`] ?? name).join(' ')}`;
}
