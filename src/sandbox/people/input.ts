import { invalidField } from '../errors.ts';

/** The bounds of a number or a text's length. */
export type Bounds = readonly [min: number, max: number];

/** A person's input, field by field. Throws 50035 for a field of the wrong type. */
export interface Input {
  text(name: string, length?: Bounds): string;
  optionalText(name: string, length?: Bounds): string | undefined;
  flag(name: string): boolean | undefined;
  number(name: string, within: Bounds): number | undefined;
  wholeNumber(name: string, within: Bounds): number | undefined;
  texts(name: string): string[];
  record(name: string): Record<string, unknown>;
  records(name: string): Input[];
  raw(name: string): unknown;
  has(name: string): boolean;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');
const isFlag = (value: unknown) => typeof value === 'boolean';
const isText =
  ([min, max]: Bounds) =>
  (value: unknown): value is string =>
    typeof value === 'string' && value.length >= min && value.length <= max;
const isNumber =
  ([min, max]: Bounds) =>
  (value: unknown): value is number =>
    typeof value === 'number' && value >= min && value <= max;

const textOf = ([min, max]: Bounds) => (max === Infinity ? 'a string' : `a string of ${min} to ${max} characters`);

/** Reads a JSON object. Throws 50035 for anything else. */
export function inputFrom(body: unknown): Input {
  if (!isRecord(body)) throw invalidField('body', 'MODEL_TYPE_CONVERT', 'Must be a JSON object.');
  const optional = <T>(name: string, what: string, is: (value: unknown) => value is T): T | undefined => {
    const value = body[name];
    if (value === undefined || value === null) return undefined;
    if (!is(value)) throw invalidField(name, 'BASE_TYPE_INVALID', `This field must be ${what}.`);
    return value;
  };
  const optionalText = (name: string, length: Bounds = [0, Infinity]) => optional(name, textOf(length), isText(length));
  return {
    text(name, length) {
      const value = optionalText(name, length);
      if (value === undefined) throw invalidField(name, 'BASE_TYPE_REQUIRED', 'This field is required');
      return value;
    },
    optionalText,
    flag: (name) => optional(name, 'true or false', isFlag),
    number: (name, within) => optional(name, `a number from ${within.join(' to ')}`, isNumber(within)),
    wholeNumber: (name, within) =>
      optional(
        name,
        `a whole number from ${within.join(' to ')}`,
        (value): value is number => isNumber(within)(value) && Number.isInteger(value),
      ),
    texts: (name) => optional(name, 'a list of strings', isTexts) ?? [],
    record: (name) => optional(name, 'an object', isRecord) ?? {},
    records: (name) => (optional(name, 'a list', Array.isArray) ?? []).map(inputFrom),
    raw: (name) => body[name],
    has: (name) => body[name] !== undefined,
  };
}
