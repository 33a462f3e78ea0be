import type { Article } from './article.ts';
import type { ArticleLibrary } from './library.ts';
import { decoded, pageName, readAddress, type ReadAddress } from './page-address.ts';

/** The addresses that a page gives for itself, most trusted first; named as the query's parameters. */
export const CLAIMS = ['canonical', 'og', 'url'] as const;
export type Claim = (typeof CLAIMS)[number];

/** An address that a page claims, and the article at it. */
export interface CheckedClaim {
  readonly claim: Claim;
  readonly given: string;
  readonly read: ReadAddress;
  readonly article: Article | null;
}

/** The article of a page: that of the first claim that has one. */
export interface PageMatch {
  readonly checked: readonly CheckedClaim[];
  /** Null when no claim has an article, and when there are rivals. */
  readonly article: Article | null;
  /** The claimed article and another one, to which the page's own address belongs: the page gets neither's discussion. */
  readonly rivals: readonly [Article, Article] | null;
}

/** Where articles are looked up: the library, and the address of the site that shows each at `/articles/<slug>`. */
export interface KnownPages {
  readonly library: Pick<ArticleLibrary, 'byPage' | 'bySlug' | 'find'>;
  readonly site: string;
}

/** Finds the article of a page. A claim counts only when it names an article's address exactly. */
export function articleOfPage(claims: Readonly<Record<Claim, string | null>>, known: KnownPages): PageMatch {
  const checked = CLAIMS.flatMap((claim): CheckedClaim[] => {
    const given = claims[claim];
    if (given === null) return [];
    const read = readAddress(given);
    return [{ claim, given, read, article: read.type === 'page' ? articleNamed(read.name, known) : null }];
  });
  const article = checked.find((each) => each.article)?.article ?? null;
  const own = checked.find(({ claim }) => claim === 'url')?.article ?? null;
  const rivals = article && own && own !== article ? ([article, own] as const) : null;
  return { checked, article: rivals ? null : article, rivals };
}

/** Our own pages come first: what they show is certain. */
function articleNamed(name: string, { library, site }: KnownPages): Article | null {
  const own = `${pageName(site)}articles/`;
  const slug = name.startsWith(own) ? /^[^/?]+$/.exec(name.slice(own.length))?.[0] : undefined;
  const text = slug === undefined ? undefined : decoded(slug);
  const shown = text === undefined ? undefined : (library.bySlug(text) ?? library.find(text));
  return shown ?? library.byPage(name) ?? null;
}
