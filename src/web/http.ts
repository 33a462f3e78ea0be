import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** Headers of one response, names in lower case. */
export type AnswerHeaders = Readonly<Record<string, string>>;

const EVERYWHERE: AnswerHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Cache-Control of pages: a browser asks each time, and gets a 304 while nothing changed. */
export const REVALIDATED = 'no-cache';

/** Cache-Control of addresses that name their content. */
export const IMMUTABLE = 'public, max-age=31536000, immutable';

/** Cache-Control of addresses whose content changes with a release. */
export const KEPT_SHORTLY = 'public, max-age=300, stale-while-revalidate=86400';

/** Cache-Control of errors and of health. */
export const NEVER_KEPT = 'no-store';

/** Headers of a page: it loads our own styles, fonts and pictures only, runs our own scripts or none, and only `frameAncestors` may frame it. */
export function pageHeaders(frameAncestors: readonly string[], { runsScripts = false } = {}): AnswerHeaders {
  const scripts = runsScripts ? "script-src 'self'; connect-src 'self'; " : '';
  const ancestors = frameAncestors.length === 0 ? "'none'" : frameAncestors.join(' ');
  return {
    ...EVERYWHERE,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; ${scripts}style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ${ancestors}`,
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'browsing-topics=(), camera=(), geolocation=(), microphone=()',
  };
}

/** Headers of anything that is not a page: it loads nothing, and nobody may frame it. */
export function dataHeaders(contentType: string): AnswerHeaders {
  return {
    ...EVERYWHERE,
    'content-type': contentType,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  };
}

/** Permanent redirect to one of our paths. */
export const permanentRedirect = (path: string): Response =>
  new Response(null, { status: 301, headers: { location: path, 'cache-control': REVALIDATED } });

/** The path and query of an address below `/articles/` without doubled and trailing slashes; null when it has none. */
export function withoutExtraSlashes(address: string): string | null {
  const { pathname, search } = new URL(address);
  const path = pathname.replaceAll(/\/{2,}/g, '/').replace(/\/$/, '');
  return path !== pathname && path.startsWith('/articles/') ? path + search : null;
}

/** A strong ETag: the hash of everything that a response is made of. */
export function etagFrom(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return `"${hash.digest('base64url').slice(0, 27)}"`;
}

/** Whether a request's `If-None-Match` names this ETag. */
export function matchesEtag(etag: string, ifNoneMatch: string | null): boolean {
  if (ifNoneMatch === null) return false;
  if (ifNoneMatch === etag || ifNoneMatch === '*') return true;
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
}

/** A body with its headers, ready to send. */
interface Representation {
  readonly headers: AnswerHeaders;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** A text in both content encodings, ready to send; gzip makes a page ten times smaller. */
export interface EncodedText {
  readonly identity: Representation;
  readonly gzip: Representation;
}

const ACCEPTS_GZIP = /(?:^|[\s,])gzip\s*(?:,|$|;\s*q=(?!0(?:\.0*)?\s*(?:,|$)))/i;

const gzipped = promisify(gzip); // in another thread: a page of a megabyte takes many milliseconds

/** Encodes a text. A strong ETag names one encoding only, so the gzip one gets its own. */
export async function encodedText(text: string, headers: AnswerHeaders): Promise<EncodedText> {
  const body = new TextEncoder().encode(text);
  const { etag, vary } = headers;
  const shared = { ...headers, vary: vary ? `accept-encoding, ${vary}` : 'accept-encoding' };
  return {
    identity: representationOf(body, shared),
    gzip: representationOf(await gzipped(body), {
      ...shared,
      'content-encoding': 'gzip',
      ...(etag && { etag: etag.replace(/"$/, '-gzip"') }),
    }),
  };
}

/** The encoding that a request's `Accept-Encoding` asks for. */
export const negotiated = ({ identity, gzip }: EncodedText, request: Request): Representation =>
  ACCEPTS_GZIP.test(request.headers.get('accept-encoding') ?? '') ? gzip : identity;

/** The response that sends a representation; no body for HEAD. */
export const answerFrom = ({ headers, body }: Representation, { method }: Request): Response =>
  new Response(method === 'HEAD' ? null : body, { headers });

/** A body with its length. */
export const representationOf = (body: Uint8Array<ArrayBuffer>, headers: AnswerHeaders): Representation => ({
  headers: { ...headers, 'content-length': String(body.byteLength) },
  body,
});
