/** A place where Discord's published specification is known to be wrong or silent. */
interface Exception {
  /** The start of a violation's `where`. */
  where: string;
  /** What the violation's path must match. */
  path: RegExp;
  reason: string;
}

/** Every violation that is let through, and why; a request's is no error then. */
const EXCEPTIONS: readonly Exception[] = [
  {
    where: 'answer POST /channels/{channel_id}/threads',
    path: /^message(\.|$)/,
    reason: 'A created forum post carries its starter message (documented); the schema of the answer lacks it.',
  },
  {
    where: 'answer GET /gateway/bot',
    path: /^url$/,
    reason: 'The schema wants any URL; some versions of its check know http only, and this one is ws.',
  },
  {
    where: '',
    path: /message_reference\.type$/,
    reason: 'The schema knows the reply (0) only; forwards (1) are documented.',
  },
  {
    where: 'answer error ',
    path: /^errors(\.|$)/,
    reason:
      'The schema wants a number as the code of a nested problem; Discord sends a name such as BASE_TYPE_REQUIRED.',
  },
  {
    where: 'answer error 429',
    path: /^code$/,
    reason: 'The schema wants a code; the body of a rate limit has none unless it is one of the 20000s (documented).',
  },
  {
    where: 'request ',
    path: /default_member_permissions$/,
    reason: 'The schema wants a number; the documentation and every library send a decimal string, as the bits need.',
  },
];

/** Whether a problem at this place is one of the exceptions. */
export const isExcused = (where: string, path: readonly PropertyKey[]): boolean =>
  EXCEPTIONS.some((exception) => where.startsWith(exception.where) && exception.path.test(path.map(String).join('.')));
