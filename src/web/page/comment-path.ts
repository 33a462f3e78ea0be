import { permalinkPath } from '../addresses.ts';
import type { ArticleView } from '../article-view.ts';

/** The way to a comment: its place on this page if it is here, else the address that leads to wherever it is. */
export function commentPath(id: string, { article, page }: ArticleView): string {
  return page.comments.some((shown) => shown.id === id) ? `#comment-${id}` : permalinkPath(article, id);
}
