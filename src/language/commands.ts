import { CATALOGUES, type CommandKey } from './catalogues.ts';

/** What stands for `key` in other languages than English, by their BCP 47 tags. */
export const translationsOf = (key: CommandKey): ReadonlyMap<string, string> =>
  new Map([...CATALOGUES].flatMap(([language, catalogue]) => (catalogue[key] ? [[language, catalogue[key]]] : [])));

/** A slash command as it is typed in a language: `privacy.show` is "/datenschutz ansehen" for `de`. */
export function typedCommand(path: string, language: string): string {
  const names = path.split('.');
  const catalogue = CATALOGUES.get(language);
  return `/${names.map((name, depth) => catalogue?.[`command.${names.slice(0, depth + 1).join('.')}.name`] ?? name).join(' ')}`;
}
