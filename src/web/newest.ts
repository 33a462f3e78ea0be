import type { Article } from '../articles/article.ts';
import type { Discussion } from '../discussions/discussion.ts';
import type { CommentPage, DiscussionReader } from '../discussions/reading.ts';
import { compareSnowflakes } from '../snowflake.ts';
import type { WrittenComment } from './article-view.ts';

/** A discussion with its article. */
export interface Place {
  readonly article: Article;
  readonly discussion: Discussion;
}

/** A comment with where it is, and the names that its text may mention. */
export interface PlacedComment extends Place {
  readonly shown: WrittenComment;
  readonly names: CommentPage['names'];
}

/** Comments in a feed. */
const FEED_SIZE = 50;

/** How many discussions are read for a feed at most. */
const MOST_READ = 50;

/** Reads where the comments of these articles are. */
export async function placesOf(articles: readonly Article[], reader: DiscussionReader): Promise<Place[]> {
  const places = await Promise.all(
    articles.map(async (article) =>
      (await reader.ofArticle(article.key)).map((discussion) => ({ article, discussion })),
    ),
  );
  return places.flat();
}

/**
 * The newest comments of these discussions, newest first. No message of a discussion is newer than its cursor, so they are read from
 * the latest cursor on, until enough comments are newer than every cursor that is left: few discussions, however many there are.
 */
export async function newestComments(places: readonly Place[], reader: DiscussionReader): Promise<PlacedComment[]> {
  const latestFirst = places.toSorted((one, other) =>
    compareSnowflakes(other.discussion.cursor, one.discussion.cursor),
  );
  let found: PlacedComment[] = [];
  for (const place of latestFirst.slice(0, MOST_READ)) {
    const last = found[FEED_SIZE - 1];
    if (last && compareSnowflakes(last.shown.id, place.discussion.cursor) > 0) break;
    if (place.discussion.counts.comments === 0) continue;
    found = [...found, ...(await newestIn(place, reader))]
      .toSorted((one, other) => compareSnowflakes(other.shown.id, one.shown.id))
      .slice(0, FEED_SIZE);
  }
  return found;
}

async function newestIn(place: Place, reader: DiscussionReader): Promise<PlacedComment[]> {
  const query = { sort: 'newest', section: null, size: FEED_SIZE, from: { page: 1 } } as const;
  const page = await reader.page(place.discussion, query);
  if (!page) return [];
  return page.comments.flatMap((shown) => {
    const { comment } = shown;
    return comment ? [{ ...place, shown: { ...shown, comment }, names: page.names }] : [];
  });
}
