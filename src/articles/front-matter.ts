import { LineCounter, parseDocument, isMap, isScalar, type Document, type YAMLError } from 'yaml';
import { cleanText } from '../markdown/text.ts';

const MAX_ALIASES = 20; // a "billion laughs" file needs far more; a newsroom's needs none
const MAX_YAML = 64 * 1024; // a megabyte of open brackets keeps the parser busy for 14 seconds

/** What is wrong in a file, and in which line (from 1; null for no single line). */
export interface Fault {
  readonly line: number | null;
  readonly message: string;
}

/** The values of the front matter by name, and the line of each. */
export interface FrontMatter {
  readonly values: ReadonlyMap<string, unknown>;
  lineOf(name: string): number | null;
}

/** A file's front matter and body, or why it cannot be split. */
export type SplitFile =
  | { readonly hasFrontMatter: boolean; readonly frontMatter: FrontMatter; readonly body: string }
  | { readonly fault: Fault };

const NONE: FrontMatter = { values: new Map(), lineOf: () => null };

/** Splits the YAML between two lines of `---` off the beginning of `text`. */
export function splitFrontMatter(text: string): SplitFile {
  if (/^\+\+\+[ \t]*(?:\n|$)/.test(text)) {
    return fault(1, 'The front matter is TOML (+++). Write it in YAML, between two lines of ---.');
  }
  if (/^---[ \t]*[a-z]+[ \t]*\n/i.test(text)) {
    return fault(1, 'The front matter must begin with a line of --- and nothing else; it is written in YAML.');
  }
  const opening = /^---[ \t]*\n/.exec(text);
  if (!opening) return { hasFrontMatter: false, frontMatter: NONE, body: text };
  const rest = text.slice(opening[0].length);
  const closing = /^---[ \t]*(?:\n|$)/m.exec(rest);
  if (!closing) return fault(1, 'The front matter is not closed: end it with a line of ---.');
  if (closing.index > MAX_YAML) return fault(1, 'The front matter is longer than 64 KB.');
  const read = readYaml(rest.slice(0, closing.index));
  return 'fault' in read
    ? read
    : { hasFrontMatter: true, frontMatter: read, body: rest.slice(closing.index + closing[0].length) };
}

const fault = (line: number | null, message: string): { fault: Fault } => ({ fault: { line, message } });

function readYaml(yaml: string): FrontMatter | { fault: Fault } {
  const lines = new LineCounter();
  const lineAt = (offset: number): number => lines.linePos(offset).line + 1; // after the opening fence
  const document = parseDocument(yaml, {
    schema: 'core',
    uniqueKeys: true,
    intAsBigInt: true,
    prettyErrors: false,
    lineCounter: lines,
  });
  const [error] = document.errors;
  if (error) return fault(lineAt(error.pos[0]), `The front matter is not valid YAML: ${sentenceFrom(error)}`);
  if (document.contents === null) return NONE;
  if (!isMap(document.contents)) {
    return fault(lineAt(document.contents.range?.[0] ?? 0), 'The front matter must be a list of `name: value` lines.');
  }
  const values = valuesOf(document);
  if ('fault' in values) return values;
  const keys = new Map(
    document.contents.items.map(({ key }) => (isScalar(key) ? [String(key.value), key.range?.[0] ?? 0] : ['', 0])),
  );
  return {
    values,
    lineOf: (name) => {
      const offset = keys.get(name);
      return offset === undefined ? null : lineAt(offset);
    },
  };
}

function valuesOf(document: Document): ReadonlyMap<string, unknown> | { fault: Fault } {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES, mapAsMap: true }) as ReadonlyMap<string, unknown>; // mapAsMap
  } catch (cause) {
    // `toJS` throws for too many aliases and for one without an anchor, and for nothing else.
    const reason = cause instanceof Error ? cause.message : String(cause);
    return fault(null, `The front matter uses YAML aliases in a way that is not allowed: ${reason}.`);
  }
}

function sentenceFrom({ code, message }: YAMLError): string {
  const hint = code === 'BLOCK_AS_IMPLICIT_KEY' ? ' A value with a colon in it needs quotes: title: "A: b".' : '';
  return `${message.replace(/\.$/, '')}.${hint}`;
}

/** Reads fields of the front matter by any of their names, and collects what is wrong in `faults`. */
export interface FieldReader {
  /** The field of the first of `names` that has a value. */
  field(...names: readonly string[]): Field | undefined;
  text(...names: readonly string[]): string | null;
  texts(...names: readonly string[]): string[];
  flag(...names: readonly string[]): boolean;
  /** Adds a fault of a field; `message` is a whole sentence. */
  refuse(field: Field, message: string): void;
  readonly faults: readonly Fault[];
}

/** One field of the front matter, and its line if that is known. */
export interface Field {
  readonly name: string;
  readonly value: unknown;
  readonly line: number | null;
}

/** Creates a reader of front matter; it collects faults and never throws. */
export function createFieldReader({ values, lineOf }: FrontMatter): FieldReader {
  const faults: Fault[] = [];
  const refuse = ({ line }: Field, message: string): void => void faults.push({ line, message });

  function field(...names: readonly string[]): Field | undefined {
    const name = names.find((candidate) => values.get(candidate) !== undefined && values.get(candidate) !== null);
    return name === undefined ? undefined : { name, value: values.get(name), line: lineOf(name) };
  }

  function text(...names: readonly string[]): string | null {
    const found = field(...names);
    if (!found) return null;
    const value = textFrom(found.value);
    if (value === undefined) refuse(found, `\`${found.name}\` must be a text.`);
    return value || null;
  }

  function texts(...names: readonly string[]): string[] {
    const found = field(...names);
    if (!found) return [];
    const list = (Array.isArray(found.value) ? found.value : [found.value]).map(textOrName);
    if (list.includes(undefined)) refuse(found, `\`${found.name}\` must be a text or a list of texts.`);
    return list.filter((item) => item !== undefined && item !== '') as string[]; // narrowed by the filter
  }

  function flag(...names: readonly string[]): boolean {
    const found = field(...names);
    if (found && typeof found.value !== 'boolean') refuse(found, `\`${found.name}\` must be true or false.`);
    return found?.value === true;
  }

  return { field, text, texts, flag, refuse, faults };
}

/** A scalar as one trimmed line of clean text; undefined for a list, a map or nothing. */
export function textFrom(value: unknown): string | undefined {
  if (!['string', 'number', 'bigint', 'boolean'].includes(typeof value)) return undefined;
  return cleanText(String(value)).replace(/\s+/g, ' ').trim();
}

// Authors are often written as `- name: Ada`.
const textOrName = (value: unknown): string | undefined => textFrom(value instanceof Map ? value.get('name') : value);
