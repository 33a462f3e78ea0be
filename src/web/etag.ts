import { createHash } from 'node:crypto';
import type { ArticleFrame } from './article-view.ts';
import type { Discussion } from '../discussions/discussion.ts';

/** A strong ETag: a hash of everything that the answer is made of. */
export function etagFrom(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return `"${hash.digest('base64url').slice(0, 27)}"`;
}

/** Names one state of a discussion; it changes with every change that the page may show. */
export function stateOf({ thread, epoch, version }: Discussion): string {
  return `${thread}/${epoch}.${version}`;
}

/** Names all that an answer about an article is made of, but its address. */
export function namesOfFrame({ article, discussions, invite }: ArticleFrame, identity: string): string[] {
  return [identity, article.slug, article.hash, invite ?? '', ...discussions.map(stateOf)];
}

/** Whether the reader already has the answer with this ETag, by the request's `If-None-Match`. */
export function isKnown(etag: string, ifNoneMatch: string | null): boolean {
  if (ifNoneMatch === null) return false;
  if (ifNoneMatch === etag || ifNoneMatch === '*') return true;
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
}
