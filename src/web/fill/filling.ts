import type { Article } from '../../articles/article.ts';
import { articleOfPage, type KnownPages } from '../../articles/article-of-page.ts';
import type { DiscussionReader } from '../../discussions/reading.ts';
import { languageOf, translator } from '../../language/translate.ts';
import { DEFAULT_SORT, queryFromParameters } from '../addresses.ts';
import { etagPartsOf, loadView, resolveQuery, type ResolvedQuery } from '../article-view.ts';
import { etagFrom } from '../http.ts';
import type { PageContext } from '../page/context.ts';
import { fragmentHtml } from '../page/fragment.ts';
import type { Site } from '../page/context.ts';
import { type Content, type PlaceKind, readPage } from './filled-page.ts';
import { invisionContent } from './invision.ts';

/** What became of a page; `reason` is a sentence for the operator. */
export type Filled =
  | { readonly type: 'filled'; readonly page: Buffer; readonly article: Article; readonly state: string }
  /** It has no place for comments. */
  | { readonly type: 'placeless' }
  /** It has a place, and is no article's page as far as we know. */
  | { readonly type: 'unknown'; readonly reason: string }
  | { readonly type: 'refused'; readonly reason: string };

/** Fills pages that lie as files. */
export interface PageFilling {
  /** Writes an article's comments into the bytes of a page; the article is the one that the page names as its own unless told. */
  fill(bytes: Buffer, article?: Article): Promise<Filled>;
  /** The `state` of what would be written for an article now: another one whenever that may have changed. */
  stateOf(article: Article): Promise<string>;
}

/** What pages are filled from. */
export interface FillingParts {
  readonly library: KnownPages['library'];
  readonly discussions: DiscussionReader;
  readonly site: Site;
}

/** Fills pages with the first page of an article's comments, as its own page shows it. */
export function createFilling({ library, discussions, site }: FillingParts): PageFilling {
  const known = { library, site: site.url };
  const query = queryFromParameters(new URLSearchParams(), DEFAULT_SORT.data);

  function contextIn(tag: string): PageContext {
    const language = languageOf(tag);
    return { site, language, t: translator(language) };
  }

  const resolve = (article: Article): Promise<ResolvedQuery> => resolveQuery(article, query, discussions);
  const nameOf = (resolved: ResolvedQuery): string => etagFrom(...etagPartsOf(resolved, site.build));

  async function contentOf(resolved: ResolvedQuery, kind: PlaceKind): Promise<Content> {
    const view = await loadView(resolved, discussions);
    const context = contextIn(resolved.article.language);
    if (kind !== 'markers') return invisionContent(view, context, kind);
    return { comments: await fragmentHtml(view, context), recommended: null };
  }

  return {
    async fill(bytes, given) {
      const page = await readPage(bytes);
      if (page.type !== 'fillable') return page;
      const named = given ? { article: given } : articleNamed(page.addresses, known);
      if (!('article' in named)) return named;
      const resolved = await resolve(named.article);
      const content = await contentOf(resolved, page.kind);
      return { type: 'filled', page: page.filledWith(content), article: named.article, state: nameOf(resolved) };
    },
    stateOf: async (article) => nameOf(await resolve(article)),
  };
}

type Named = { readonly article: Article } | Extract<Filled, { type: 'unknown' | 'refused' }>;

/** The one article that a page's own addresses lead to. */
function articleNamed(addresses: readonly string[], known: KnownPages): Named {
  const none = { canonical: null, og: null, url: null };
  const articles = addresses.flatMap((address) => articleOfPage({ ...none, canonical: address }, known).article ?? []);
  const [article, other] = new Set(articles);
  if (other) {
    const reason = `It says that it is “${article?.title}” and “${other.title}” (rel=canonical, og:url): it gets neither’s comments.`;
    return { type: 'refused', reason };
  }
  if (article) return { article };
  const [named] = addresses;
  const reason =
    named === undefined
      ? 'It does not say which page it is: it has no rel=canonical and no og:url.'
      : `No article is known at the address that it names, ${JSON.stringify(named.slice(0, 200))}.`;
  return { type: 'unknown', reason };
}
