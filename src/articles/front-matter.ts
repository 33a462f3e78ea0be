import { LineCounter, parseDocument, isMap, isScalar, type Document, type YAMLError } from 'yaml';

const MAX_ALIASES = 20; // a "billion laughs" file needs far more; a newsroom's needs none
const MAX_YAML = 64 * 1024; // a megabyte of open brackets keeps the parser busy for 14 seconds

/** What is wrong in one file, and in which of its lines (counted from 1; null when it is no single line). */
export interface Fault {
  readonly line: number | null;
  readonly message: string;
}

/** The values of the front matter by name, and the line in which each stands. */
export interface FrontMatter {
  readonly values: ReadonlyMap<string, unknown>;
  lineOf(name: string): number | null;
}

/** A file's two parts, or why it cannot be taken apart. `hasFrontMatter` is false when the text has none. */
export type SplitFile =
  | { readonly hasFrontMatter: boolean; readonly frontMatter: FrontMatter; readonly body: string }
  | { readonly fault: Fault };

const NONE: FrontMatter = { values: new Map(), lineOf: () => null };

/** Takes the YAML between two lines `---` off the beginning of `text`. */
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
  const document = parseDocument(yaml, { schema: 'core', uniqueKeys: true, prettyErrors: false, lineCounter: lines });
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
    // The only thing that `toJS` throws: an alias too many, or one that leads nowhere.
    const reason = cause instanceof Error ? cause.message : String(cause);
    return fault(null, `The front matter uses YAML aliases in a way that is not allowed: ${reason}.`);
  }
}

function sentenceFrom({ code, message }: YAMLError): string {
  const hint = code === 'BLOCK_AS_IMPLICIT_KEY' ? ' A value with a colon in it needs quotes: title: "A: b".' : '';
  return `${message.replace(/\.$/, '')}.${hint}`;
}
