/** Headers of one answer, names in lower case. */
export type AnswerHeaders = Readonly<Record<string, string>>;

const EVERYWHERE: AnswerHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Pages are asked for again each time, and answered with a 304 while nothing changed. */
export const REVALIDATED = 'no-cache';

/** For addresses that name their content. */
export const IMMUTABLE = 'public, max-age=31536000, immutable';

/** For addresses that stay the same while their content changes with a new release. */
export const KEPT_SHORTLY = 'public, max-age=300, stale-while-revalidate=86400';

/** For answers that are never to be kept. */
export const NEVER_KEPT = 'no-store';

/** Headers of a page: nothing but our own styles and pictures, no script, and in nobody's frame except `frameAncestors`. */
export function pageHeaders(frameAncestors: readonly string[]): AnswerHeaders {
  const ancestors = frameAncestors.length === 0 ? "'none'" : frameAncestors.join(' ');
  return {
    ...EVERYWHERE,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ${ancestors}`,
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'browsing-topics=(), camera=(), geolocation=(), microphone=()',
  };
}

/** Headers of anything that is not a page: it may not act as one either. */
export function dataHeaders(contentType: string): AnswerHeaders {
  return {
    ...EVERYWHERE,
    'content-type': contentType,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  };
}

/** Leads for good to another path of ours. */
export const movedTo = (path: string): Response =>
  new Response(null, { status: 301, headers: { location: path, 'cache-control': REVALIDATED } });

/** The address of something of an article without doubled slashes and without one at its end; null when it has neither. */
export function tidied(address: string): string | null {
  const { pathname, search } = new URL(address);
  const path = pathname.replaceAll(/\/{2,}/g, '/').replace(/\/$/, '');
  return path !== pathname && path.startsWith('/articles/') ? path + search : null;
}
