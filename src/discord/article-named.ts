import type { Article } from '../articles/article.ts';
import type { ArticleLibrary } from '../articles/library.ts';
import { escapeDiscord } from '../markdown/discord/escape.ts';
import { cut, listed, MAX_NAME } from './messages/text.ts';
import { UserError } from './user-error.ts';

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
