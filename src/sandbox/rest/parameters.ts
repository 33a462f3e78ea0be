import { invalidField, invalidForm, type FormProblem } from '../errors.ts';

/** The type of one query parameter; two numbers are the bounds of an integer. */
export type QueryKind = 'snowflake' | 'time' | 'boolean' | readonly [min: number, max: number];

/** The query parameters that the specification names for an operation. */
export type QueryShape = Readonly<Record<string, QueryKind>>;

const SNOWFLAKE = /^(?:0|[1-9]\d{0,19})$/; // the specification's pattern, within 64 bits

/** Whether a text is an id in Discord's form. */
export const isSnowflake = (text: string): boolean => SNOWFLAKE.test(text);

const notSnowflake = (name: string, value: string): FormProblem => ({
  path: [name],
  code: 'NUMBER_TYPE_COERCE',
  message: `Value "${value}" is not snowflake.`,
});

/** Refuses path ids that are not snowflakes, except "@me" and "@original" where Discord allows them. Throws 50035. */
export function checkPath(parameters: Readonly<Record<string, string>>): void {
  const problems = Object.entries(parameters)
    .filter(([name, value]) => name.endsWith('_id') && value !== '@original' && !isSnowflake(value))
    .map(([name, value]) => notSnowflake(name, value));
  if (problems.length > 0) throw invalidForm(problems);
}

function queryProblem(name: string, kind: QueryKind, value: string): FormProblem | undefined {
  const problem = (code: string, message: string): FormProblem => ({ path: [name], code, message });
  switch (kind) {
    case 'snowflake':
      return isSnowflake(value) ? undefined : notSnowflake(name, value);
    case 'time':
      return Number.isNaN(Date.parse(value)) ? problem('DATE_TIME_TYPE_PARSE', 'Could not parse it.') : undefined;
    case 'boolean':
      return /^(?:true|false|0|1)$/i.test(value)
        ? undefined
        : problem('BOOLEAN_TYPE_CONVERT', 'Must be either true or false.');
    default: {
      const [min, max] = kind;
      if (!/^-?\d+$/.test(value)) return problem('NUMBER_TYPE_COERCE', `Value "${value}" is not int.`);
      const isInside = Number(value) >= min && Number(value) <= max;
      return isInside ? undefined : problem('NUMBER_TYPE_MAX', `int value should be between ${min} and ${max}.`);
    }
  }
}

/** Returns the query parameters unknown to the specification. Throws 50035 for values of the wrong type. */
export function checkQuery(shape: QueryShape, query: URLSearchParams): string[] {
  const problems = Object.entries(shape).flatMap(([name, kind]) => {
    const value = query.get(name);
    return value === null ? [] : (queryProblem(name, kind, value) ?? []);
  });
  if (problems.length > 0) throw invalidForm(problems);
  return [...new Set(query.keys())].filter((name) => !(name in shape));
}

/** Reads a list of ids from a body. Throws 50035. */
export function snowflakesFrom(name: string, value: unknown): string[] {
  if (!Array.isArray(value)) throw invalidField(name, 'BASE_TYPE_REQUIRED', 'This field is required');
  return value.map((id: unknown, index) => {
    if (typeof id === 'string' && isSnowflake(id)) return id;
    throw invalidForm([{ ...notSnowflake(String(index), String(id)), path: [name, index] }]);
  });
}
