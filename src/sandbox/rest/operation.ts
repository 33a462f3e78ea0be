import type { AnswerShape } from '../contract/contract.ts';
import type { SchemaExpression } from '../contract/schemas.ts';
import type { Upload } from '../world/files.ts';
import type { World } from '../world/world.ts';
import type { QueryShape } from './parameters.ts';

/** A file of a multipart request: the number in its field name, and its data. */
export interface SentFile extends Upload {
  index: string;
}

/** One request as passed to an operation. */
export interface Call {
  world: World;
  /** A parameter of the path, decoded. */
  path(name: string): string;
  query: URLSearchParams;
  /** The body, validated against the operation's schema; the caller names the matching type. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the border: a schema stands behind the type
  body<T>(): T;
  files: SentFile[];
}

/** An operation's response; no body means 204. */
export interface Answer {
  status: 200 | 201 | 204;
  body?: unknown;
}

/** The box's implementation of one "METHOD /path" of the specification. */
export interface Operation extends AnswerShape {
  /** Schemas of the request's body. */
  request?: SchemaExpression | ((call: Call) => SchemaExpression);
  /** The query parameters; none if absent. */
  query?: QueryShape;
  /** Whether it works without a bot token, as interactions and their webhooks do. */
  open?: boolean;
  handle(call: Call): Answer;
}

/** Operations by the specification's "METHOD /path". */
export type Operations = Readonly<Record<string, Operation>>;

/** 200 with a body. */
export const ok = (body: unknown): Answer => ({ status: 200, body });
/** 201 with a body. */
export const created = (body: unknown): Answer => ({ status: 201, body });
/** 204 without a body. */
export const nothing: Answer = { status: 204 };

/** A number from the query between two bounds; `fallback` if absent or invalid. */
export function numberFrom(
  query: URLSearchParams,
  name: string,
  { min, max, fallback }: { min: number; max: number; fallback: number },
): number {
  const text = query.get(name);
  const number = text === null ? fallback : Number(text);
  return Number.isInteger(number) ? Math.min(max, Math.max(min, number)) : fallback;
}
