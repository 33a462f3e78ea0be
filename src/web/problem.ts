import { STATUS_CODES } from 'node:http';
import type { MessageKey, MessageValues } from '../language/translate.ts';

/** A mistake in a request: a status from 400 to 499, and the key of the sentence that says what is allowed. */
export class Problem extends Error {
  readonly status: number;
  readonly key: MessageKey;
  readonly values: MessageValues;

  constructor(status: number, key: MessageKey, values: MessageValues = {}) {
    super(key);
    this.name = 'Problem';
    this.status = status;
    this.key = key;
    this.values = values;
  }
}

/** The body of a problem+json response (RFC 9457), with the members of `more`. */
export function problemJson(status: number, detail: string, more: object = {}): string {
  return JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, ...more });
}
