import { DiscordError } from './errors.ts';
import type { Journal } from './journal.ts';

/** The Discord error to respond with; any other error is a failure of the box and goes into the journal as a violation. */
export function errorAnswer({ journal }: { journal: Journal }, error: unknown, where = 'sandbox'): DiscordError {
  if (error instanceof DiscordError) return error;
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  journal.violate({ where, path: '', message: `The box failed: ${message}` });
  return new DiscordError({ status: 500, code: 0 }, '500: Internal Server Error');
}
