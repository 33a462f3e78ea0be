import type { Journal } from '../journal.ts';
import { DISPATCHES, type DispatchShape } from './dispatches.ts';
import { isExcused } from './exceptions.ts';
import { problemsWith, type Problem, type SchemaExpression } from './schemas.ts';

/** Holds what the box sends against Discord's published specification; what differs goes into the journal. */
export interface Contract {
  answer(operation: string, expression: SchemaExpression, body: unknown): void;
  dispatch(event: string, payload: unknown): void;
}

/** Builds the contract that reports to a journal. */
export function createContract(journal: Journal): Contract {
  const report = (where: string, problems: readonly Problem[]) => {
    for (const problem of problems) {
      if (isExcused(where, problem.path)) continue;
      journal.violate({ where, path: problem.path.map(String).join('.'), message: problem.message });
    }
  };
  return {
    answer(operation, expression, body) {
      report(`answer ${operation}`, problemsWith(expression, body, { strict: true }));
    },
    dispatch(event, payload) {
      const shape = DISPATCHES[event];
      if (!shape)
        return journal.violate({ where: `dispatch ${event}`, path: '', message: 'No shape is known for this event' });
      report(`dispatch ${event}`, dispatchProblems(shape, payload));
    },
  };
}

function dispatchProblems(shape: DispatchShape, payload: unknown): Problem[] {
  if (typeof payload !== 'object' || payload === null)
    return [{ path: [], code: 'invalid_type', message: 'Not an object' }];
  const given: Record<string, unknown> = { ...payload };
  const missing = shape.required.filter((key) => given[key] === undefined);
  const problems: Problem[] = missing.map((key) => ({
    path: [key],
    code: 'invalid_type',
    message: 'The event lacks this key',
  }));
  const own = new Set([...shape.required, ...shape.optional]);
  const rest = Object.fromEntries(Object.entries(given).filter(([key, value]) => !own.has(key) && value !== undefined));
  if (shape.data) problems.push(...dataProblems(shape.data, given));
  if (shape.component) return [...problems, ...problemsWith(shape.component, rest, { strict: true })];
  const unknown = Object.keys(rest).map((key) => ({
    path: [key],
    code: 'unknown_key',
    message: 'The event does not have this key',
  }));
  const nested = Object.entries(shape.parts ?? {}).flatMap(([path, expression]) =>
    partsAt(given, path.split('.')).flatMap((part) =>
      problemsWith(expression, part.value, { strict: true }).map((each) => ({
        ...each,
        path: [...part.path, ...each.path],
      })),
    ),
  );
  return [...problems, ...unknown, ...nested];
}

function dataProblems(keys: NonNullable<DispatchShape['data']>, { type, data }: Record<string, unknown>): Problem[] {
  const known = keys[Number(type)];
  if (!known || typeof data !== 'object' || data === null)
    return [{ path: ['data'], code: 'invalid_type', message: 'The interaction has no data' }];
  return Object.keys(data)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      path: ['data', key],
      code: 'unknown_key',
      message: 'Interactions of this type do not have this key',
    }));
}

/** What stands at a path of keys, in which "*" is every key; nothing where there is nothing. */
function partsAt(value: unknown, [key, ...rest]: readonly string[]): { path: string[]; value: unknown }[] {
  if (key === undefined) return value === undefined ? [] : [{ path: [], value }];
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value).filter(([name]) => key === '*' || name === key);
  return entries.flatMap(([name, inner]) =>
    partsAt(inner, rest).map((part) => ({ ...part, path: [name, ...part.path] })),
  );
}
