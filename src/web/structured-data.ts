import type { Site } from './site.ts';
import type { ArticleView } from './article-view.ts';
import type { ShownComment } from '../discussions/reading.ts';
import { scoreOf } from '../discussions/comment.ts';
import { canonicalAddress } from '../articles/article.ts';
import { articlePath, permalinkPath, threadUrl } from './addresses.ts';
import { inSlices } from './slices.ts';
import { discordOptions } from './page/comment.ts';
import type { Picture } from './images.ts';
import { memberName, namelessOf } from './page/member.ts';
import type { PageContext } from './page/context.ts';
import { plainFromDiscord } from '../markdown/discord/plain.ts';

/** The article and the page's comments as schema.org's NewsArticle, safe inside a script element. */
export async function structuredData(
  view: ArticleView,
  picture: Picture | undefined,
  context: PageContext,
): Promise<string> {
  const { article, discussion, page } = view;
  const { site } = context;
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: article.title,
    description: article.description ?? undefined,
    inLanguage: article.language,
    url: canonicalAddress(article, site.url),
    mainEntityOfPage: canonicalAddress(article, site.url),
    datePublished: isoOr(article.published),
    author: article.authors.map((name) => ({ '@type': 'Person', name })),
    articleSection: article.section ?? undefined,
    keywords: article.tags.length > 0 ? article.tags : undefined,
    image: imageUrl(view, picture, site),
    publisher: { '@type': 'Organization', name: site.name, url: site.url },
    discussionUrl: discussion ? threadUrl(site, discussion) : `${site.url}${articlePath(article)}#comments`,
    commentCount: discussion?.counts.comments ?? 0,
    comment: (await inSlices(page.comments, (shown) => commentData(shown, view, context))).flat(),
  };
  return JSON.stringify(data).replaceAll('<', String.raw`\u003c`);
}

function commentData(shown: ShownComment, view: ArticleView, context: PageContext): object[] {
  if (!shown.comment) return [];
  const { site } = context;
  const urlOf = (id: string): string => site.url + permalinkPath(view.article, id);
  return [
    {
      '@type': 'Comment',
      '@id': urlOf(shown.id),
      url: urlOf(shown.id),
      text: plainFromDiscord(shown.comment.content, discordOptions(shown.comment.mentioned, view, context)),
      author: { '@type': 'Person', name: memberName(shown.authorName, context, namelessOf(shown.comment)) },
      dateCreated: isoOr(shown.createdAt),
      dateModified: isoOr(shown.comment.editedAt),
      upvoteCount: scoreOf(shown.comment.reactions),
      parentItem: shown.answered?.published ? { '@type': 'Comment', '@id': urlOf(shown.answered.id) } : undefined,
    },
  ];
}

function imageUrl({ article }: ArticleView, picture: Picture | undefined, site: Site): string | undefined {
  if (picture) return site.url + picture.path;
  return article.image?.type === 'remote' ? article.image.url : undefined;
}

function isoOr(time: number | null): string | undefined {
  return time === null ? undefined : new Date(time).toISOString();
}
