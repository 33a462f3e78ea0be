import { articleAddress, canonicalAddress, pictureAddress, privacyPath, type Article } from '../../articles/article.ts';
import type { ThreadRef } from '../../discussions/discussion.ts';

/** The addresses that the bot links to. */
export interface Links {
  /** The page of an article for readers: its home on the news site, else Belowline's own. */
  article(article: Article): string;
  /** Belowline's page of an article, where its comments are. */
  comments(article: Article): string;
  /** Belowline's page about privacy, in a language. */
  privacy(language: string): string;
  /** A picture of the article's text, by its source there; undefined when the page does not serve it. */
  picture(article: Article, source: string): string | undefined;
  /** The thread in Discord. */
  thread(thread: ThreadRef): string;
}

/** Creates links to the site and to Discord; neither address ends with a slash. */
export const createLinks = ({ siteUrl, appUrl }: { siteUrl: string; appUrl: string }): Links => ({
  article: (article) => canonicalAddress(article, siteUrl),
  comments: (article) => articleAddress(article, siteUrl),
  privacy: (language) => siteUrl + privacyPath(language),
  picture: (article, source) => pictureAddress(article, source, siteUrl),
  thread: ({ guild, thread }) => `${appUrl}/channels/${guild}/${thread}`,
});
