import type { MessageKey, MessageValues, Translate } from '../../language/translate.ts';
import type { Article } from '../../articles/article.ts';
import type { ArticleLibrary } from '../../articles/library.ts';
import { escapeDiscord } from '../../markdown/discord/escape.ts';
import { cut, listed, MAX_NAME } from './text.ts';

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

/** The article that is called what somebody picked or typed, else all that have it in their title. */
export function articlesNamed(name: string, library: ArticleLibrary): readonly Article[] {
  const article = library.find(name);
  if (article) return [article];
  return name.trim() === '' ? [] : library.search(name);
}

/** The article that somebody picked from the list, or any part of whose title they typed. Throws `UserError` when there is none, or more than one. */
export function articleNamed(name: string, library: ArticleLibrary): Article {
  const [article, ...others] = articlesNamed(name, library);
  const typed = escapeDiscord(cut(name, MAX_NAME));
  if (!article) throw new UserError('discord.unknownArticle', { name: typed });
  if (others.length === 0) return article;
  const titles = listed([article, ...others].map(({ title }) => title));
  throw new UserError('discord.severalArticles', { name: typed, titles });
}
