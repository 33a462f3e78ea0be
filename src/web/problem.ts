import { STATUS_CODES } from 'node:http';
import type { MessageKey, MessageValues } from '../language/translate.ts';

/** What a request got wrong: a status from 400 to 499 and the sentence that says what is allowed. */
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

/** The body of an error for programs (RFC 9457); `more` is added to it. */
export function problemJson(status: number, detail: string, more: object = {}): string {
  return JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, ...more });
}
