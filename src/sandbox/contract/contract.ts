import type { Journal } from '../journal.ts';
import { DISPATCHES, type DispatchShape, type Part } from './dispatches.ts';
import { problemsBeyond } from './exceptions.ts';
import { isDataOf, isOfItsKind } from './own-keys.ts';
import { problemsWith, type Problem, type SchemaExpression } from './schemas.ts';

/** Checks what the box sends against Discord's published specification; differences go into the journal. */
export interface Contract {
  /** Without a schema the operation responds without a body. */
  answer(operation: string, shape: AnswerShape, body: unknown): void;
  dispatch(event: string, payload: unknown): void;
}

/** A response's schemas in the specification, and documented extra keys with theirs. */
export interface AnswerShape {
  response?: SchemaExpression;
  carries?: Readonly<Record<string, SchemaExpression>>;
}

/** Creates the contract that reports to a journal. */
export function createContract(journal: Journal): Contract {
  const report = (where: string, body: unknown, check: (body: unknown) => Problem[]) => {
    for (const { path, message } of problemsBeyond(where, body, check))
      journal.violate({ where, path: path.map(String).join('.'), message });
  };
  return {
    answer: (operation, shape, body) => report(`answer ${operation}`, body, (given) => answerProblems(shape, given)),
    dispatch(event, payload) {
      const shape = DISPATCHES[event];
      report(`dispatch ${event}`, payload, (given) =>
        shape ? dispatchProblems(shape, given) : [problem([], 'This event is unknown')],
      );
    },
  };
}

function answerProblems({ response, carries = {} }: AnswerShape, body: unknown): Problem[] {
  if (response === undefined) return [problem([], 'The operation answers no body')];
  if (typeof body !== 'object' || body === null) return problemsWith(response, body, { strict: true });
  const rest = Array.isArray(body)
    ? body
    : Object.fromEntries(Object.entries(body).filter(([key]) => !Object.hasOwn(carries, key)));
  return [...problemsWith(response, rest, { strict: true }), ...partProblems({ parts: carries }, { ...body })];
}

function dispatchProblems(shape: DispatchShape, payload: unknown): Problem[] {
  if (typeof payload !== 'object' || payload === null)
    return [{ path: [], code: 'invalid_type', message: 'Not an object' }];
  const given: Record<string, unknown> = { ...payload };
  const own = new Set([...shape.required, ...shape.optional]);
  const rest = Object.fromEntries(Object.entries(given).filter(([key, value]) => !own.has(key) && value !== undefined));
  const unknown = Object.keys(rest).map((key) => ({
    path: [key],
    code: 'unknown_key',
    message: 'The event has no such key',
  }));
  return [
    ...ownProblems(shape, given),
    ...(shape.hasData && !isDataOf(given['type'], given['data'])
      ? [problem(['data'], 'The data does not fit the interaction’s type')]
      : []),
    ...(shape.component ? problemsWith(shape.component, rest, { strict: true }) : unknown),
    ...partProblems(shape, given),
  ];
}

const problem = (path: PropertyKey[], message: string): Problem => ({ path, code: 'invalid_type', message });

function ownProblems(
  { required, optional }: Pick<DispatchShape, 'required' | 'optional'>,
  given: Record<string, unknown>,
): Problem[] {
  const isThere = (key: string) => given[key] !== undefined;
  return [
    ...required.filter((key) => !isThere(key)).map((key) => problem([key], 'The event lacks this key')),
    ...[...required, ...optional]
      .filter((key) => isThere(key) && !isOfItsKind(key, given[key]))
      .map((key) => problem([key], 'The value does not fit this key')),
  ];
}

const partProblems = ({ parts = {} }: Pick<DispatchShape, 'parts'>, given: Record<string, unknown>): Problem[] =>
  Object.entries(parts).flatMap(([path, part]) =>
    partsAt(given, path.split('.')).flatMap(({ path: at, value }) =>
      problemsOfPart(part, value).map((each) => ({ ...each, path: [...at, ...each.path] })),
    ),
  );

function problemsOfPart(part: Part, value: unknown): Problem[] {
  if (typeof part === 'string') return problemsWith(part, value, { strict: true });
  const { component, own = [], restOnly = {} } = part;
  if (typeof value !== 'object' || value === null) return [problem([], 'Not an object')];
  const given: Record<string, unknown> = { ...value };
  const rest = Object.fromEntries(Object.entries(given).filter(([key]) => !own.includes(key)));
  return [
    ...ownProblems({ required: own, optional: [] }, given),
    ...Object.keys(restOnly)
      .filter((key) => key in given)
      .map((key) => problem([key], 'The event has no such key')),
    ...problemsWith(component, { ...rest, ...restOnly }, { strict: true }),
  ];
}

/** The values at a path of keys, in which "*" is every key; empty if there are none. */
function partsAt(value: unknown, [key, ...rest]: readonly string[]): { path: string[]; value: unknown }[] {
  if (key === undefined) return value === undefined ? [] : [{ path: [], value }];
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value).filter(([name]) => key === '*' || name === key);
  return entries.flatMap(([name, inner]) =>
    partsAt(inner, rest).map((part) => ({ ...part, path: [name, ...part.path] })),
  );
}
