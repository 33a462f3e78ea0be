import type { Article } from '../articles/article.ts';
import type { ArticleLibrary } from '../articles/library.ts';
import { escapeDiscord } from '../markdown/discord/escape.ts';
import { cut, MAX_NAME } from './messages/text.ts';
import { UserError } from './user-error.ts';

/** The article that somebody picked from the list, or whose title they typed. Throws `UserError` when there is none. */
export function articleNamed(name: string, library: ArticleLibrary): Article {
  const article = library.find(name);
  if (!article) throw new UserError('discord.unknownArticle', { name: escapeDiscord(cut(name, MAX_NAME)) });
  return article;
}
