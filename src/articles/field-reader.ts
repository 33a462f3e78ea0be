import { cleanText } from '../markdown/clean.ts';
import type { Fault, FrontMatter } from './front-matter.ts';

/** Reads fields of the front matter under any of their names, and notes what is wrong with them in `faults`. */
export interface FieldReader {
  /** The value under the first of `names` that has one. */
  field(...names: readonly string[]): Field | undefined;
  text(...names: readonly string[]): string | null;
  texts(...names: readonly string[]): string[];
  flag(...names: readonly string[]): boolean;
  /** Notes that a field is wrong; `message` is a whole sentence. */
  refuse(field: Field, message: string): void;
  readonly faults: readonly Fault[];
}

/** One field of the front matter, and the line it stands in where that is known. */
export interface Field {
  readonly name: string;
  readonly value: unknown;
  readonly line: number | null;
}

/** Opens front matter for reading; nothing is ever thrown, the faults are collected. */
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

/** A scalar as one line of text (see `cleanText`) without white space around it; undefined for a list, a map or nothing. */
export function textFrom(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  return cleanText(String(value)).replace(/\s+/g, ' ').trim();
}

// Authors are often written as `- name: Ada`.
const textOrName = (value: unknown): string | undefined => textFrom(value instanceof Map ? value.get('name') : value);
