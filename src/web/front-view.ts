import type { ArticleLibrary } from '../articles/library.ts';
import type { Article } from '../articles/article.ts';
import type { Discussion } from '../discussions/discussion.ts';
import type { DiscussionReader } from '../discussions/ports.ts';
import { pictureOf, type Picture } from './images.ts';
import { Problem } from './problem.ts';

/** An article in the list of articles. */
export interface Teaser {
  readonly article: Article;
  readonly picture: Picture | undefined;
  readonly discussions: readonly Discussion[];
}

/** One page of the list of articles, newest first. */
export interface FrontView {
  readonly teasers: readonly Teaser[];
  readonly page: number;
  readonly pages: number;
}

const ARTICLES_A_PAGE = 20;

/** Reads one page of the list of articles. Throws `Problem` 404 past its end. */
export async function loadFront(
  page: number,
  { library, discussions }: { library: ArticleLibrary; discussions: DiscussionReader },
): Promise<FrontView> {
  const articles = library.all();
  const pages = Math.max(1, Math.ceil(articles.length / ARTICLES_A_PAGE));
  if (page > pages) throw new Problem(404, 'page.query.noMoreArticles');
  const shown = articles.slice((page - 1) * ARTICLES_A_PAGE, page * ARTICLES_A_PAGE);
  const teasers = await Promise.all(
    shown.map(async (article) => ({
      article,
      picture: await pictureOf(article),
      discussions: await discussions.ofArticle(article.key),
    })),
  );
  return { teasers, page, pages };
}

/** Published comments in all of an article's discussions; null when it has none. */
export function teaserCount({ discussions }: Pick<Teaser, 'discussions'>): number | null {
  if (discussions.length === 0) return null;
  return discussions.reduce((sum, { counts }) => sum + counts.comments, 0);
}
