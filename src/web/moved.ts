import { REVALIDATED } from './headers.ts';

/** Leads for good to another path of ours. */
export const movedTo = (path: string): Response =>
  new Response(null, { status: 301, headers: { location: path, 'cache-control': REVALIDATED } });

/** The address of something of an article without doubled slashes and without one at its end; null when it has neither. */
export function tidied(address: string): string | null {
  const { pathname, search } = new URL(address);
  const path = pathname.replaceAll(/\/{2,}/g, '/').replace(/\/$/, '');
  return path !== pathname && path.startsWith('/articles/') ? path + search : null;
}
