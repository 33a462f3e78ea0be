import type { MessageKey, MessageValues, Translate } from '../../language/translate.ts';

/**
 * What a person did wrong or may not do. They read its sentence privately; it is not logged. Values that are words
 * themselves are given as a function of the person's language.
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
