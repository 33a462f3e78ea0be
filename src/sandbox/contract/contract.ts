import type { Journal } from '../journal.ts';
import { DISPATCHES } from './dispatches.ts';
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

function dispatchProblems(shape: (typeof DISPATCHES)[string] & {}, payload: unknown): Problem[] {
  if (typeof payload !== 'object' || payload === null)
    return [{ path: [], code: 'invalid_type', message: 'Not an object' }];
  const given: Record<string, unknown> = { ...payload };
  const missing = shape.required.filter((key) => given[key] === undefined);
  const problems = missing.map((key) => ({ path: [key], code: 'invalid_type', message: 'The event lacks this key' }));
  const own = new Set([...shape.required, ...shape.optional]);
  const rest = Object.fromEntries(Object.entries(given).filter(([key, value]) => !own.has(key) && value !== undefined));
  if (shape.component) return [...problems, ...problemsWith(shape.component, rest, { strict: true })];
  const unknown = Object.keys(rest).map((key) => ({
    path: [key],
    code: 'unknown_key',
    message: 'The event does not have this key',
  }));
  const nested = Object.entries(shape.parts ?? {}).flatMap(([key, expression]) =>
    given[key] === undefined
      ? []
      : problemsWith(expression, given[key], { strict: true }).map((each) => ({ ...each, path: [key, ...each.path] })),
  );
  return [...problems, ...unknown, ...nested];
}
