import type { MessageKey, MessageValues, Translate } from '../language/translate.ts';

/**
 * Something the person did or may not do: they get its sentence, privately, and nothing is logged as a fault.
 * Values that are words themselves are given as a function of the person's language.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly #sentence: (t: Translate) => string;

  constructor(key: MessageKey, values: MessageValues | ((t: Translate) => MessageValues) = {}) {
    super(key);
    this.#sentence = (t) => t(key, typeof values === 'function' ? values(t) : values);
  }

  /** The sentence in the person's language. */
  sentence(t: Translate): string {
    return this.#sentence(t);
  }
}
