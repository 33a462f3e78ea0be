import { setTimeout } from 'node:timers/promises';
import { DefaultRestOptions, DiscordAPIError, RESTJSONErrorCodes, type RESTOptions } from 'discord.js';
import { hasCode } from './errors.ts';

type MakeRequest = RESTOptions['makeRequest'];
type Answer = Awaited<ReturnType<MakeRequest>>;

const FIRST_ANSWER = /\/interactions\/\d+\/[^/]+\/callback(\?|$)/;
const TIME_TO_ANSWER = 3_000; // milliseconds: then Discord gives an interaction up
const PAUSE = 100; // milliseconds between two tries
const RESETS: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** Discord could not be given an interaction's first answer in time. */
class LateAnswerError extends Error {
  override readonly name = 'LateAnswerError';
}

const isReset = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && RESETS.has(String(error.code));

/** A refusal as it came; one that says that an earlier try has arrived is success. */
async function judged(refusal: Answer): Promise<Answer> {
  if (!refusal.headers.get('content-type')?.startsWith('application/json')) return refusal;
  const body = (await refusal.json()) as { code?: number };
  const isAcknowledged = body.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
  return isAcknowledged ? new Response(null, { status: 204 }) : Response.json(body, { status: refusal.status });
}

/** One try; undefined where the line broke or Discord failed. */
async function tried(url: string, init: Parameters<MakeRequest>[1]): Promise<Answer | undefined> {
  try {
    const answer = await DefaultRestOptions.makeRequest(url, init);
    if (answer.status < 400 || answer.status === 429) return answer;
    if (answer.status < 500) return await judged(answer);
    await answer.arrayBuffer();
  } catch (error) {
    if (!isReset(error)) throw error;
  }
  return undefined;
}

/**
 * Sends the bot's requests. An interaction's first answer is tried again after a cut line or a 5xx, for three seconds in all;
 * one that Discord has already is success. All else is discord.js' own way.
 */
export const makeRequest: MakeRequest = async (url, init) => {
  if (!FIRST_ANSWER.test(url)) return DefaultRestOptions.makeRequest(url, init);
  const signal = AbortSignal.timeout(TIME_TO_ANSWER);
  try {
    for (;;) {
      const answer = await tried(url, { ...init, signal });
      if (answer) return answer;
      await setTimeout(PAUSE, undefined, { signal });
    }
  } catch (cause) {
    if (!signal.aborted) throw cause;
    throw new LateAnswerError('Discord was not given the answer within three seconds', { cause });
  }
};

/** Whether Discord takes no answer to this interaction any more: it came too late, or its thread is closed. */
export const isUnanswerable = (error: unknown): error is Error =>
  error instanceof LateAnswerError ||
  (error instanceof DiscordAPIError &&
    /\/(interactions|webhooks)\//.test(error.url) &&
    hasCode(
      error,
      RESTJSONErrorCodes.UnknownInteraction,
      RESTJSONErrorCodes.InvalidActionOnArchivedThread,
      RESTJSONErrorCodes.InvalidWebhookToken, // the fifteen minutes are over
    ));

/**
 * Carries out what stands even if the asker cannot be told of it: the first answer and the deed run side by side.
 * Throws once both have ended, what went wrong with the deed before what went wrong with the answer.
 */
export async function regardlessOf<Result>(answer: Promise<unknown>, deed: Promise<Result>): Promise<Result> {
  const [told, done] = await Promise.allSettled([answer, deed]);
  if (done.status === 'rejected') throw done.reason;
  if (told.status === 'rejected') throw told.reason;
  return done.value;
}
