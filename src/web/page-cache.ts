import { type AnswerHeaders, matchesEtag, type EncodedText, negotiated, answerFrom, encodedText } from './http.ts';
import { LRUCache } from 'lru-cache';

/** A page that is ready to send; `etag` is the plan's. */
export type RenderedPage = EncodedText & { readonly etag: string };

/** How a page is made: its ETag is cheap, its body is not. */
export interface PagePlan {
  readonly etag: string;
  render(): Promise<{ readonly headers: AnswerHeaders; readonly body: string }>;
}

/** Rendered pages by address; while `stamp()` stays the same they are served without reading the store. */
export interface PageCache {
  /** The page of an address, unless anything may have changed since it was made. */
  fresh(address: string): RenderedPage | undefined;
  /** The page of an address: the cached one while the plan's ETag is the same, else a new one. Rejects when the plan does. */
  page(address: string, plan: () => Promise<PagePlan>): Promise<RenderedPage>;
}

interface Entry {
  page: RenderedPage;
  stamp: string;
}

/** Milliseconds for which a page stays in memory after it was made or found unchanged: erased words must not stay in a page that nobody asks for. */
const TIME_TO_LIVE = 10 * 60_000;

/** Creates a page cache of at most `maxBytes` of bodies (default 32 MiB). `stamp` must change whenever any page may have changed. */
export function createPageCache({ stamp, maxBytes = 2 ** 25 }: { stamp: () => string; maxBytes?: number }): PageCache {
  const entries = new LRUCache<string, Entry>({
    maxSize: maxBytes,
    sizeCalculation: ({ page }) => page.identity.body.byteLength + page.gzip.body.byteLength + 1024,
    ttl: TIME_TO_LIVE,
    ttlAutopurge: true,
  });
  const pending = new Map<string, Promise<RenderedPage>>();

  async function make(address: string, now: string, plan: () => Promise<PagePlan>): Promise<RenderedPage> {
    const { etag, render } = await plan();
    const known = entries.peek(address);
    const page = known?.page.etag === etag ? known.page : await renderedFrom(etag, await render());
    entries.set(address, { page, stamp: now });
    return page;
  }

  return {
    fresh(address) {
      const entry = entries.get(address);
      return entry?.stamp === stamp() ? entry.page : undefined;
    },
    page(address, plan) {
      const now = stamp();
      const name = `${now} ${address}`;
      const waiting = pending.get(name);
      if (waiting) return waiting;
      const made = make(address, now, plan).finally(() => pending.delete(name));
      pending.set(name, made);
      return made;
    },
  };
}

/** Responds with the page, or with 304 when the browser has it; `more` are headers of this response alone. */
export function answerWith(page: RenderedPage, request: Request, more: AnswerHeaders = {}): Response {
  const { headers, body } = negotiated(page, request);
  const { etag = '', vary = '', 'cache-control': kept = '' } = headers;
  if (!matchesEtag(etag, request.headers.get('if-none-match')))
    return answerFrom({ headers: { ...headers, ...more }, body }, request);
  return new Response(null, { status: 304, headers: { etag, vary, 'cache-control': kept, ...more } });
}

const renderedFrom = async (
  etag: string,
  { headers, body }: { headers: AnswerHeaders; body: string },
): Promise<RenderedPage> => ({ etag, ...(await encodedText(body, { ...headers, etag })) });
