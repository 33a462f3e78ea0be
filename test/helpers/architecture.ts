import { posix } from 'node:path';
import { type Import, importsOf } from './imports.ts';

/** Who may import what, as data. A place is a file or a folder, from the project's root. */
export interface ImportRules {
  /** Each place of ours, and the places of ours that it may import beside itself. */
  readonly mayImport: Readonly<Record<string, readonly string[]>>;
  /** Places that everyone may import. */
  readonly openToAll: readonly string[];
  /** Packages that only some places may import, by their names. */
  readonly packages: readonly { readonly name: RegExp; readonly only: readonly string[] }[];
}

/** Source texts by path from the project's root, with `/`. */
export type Sources = ReadonlyMap<string, string>;

/** Every broken rule about imports, default exports and the environment, as `file → what it must not touch`. */
export function violationsIn(sources: Sources, rules: ImportRules): string[] {
  return Array.from(sources, ([file, source]) => {
    const area = Object.keys(rules.mayImport).find((place) => isWithin(file, [place]));
    if (area === undefined) return [`${file} is in no place of the import table`];
    const allowed = [area, ...rules.openToAll, ...(rules.mayImport[area] ?? [])];
    const imports = importsOf(source).map(({ kind, specifier }) => ({ kind, target: targetOf(file, specifier) }));
    const forbidden = imports.filter(({ target }) =>
      isOurs(target)
        ? !isWithin(target, allowed)
        : rules.packages.some(({ name, only }) => name.test(target) && !isWithin(file, only)),
    );
    return forbidden
      .map(({ target }) => `${file} → ${target}`)
      .concat(eagerSandbox(file, imports), textViolations(file, source));
  }).flat();
}

/** Every circle of files that import each other, types included, as `file → … → file`: one for each file from which it is found. */
export function circlesIn(sources: Sources): string[] {
  const imports = new Map(
    Array.from(sources, ([file, source]) => [
      file,
      importsOf(source).map(({ specifier }) => targetOf(file, specifier)),
    ]),
  );
  const finished = new Set<string>();
  const circles: string[] = [];
  function walk(file: string, path: readonly string[]): void {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      return;
    }
    if (finished.has(file)) return;
    for (const target of imports.get(file) ?? []) walk(target, [...path, file]);
    finished.add(file);
  }
  for (const file of sources.keys()) walk(file, []);
  return circles;
}

/** The sandbox brings 37 MB of schemas: main.ts loads it only when it is used. */
function eagerSandbox(file: string, imports: readonly { kind: Import['kind']; target: string }[]): string[] {
  return imports
    .filter(({ kind, target }) => file === 'src/main.ts' && kind === 'static' && isWithin(target, ['src/sandbox']))
    .map(({ target }) => `${file} → ${target} at once; import() it when it is used`);
}

function textViolations(file: string, source: string): string[] {
  const code = source.replaceAll(/^\s*(\/\/|\/?\*).*$/gm, '');
  const readsEnvironment = /\bprocess\s*\.env\b|\benv\b.*from 'node:process'/.test(code);
  const found = [];
  if (readsEnvironment && file !== 'src/config.ts') found.push(`${file} → process.env`);
  if (!isWithin(file, ['commands']) && /^export default\b/m.test(code)) found.push(`${file} → export default`);
  return found;
}

const targetOf = (file: string, specifier: string) =>
  specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier;

const isOurs = (target: string) => isWithin(target, ['src', 'commands', 'test']) || target.startsWith('..');

function isWithin(file: string, places: readonly string[]): boolean {
  return places.some((place) => file === place || file.startsWith(`${place}/`));
}
