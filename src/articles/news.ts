import type { Article } from './article.ts';

const DAY = 24 * 60 * 60 * 1000;

/**
 * Whether an article was published after a time (milliseconds since 1970). One that has a date and no hour came out at
 * some time of that day, so it counts until the day is over.
 */
export function isPublishedAfter({ published }: Pick<Article, 'published'>, time: number): boolean {
  if (published === null) return false;
  return (published % DAY === 0 ? published + DAY - 1 : published) > time;
}
