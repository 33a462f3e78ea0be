import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { AnswerHeaders } from './headers.ts';
import { LRUCache } from 'lru-cache';
import { isKnown } from './etag.ts';

/** An answer that is ready to be sent in one form. */
interface Form {
  readonly headers: AnswerHeaders;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** A text that is ready to be sent, as it is or packed with gzip, which takes a tenth of the way to a phone. */
export interface Packing {
  readonly plain: Form;
  readonly packed: Form;
}

const GZIP = /(?:^|[\s,])gzip\s*(?:,|$|;\s*q=(?!0(?:\.0*)?\s*(?:,|$)))/i;

const gzipped = promisify(gzip); // in another thread: a page of a megabyte takes many milliseconds

/** Makes both forms of a text; a strong ETag names one of them only, so the packed one has its own. `vary` is what else the answer hangs on. */
export async function packingOf(text: string, headers: AnswerHeaders): Promise<Packing> {
  const body = new TextEncoder().encode(text);
  const { etag, vary } = headers;
  const shared = { ...headers, vary: vary ? `accept-encoding, ${vary}` : 'accept-encoding' };
  return {
    plain: formOf(body, shared),
    packed: formOf(await gzipped(body), {
      ...shared,
      'content-encoding': 'gzip',
      ...(etag && { etag: etag.replace(/"$/, '-gzip"') }),
    }),
  };
}

/** The form for a reader, by the request's `Accept-Encoding`. */
export const formFor = ({ plain, packed }: Packing, request: Request): Form =>
  GZIP.test(request.headers.get('accept-encoding') ?? '') ? packed : plain;

/** The answer with a form; no body for HEAD. */
export const answerFrom = ({ headers, body }: Form, { method }: Request): Response =>
  new Response(method === 'HEAD' ? null : body, { headers });

const formOf = (body: Uint8Array<ArrayBuffer>, headers: AnswerHeaders): Form => ({
  headers: { ...headers, 'content-length': String(body.byteLength) },
  body,
});

/** A page that is ready to be sent; `etag` is the plan's. */
export type RenderedPage = Packing & { readonly etag: string };

/** How a page comes about: its ETag is cheap to know, its body is not. */
export interface PagePlan {
  readonly etag: string;
  render(): Promise<{ readonly headers: AnswerHeaders; readonly body: string }>;
}

/** Rendered pages by address, each served without a look at the store while `stamp()` stays the same. */
export interface PageCache {
  /** The page of an address if nothing can have changed since it was made. */
  fresh(address: string): RenderedPage | undefined;
  /** The page of an address: kept while the plan's ETag is the same, else made anew. Rejects when the plan does. */
  page(address: string, plan: () => Promise<PagePlan>): Promise<RenderedPage>;
}

interface Entry {
  page: RenderedPage;
  stamp: string;
}

/** How long a page is kept in memory after it was last made or found unchanged, in milliseconds: nobody may ask for it again after a word on it was erased. */
const KEPT = 10 * 60_000;

/** Builds a page cache that holds at most `maxBytes` of bodies (32 MiB unless told). `stamp` must change whenever any page may have. */
export function createPageCache({ stamp, maxBytes = 2 ** 25 }: { stamp: () => string; maxBytes?: number }): PageCache {
  const entries = new LRUCache<string, Entry>({
    maxSize: maxBytes,
    sizeCalculation: ({ page }) => page.plain.body.byteLength + page.packed.body.byteLength + 1024,
    ttl: KEPT,
    ttlAutopurge: true,
  });
  const underWay = new Map<string, Promise<RenderedPage>>();

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
      const waiting = underWay.get(name);
      if (waiting) return waiting;
      const made = make(address, now, plan).finally(() => underWay.delete(name));
      underWay.set(name, made);
      return made;
    },
  };
}

/** Answers with the page, or with 304 when the reader has it already; `more` are headers of this one answer. */
export function answerWith(page: RenderedPage, request: Request, more?: AnswerHeaders): Response {
  const form = formFor(page, request);
  const { etag = '', vary = '', 'cache-control': kept = '' } = form.headers;
  if (!isKnown(etag, request.headers.get('if-none-match')))
    return answerFrom(more ? { ...form, headers: { ...form.headers, ...more } } : form, request);
  return new Response(null, { status: 304, headers: { etag, vary, 'cache-control': kept, ...more } });
}

const renderedFrom = async (
  etag: string,
  { headers, body }: { headers: AnswerHeaders; body: string },
): Promise<RenderedPage> => ({ etag, ...(await packingOf(body, { ...headers, etag })) });
