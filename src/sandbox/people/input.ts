import { invalidField } from '../errors.ts';

/** What a person sent, field by field; a field of the wrong kind is error 50035. */
export interface Input {
  text(name: string): string;
  optionalText(name: string): string | undefined;
  flag(name: string): boolean | undefined;
  number(name: string): number | undefined;
  texts(name: string): string[];
  record(name: string): Record<string, unknown>;
  records(name: string): Input[];
  raw(name: string): unknown;
  has(name: string): boolean;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a JSON object. Throws 50035 when it is none. */
export function inputFrom(body: unknown): Input {
  if (!isRecord(body)) throw invalidField('body', 'MODEL_TYPE_CONVERT', 'Only JSON objects are taken.');
  const wrong = (name: string, what: string) => invalidField(name, 'BASE_TYPE_INVALID', `This field must be ${what}.`);
  const optional = <T>(name: string, what: string, is: (value: unknown) => value is T): T | undefined => {
    const value = body[name];
    if (value === undefined || value === null) return undefined;
    if (!is(value)) throw wrong(name, what);
    return value;
  };
  const isText = (value: unknown): value is string => typeof value === 'string';
  const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
  return {
    text(name) {
      const value = optional(name, 'a string', isText);
      if (value === undefined) throw invalidField(name, 'BASE_TYPE_REQUIRED', 'This field is required');
      return value;
    },
    optionalText: (name) => optional(name, 'a string', isText),
    flag: (name) => optional(name, 'true or false', (value) => typeof value === 'boolean'),
    number: (name) => optional(name, 'a number', (value) => typeof value === 'number'),
    texts: (name) => optional(name, 'a list of strings', isTexts) ?? [],
    record: (name) => optional(name, 'an object', isRecord) ?? {},
    records: (name) => (optional(name, 'a list', Array.isArray) ?? []).map(inputFrom),
    raw: (name) => body[name],
    has: (name) => body[name] !== undefined,
  };
}
