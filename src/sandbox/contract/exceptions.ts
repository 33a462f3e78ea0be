import type { Problem } from './schemas.ts';

/** A place where Discord's published specification is known to be wrong or incomplete. */
interface Exception {
  /** The start of a violation's `where`. */
  where: string;
  /** The paths of the body that it covers, keys joined by dots; the empty path is the body itself. */
  path: RegExp;
  /** Which values are valid there despite the specification. */
  fits: (value: unknown) => boolean;
  /** A value that the specification accepts in their place; undefined removes the key. */
  as: (value: object) => unknown;
  reason: string;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** All exceptions, with their reasons; they apply to requests too. */
const EXCEPTIONS: readonly Exception[] = [
  {
    where: 'answer GET /gateway/bot',
    path: /^url$/,
    fits: (value) => typeof value === 'string' && /^wss?:/.test(value),
    as: () => 'https://gateway.example',
    reason: 'The schema wants any URL; some versions of its check know http only, and this one is ws.',
  },
  {
    where: '',
    path: /(?:^|\.)message_reference\.type$/,
    fits: (value) => value === 1,
    as: () => 0,
    reason: 'The schema knows the reply (0) only; forwards (1) are documented.',
  },
  {
    where: 'answer error ',
    path: /^errors$/,
    fits: isObject,
    as: () => undefined,
    reason:
      'The schema wants a number as the code of a nested problem; Discord sends a name such as BASE_TYPE_REQUIRED.',
  },
  {
    where: 'answer error 429',
    path: /^$/,
    fits: isObject,
    as: (body) => ({ code: 0, ...body }),
    reason: 'The schema wants a code; the body of a rate limit has none unless it is one of the 20000s (documented).',
  },
  {
    where: 'request ',
    path: /(?:^|\.)default_member_permissions$/,
    fits: (value) => typeof value === 'string' && /^\d{1,20}$/.test(value),
    as: () => 0,
    reason: 'The schema wants a number; the documentation and every library send a decimal string, as the bits need.',
  },
];

function asSpecified(exceptions: readonly Exception[], value: unknown, path: string): unknown {
  const exception = exceptions.find((each) => each.path.test(path) && each.fits(value));
  if (exception) return exception.as(isObject(value) ? value : {});
  const below = (key: string) => (path === '' ? key : `${path}.${key}`);
  if (Array.isArray(value)) return value.map((item, index) => asSpecified(exceptions, item, below(String(index))));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(
    ([key, inner]) => [key, asSpecified(exceptions, inner, below(key))] as const,
  );
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}

/** A body's problems beyond the exceptions: each excepted value is replaced with one that the specification accepts. */
export function problemsBeyond(where: string, body: unknown, check: (body: unknown) => Problem[]): Problem[] {
  const problems = check(body);
  if (problems.length === 0) return problems;
  return check(
    asSpecified(
      EXCEPTIONS.filter((exception) => where.startsWith(exception.where)),
      body,
      '',
    ),
  );
}
