// @ts-check
import { markTried, noteDeed } from './deeds.js';
import { spokenSpan } from './spans.js';
import { state, update } from './state.js';

/** The bot's response, or the sent message. @typedef {{ id?: string, replies?: { id: string, channel_id: string, content: string }[], modal?: { id: string } | null }} Answer */

/** The sandbox refused, with Discord's code and message. */
class RefusedError extends Error {
  /** @param {{ code: number, message: string, errors?: object, retry_after?: number }} answer */
  constructor({ code, message, errors, retry_after }) {
    super(errors ? (firstProblem(errors) ?? message) : message);
    this.name = 'RefusedError';
    this.code = code;
    this.retryAfter = retry_after ?? 0;
  }
}

/** @param {unknown} errors @returns {string | undefined} the first sentence in Discord's tree of errors */
function firstProblem(errors) {
  if (typeof errors !== 'object' || errors === null) return undefined;
  if ('_errors' in errors && Array.isArray(errors._errors)) {
    const [first] = /** @type {{ message: string }[]} */ (errors._errors);
    return first?.message;
  }
  return Object.values(errors).map(firstProblem).find(Boolean);
}

/**
 * Performs an action over HTTP as the current member, unless the body names another.
 * Throws `RefusedError`.
 * @template [Result=Answer]
 * @param {string} route
 * @param {object} body
 * @returns {Promise<Result>}
 */
export async function post(route, body) {
  const response = await fetch(`/sandbox/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: state.as, ...body }),
  });
  const answer = /** @type {unknown} */ (await response.json());
  if (!response.ok) throw new RefusedError(/** @type {{ code: number, message: string }} */ (answer));
  return /** @type {Result} */ (answer);
}

const NO_ANSWER = 10_062;
const SLOW_MODE = 20_016;

/** @param {unknown} error @returns {string} what a person is told */
export function wordsFor(error) {
  if (!(error instanceof RefusedError)) return `The sandbox does not respond: ${String(error)}`;
  if (error.code === NO_ANSWER) return 'The application did not respond within 3 seconds.';
  if (error.code === SLOW_MODE) return `Slow mode is on here. Try again in ${spokenSpan(error.retryAfter * 1000)}.`;
  return error.code ? `${error.message} (Discord’s error ${error.code})` : error.message;
}

/** @param {string} text */
export const tell = (text, isError = false) => update({ notice: { text, isError } });

/** @param {string} id */
const nameOf = (id) => {
  const place = state.view?.places.find((each) => each.id === id);
  return place ? `#${place.name}` : 'another channel';
};

/** Records the deeds of the first steps. @param {string} route @param {{ command?: unknown }} body @param {Answer} answer */
function noteAct(route, { command }, { id, replies }) {
  const isOpened = replies?.some(({ content }) => /\/channels\/\d+\/\d+/.test(content));
  if (route === 'command' && command === 'article' && isOpened) noteDeed('article');
  if (route === 'say' && id) noteDeed(`said:${id}`);
}

/**
 * Like `post`, but shows errors and opens a modal from the response.
 * @param {string} route @param {object} body
 * @returns {Promise<Answer | null>} null when it was refused
 */
export async function attempt(route, body) {
  try {
    const answer = await post(route, body);
    markTried();
    noteAct(route, body, answer);
    update({ notice: null, ...(answer.modal && { modal: answer.modal.id }) });
    const place = answer.replies?.[0]?.channel_id;
    if (place && place !== state.place) tell(`The bot answered in ${nameOf(place)}.`);
    return answer;
  } catch (error) {
    tell(wordsFor(error), true);
    return null;
  }
}
