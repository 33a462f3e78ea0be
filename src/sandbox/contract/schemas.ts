import * as specification from 'discord-api-spec/zod';
import type { FormProblem } from '../errors.ts';

interface Issue {
  path: PropertyKey[];
  code: string;
  message: string;
  errors?: Issue[][];
  [key: string]: unknown;
}

interface Schema {
  safeParse(value: unknown): { success: true; data: unknown } | { success: false; error: { issues: Issue[] } };
}

/** A rule of a schema that a value breaks, with its path in the value. */
export interface Problem {
  path: PropertyKey[];
  code: string;
  message: string;
}

const schemas: Record<string, Schema | undefined> = { ...specification };

/** The schemas for names joined by " | ", each optionally followed by "[]": "MessageResponse[]". */
export type SchemaExpression = string;

interface Alternative {
  schema: Schema;
  isList: boolean;
}

const parsed = new Map<SchemaExpression, Alternative[]>();

function alternatives(expression: SchemaExpression): Alternative[] {
  let known = parsed.get(expression);
  if (!known) {
    known = expression.split(' | ').map((name) => {
      const isList = name.endsWith('[]');
      const schema = schemas[`${isList ? name.slice(0, -2) : name}Schema`];
      if (!schema) throw new Error(`The specification has no schema ${name}`);
      return { schema, isList };
    });
    parsed.set(expression, known);
  }
  return known;
}

/** The deepest problems first: in a union, those of the closest alternative. */
function flatten(issues: readonly Issue[], prefix: PropertyKey[]): Problem[] {
  return issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path];
    const closest = issue.errors?.toSorted((a, b) => deepest(b) - deepest(a) || a.length - b.length)[0];
    return closest?.length ? flatten(closest, path) : [{ path, code: issue.code, message: detailed(issue) }];
  });
}

const deepest = (issues: readonly Issue[]) => Math.max(0, ...issues.map((issue) => issue.path.length));

const detailed = ({ message, code, expected, values, maximum, minimum }: Issue) =>
  `${message} (${JSON.stringify({ code, expected, values, maximum, minimum })})`;

/** Keys unknown to the schema: parsing removes them. */
function unknownKeys(given: unknown, kept: unknown, path: PropertyKey[]): Problem[] {
  if (Array.isArray(given) && Array.isArray(kept)) {
    return given.flatMap((item, index) => unknownKeys(item, kept[index], [...path, index]));
  }
  if (typeof given !== 'object' || given === null || typeof kept !== 'object' || kept === null) return [];
  const known = new Map(Object.entries(kept));
  return Object.entries(given).flatMap(([key, value]: [string, unknown]) =>
    value === undefined
      ? []
      : known.has(key)
        ? unknownKeys(value, known.get(key), [...path, key])
        : [{ path: [...path, key], code: 'unknown_key', message: 'The specification does not know this key' }],
  );
}

function checkOne({ schema, isList }: Alternative, value: unknown, strict: boolean): Problem[] {
  const items: unknown[] = isList && Array.isArray(value) ? value : [value];
  return items.flatMap((item, index) => {
    const prefix = isList ? [index] : [];
    const result = schema.safeParse(item);
    if (!result.success) return flatten(result.error.issues, prefix);
    return strict ? unknownKeys(item, result.data, prefix) : [];
  });
}

/** How a value violates the specification, by the closest alternative; includes unknown keys when strict. */
export function problemsWith(expression: SchemaExpression, value: unknown, { strict }: { strict: boolean }): Problem[] {
  let best: Problem[] | undefined;
  for (const alternative of alternatives(expression)) {
    const problems = checkOne(alternative, value, strict);
    if (problems.length === 0) return [];
    if (!best || problems.length < best.length) best = problems;
  }
  return best ?? [];
}

const DISCORD_CODES: Record<string, string> = {
  too_big: 'BASE_TYPE_BAD_LENGTH',
  too_small: 'BASE_TYPE_BAD_LENGTH',
  invalid_type: 'BASE_TYPE_REQUIRED',
  invalid_value: 'BASE_TYPE_CHOICES',
  invalid_union: 'UNION_TYPE_CHOICES',
  invalid_format: 'STRING_TYPE_REGEX',
};

/** A schema's problems as in error 50035. */
export const formProblems = (problems: readonly Problem[]): FormProblem[] =>
  problems.map(({ path, code, message }) => ({ path, code: DISCORD_CODES[code] ?? code.toUpperCase(), message }));
