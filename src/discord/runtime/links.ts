import { articleAddress, canonicalAddress, pictureAddress, privacyPath, type Article } from '../../articles/article.ts';
import type { ThreadRef } from '../../discussions/discussion.ts';

/** Where the bot's links lead; addresses without a trailing slash. */
export interface Links {
  /** The page of an article for readers: its home on the news site, else Belowline's own. */
  article(article: Article): string;
  /** Belowline's page of an article, where its comments are. */
  comments(article: Article): string;
  /** Belowline's page about privacy, in one of our languages. */
  privacy(language: string): string;
  /** A picture in the article's text, by its source there; undefined when we do not serve it. */
  picture(article: Article, source: string): string | undefined;
  /** The thread in Discord. */
  thread(thread: ThreadRef): string;
}

/** Links to a site and to the place where Discord shows messages; neither address has a slash at its end. */
export const createLinks = ({ siteUrl, appUrl }: { siteUrl: string; appUrl: string }): Links => ({
  article: (article) => canonicalAddress(article, siteUrl),
  comments: (article) => articleAddress(article, siteUrl),
  privacy: (language) => siteUrl + privacyPath(language),
  picture: (article, source) => pictureAddress(article, source, siteUrl),
  thread: ({ guild, thread }) => `${appUrl}/channels/${guild}/${thread}`,
});
