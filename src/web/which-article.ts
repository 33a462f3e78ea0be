import type { Article } from '../articles/article.ts';
import { articleOfPage, type KnownPages, type PageMatch } from '../articles/article-of-page.ts';
import { MAX_PAGE_ADDRESS, readAddress } from '../articles/page-address.ts';
import { Problem } from './problem.ts';
import { quoted, single } from './addresses.ts';

/** The article that `article=` names, or that the page is which `url=` names, with its `canonical=` and `og=` where it has them. Throws `Problem`. */
export function articleAsked(parameters: URLSearchParams, known: KnownPages): Article {
  const slug = single(parameters, 'article');
  if (slug === null) return articleAt(matchAsked(parameters, known));
  if (parameters.has('url')) throw new Problem(400, 'page.embed.which');
  const article = known.library.bySlug(slug) ?? known.library.find(slug);
  if (!article) throw new Problem(404, 'page.embed.noArticle', { given: quoted(slug) });
  return article;
}

/** What is found for the page that `url=` names. Throws `Problem` 400 for an address that can be no page's. */
export function matchAsked(parameters: URLSearchParams, known: KnownPages): PageMatch {
  const url = single(parameters, 'url');
  if (url === null) throw new Problem(400, 'page.embed.which');
  const read = readAddress(url);
  if (read.type === 'refused') throw new Problem(400, `page.embed.${read.reason}`, refusal(url));
  return articleOfPage({ url, canonical: single(parameters, 'canonical'), og: single(parameters, 'og') }, known);
}

/** What a sentence about an address that cannot be a page's needs. */
export const refusal = (address: string): { given: string; most: number } => ({
  given: quoted(address),
  most: MAX_PAGE_ADDRESS,
});

function articleAt({ article, rivals, checked }: PageMatch): Article {
  if (article) return article;
  if (rivals) throw new Problem(409, 'page.embed.rivals', { one: rivals[0].title, other: rivals[1].title });
  throw new Problem(404, 'page.embed.unknown', { given: quoted(checked.at(-1)?.given ?? '') });
}
