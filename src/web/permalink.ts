import type { Article } from '../articles/article.ts';
import type { DiscussionReader } from '../discussions/ports.ts';
import { isSnowflake } from '../discussions/snowflake.ts';
import { articlePath } from './addresses.ts';
import { REVALIDATED } from './headers.ts';
import { Problem } from './problem.ts';
import { PAGE_SIZE } from './query.ts';

/** Leads to the page that has the comment now, at the comment. Throws `Problem` 404 when no discussion of the article shows it. */
export async function permalinkAnswer(article: Article, id: string, reader: DiscussionReader): Promise<Response> {
  const discussions = isSnowflake(id) ? await reader.ofArticle(article.key) : [];
  for (const [index, discussion] of discussions.entries()) {
    const before = await reader.position(discussion, id);
    if (before === undefined) continue;
    const from = { page: Math.floor(before / PAGE_SIZE) + 1 };
    const path = articlePath(article, { discussion: index === 0 ? null : discussion.thread, from });
    return new Response(null, {
      status: 302,
      headers: { location: `${path}#comment-${id}`, 'cache-control': REVALIDATED },
    });
  }
  throw new Problem(404, 'page.problem.noComment');
}
