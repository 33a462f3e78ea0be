import { setTimeout } from 'node:timers/promises';
import { DefaultRestOptions, DiscordAPIError, RESTJSONErrorCodes, type RESTOptions } from 'discord.js';
import { hasCode } from './errors.ts';

type MakeRequest = RESTOptions['makeRequest'];
type Answer = Awaited<ReturnType<MakeRequest>>;

const FIRST_ANSWER = /\/interactions\/\d+\/[^/]+\/callback(\?|$)/;
const TIME_TO_ANSWER = 3_000; // milliseconds, Discord's limit for an interaction's first answer
const PAUSE = 100; // milliseconds between two tries
const RESETS: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** An interaction's first answer did not reach Discord in time. */
class LateAnswerError extends Error {
  override readonly name = 'LateAnswerError';
}

const isReset = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && RESETS.has(String(error.code));

/** Turns "already acknowledged" into success: an earlier try arrived. Any other refusal stays. */
async function judged(refusal: Answer): Promise<Answer> {
  if (!refusal.headers.get('content-type')?.startsWith('application/json')) return refusal;
  const body = (await refusal.json()) as { code?: number };
  const isAcknowledged = body.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
  return isAcknowledged ? new Response(null, { status: 204 }) : Response.json(body, { status: refusal.status });
}

/** One try; undefined when the connection broke or Discord failed. */
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
 * Sends the bot's requests. An interaction's first answer is tried again after a broken connection or a 5xx, for three seconds
 * in all; one that Discord has already is a success. All other requests are sent as discord.js does.
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
    throw new LateAnswerError('The answer did not reach Discord within three seconds', { cause });
  }
};

/** Whether Discord no longer takes an answer to this interaction: it was too late, or the thread is closed. */
export const isUnanswerable = (error: unknown): error is Error =>
  error instanceof LateAnswerError ||
  (error instanceof DiscordAPIError &&
    /\/(interactions|webhooks)\//.test(error.url) &&
    hasCode(
      error,
      RESTJSONErrorCodes.UnknownInteraction,
      RESTJSONErrorCodes.InvalidActionOnArchivedThread,
      RESTJSONErrorCodes.InvalidWebhookToken, // more than fifteen minutes have passed
    ));

/**
 * Runs an interaction's first answer and its action side by side, so that the action is done even if the answer fails. Throws
 * when both have ended: the action's error, else the answer's.
 */
export async function regardlessOf<Result>(answer: Promise<unknown>, action: Promise<Result>): Promise<Result> {
  const [answered, done] = await Promise.allSettled([answer, action]);
  if (done.status === 'rejected') throw done.reason;
  if (answered.status === 'rejected') throw answered.reason;
  return done.value;
}
