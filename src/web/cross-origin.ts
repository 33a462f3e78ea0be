import { quoted } from './addresses.ts';
import { createEmbedOrigins, type EmbedOrigins } from './embed-origins.ts';
import { type AnswerHeaders, dataHeaders, NEVER_KEPT } from './http.ts';
import type { WebParts } from './parts.ts';
import { problemJson } from './problem.ts';

/** How pages of other sites are answered. */
export interface CrossOrigin {
  readonly origins: EmbedOrigins;
  /** Whether pages of this origin may not read our answers. */
  isRefused(origin: string | null): boolean;
  /** Answers for a page of another site, so that its script can read the answer; errors too. */
  answerForSite(request: Request, answer: () => Promise<Response>): Promise<Response>;
}

/** Creates the answers for pages of other sites. */
export function createCrossOrigin(
  parts: Pick<WebParts, 'library' | 'context' | 'embedOrigins' | 'problems'>,
): CrossOrigin {
  const { library, context, problems, embedOrigins } = parts;
  const origins = createEmbedOrigins(library, { site: context.site.url, allowed: embedOrigins });
  const isRefused = (origin: string | null): boolean => origin !== null && !origins.allows(origin);
  return {
    origins,
    isRefused,
    async answerForSite(request, answer) {
      const origin = request.headers.get('origin');
      if (isRefused(origin)) return refusal(context.t('page.embed.origin', { given: quoted(origin ?? '') }));
      const answered = await answer().catch((error: unknown) => problems.answer(error, request));
      for (const [name, value] of Object.entries(readableBy(origin) ?? { vary: VARY }))
        answered.headers.set(name, value);
      return answered;
    },
  };
}

/** An answer without an origin and one for an origin are not the same to a cache. */
const VARY = 'accept-encoding, origin';

/** Headers with which a page of this origin may read the answer; undefined without an origin. */
export const readableBy = (origin: string | null): AnswerHeaders | undefined =>
  origin === null ? undefined : { vary: VARY, 'access-control-allow-origin': origin };

/** Anyone may read why it was refused: a site's own developer sees it in the browser's console. */
function refusal(detail: string): Response {
  const headers = { ...dataHeaders('application/problem+json'), 'access-control-allow-origin': '*', vary: VARY };
  return new Response(problemJson(403, detail), { status: 403, headers: { ...headers, 'cache-control': NEVER_KEPT } });
}
