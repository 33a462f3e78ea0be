import type { ArticleLibrary } from '../articles/library.ts';

/** Whose pages may show comments. */
export interface EmbedOrigins {
  /** Whether scripts of pages of this origin may read comments, and frames of them hold them. */
  allows(origin: string): boolean;
  /** For `frame-ancestors`. */
  all(): readonly string[];
}

/** The origins of the articles' own addresses, with and without `www`, our own, and those that are `allowed` besides. */
export function createEmbedOrigins(
  library: Pick<ArticleLibrary, 'all' | 'version'>,
  { site, allowed }: { site: string; allowed: readonly string[] },
): EmbedOrigins {
  let known = { version: -1, origins: new Set<string>() };

  function origins(): ReadonlySet<string> {
    const version = library.version();
    if (known.version !== version) {
      const homes = new Set(library.all().flatMap(({ url }) => (url === null ? [] : [new URL(url).origin])));
      known = { version, origins: new Set([new URL(site).origin, ...allowed, ...[...homes].flatMap(withTwin)]) };
    }
    return known.origins;
  }

  return { allows: (origin) => origins().has(origin), all: () => [...origins()] };
}

function withTwin(origin: string): string[] {
  const [scheme = '', host = ''] = origin.split('//');
  return [origin, `${scheme}//${host.startsWith('www.') ? host.slice(4) : `www.${host}`}`];
}
