import type { MessageKey, MessageValues } from '../language/translate.ts';

/** Something the person did or may not do: they get its sentence, privately, and nothing is logged as a fault. */
export class UserError extends Error {
  readonly key: MessageKey;
  readonly values: MessageValues;

  constructor(key: MessageKey, values: MessageValues = {}) {
    super(key);
    this.name = 'UserError';
    this.key = key;
    this.values = values;
  }
}
