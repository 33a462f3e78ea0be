import { gzipSync } from 'node:zlib';
import type { AnswerHeaders } from './headers.ts';

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

/** Makes both forms of a text; a strong ETag names one of them only, so the packed one has its own. `vary` is what else the answer hangs on. */
export function packingOf(text: string, headers: AnswerHeaders): Packing {
  const body = new TextEncoder().encode(text);
  const { etag, vary } = headers;
  const shared = { ...headers, vary: vary ? `accept-encoding, ${vary}` : 'accept-encoding' };
  return {
    plain: formOf(body, shared),
    packed: formOf(gzipSync(body), {
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
