// @ts-check
import { post, tell, wordsFor } from './api.js';
import { markPlayed, markTried, wasTried } from './deeds.js';
import { announcePage } from './framed.js';
import { become, go } from './live.js';
import { NARROW, state, update } from './state.js';
import { CHAPTERS } from './story/chapters.js';
import { actTime, LEAD, lookTime } from './story/pace.js';
import { createStage } from './story/stage.js';

/** @typedef {import('../story.ts').Act} Act */
/** @typedef {import('../story.ts').Audience} Audience */

/** @typedef {import('./state.js').Playing} Playing */

/** How many times faster than one can read the story is played: `?pace=20` is for tests. */
const PACE = Number(new URLSearchParams(location.search).get('pace')) || 1;

const PARTS = 14; // of what is typed
const SLICE = 50; // milliseconds between two looks whether → or Pause was pressed
const UNSEEN = 'channel'; // a change of rights, which shows nowhere: one goes on looking at what came before

class StoppedError extends Error {}

/** @param {Partial<Playing>} patch */
const change = (patch) => state.playing && update({ playing: { ...state.playing, ...patch } });

const wait = (/** @type {number} */ time) => new Promise((resolve) => setTimeout(resolve, time));

/** Stops the playing chapter at its next pause. */
let playing = new AbortController();

/** What → skips until a step has been shown: the pause when it was pressed between two steps, all waits when in one. @type {'nothing' | 'pause' | 'waits'} */
let skips = 'nothing';
let isReading = false;

/** Waits, longer while the story is paused. Throws `StoppedError` once stopped. @param {AbortSignal} signal @param {number} time at the ordinary pace */
async function breathe(signal, time) {
  const isHeld = () => state.playing?.isPaused && skips === 'nothing';
  const isSkipped = () => skips === (isReading ? 'pause' : 'waits');
  for (let left = time / PACE; (left > 0 || isHeld()) && !isSkipped() && !signal.aborted;) {
    const slice = Math.min(SLICE, isHeld() ? SLICE : left);
    await wait(slice);
    if (!isHeld()) left -= slice;
  }
  if (signal.aborted) throw new StoppedError();
}

/** Gives time to read what a step has shown. @param {AbortSignal} signal @param {number} time */
async function letRead(signal, time) {
  skips = 'nothing';
  isReading = true;
  await breathe(signal, time).finally(() => (isReading = false));
}

/** Goes on to the next step, or first to the end of this one. */
export function next() {
  skips = isReading ? 'pause' : 'waits';
}

/** What the member types; null if nothing. @param {Pick<Act, 'route' | 'body'>} act */
function typedFor({ route, body: { command, options, content } }) {
  if (route === 'command')
    return `/${String(command)} ${Object.entries(options ?? {})
      .map(([name, value]) => `${name}: ${String(value)}`)
      .join(' ')}`;
  return route === 'say' && typeof content === 'string' ? content : null;
}

/** Types the text into the composer. @param {AbortSignal} signal @param {string} text @param {number} time */
async function typeOut(signal, text, time) {
  for (let part = 1; part <= PARTS; part++) {
    change({ ghost: text.slice(0, Math.ceil((text.length * part) / PARTS)) });
    await breathe(signal, time / PARTS);
  }
}

/** Clears what was typed, filled in or pressed. */
function tidy() {
  if (!state.playing) return;
  const { ghost: _ghost, fields: _fields, pressed: _pressed, ...rest } = state.playing;
  update({ playing: rest });
}

/** Shows a chapter on this page at a readable pace. @param {AbortSignal} signal @param {import('../story.ts').Chapter} chapter @returns {Audience} */
function audienceOf(signal, chapter) {
  let acted = 0; // the time of the step's acts so far
  return {
    async beginStep({ title, as, article, isOnExampleSite }, step, place) {
      acted = 0;
      change({ step, title, shown: null, about: null, looksAt: null });
      update({ article: `/articles/${article ?? chapter.article}`, site: isOnExampleSite ? 'include' : 'belowline' });
      become(as);
      go(place);
      await breathe(signal, LEAD);
    },
    async beforeAct({ as, place, route, body }, step) {
      const text = typedFor({ route, body });
      const time = actTime(step, text !== null);
      acted += time;
      if (route === UNSEEN) return breathe(signal, time);
      become(as);
      if (route !== 'submit') go(place);
      if (typeof body['message'] === 'string') change({ about: body['message'] });
      if (text !== null && !step.isQuick) return typeOut(signal, text, time);
      if (route === 'submit') change({ fields: /** @type {Record<string, unknown>} */ (body['fields']) });
      else if (route === 'click') change({ pressed: body });
      await breathe(signal, time);
    },
    async afterAct({ modal }) {
      tidy();
      update({ modal: modal && 'id' in modal ? String(modal.id) : null });
    },
    async endStep(step, shown, about) {
      change({ shown, about, looksAt: step.looksAt ?? null });
      announcePage();
      if (matchMedia(NARROW).matches && !step.isInDiscord) update({ pane: 'article' });
      markPlayed();
      await letRead(signal, lookTime(step, { acted, seen: shown }));
    },
  };
}

/** The newsroom of this page. */
const stage = createStage({ post });

/** Plays a chapter of the story; asks first when that would undo what was tried in this box. @param {number} [number] its index */
export const play = (number = 0) => (wasTried() ? update({ wanted: number }) : playNow(number));

/** The chapter that was played last, to its end or until it noticed that it was stopped. @type {Promise<void>} */
let last = Promise.resolve();

/** Plays a chapter of the story on this page, once the one before it has stopped. @param {number} number its index */
export function playNow(number) {
  playing.abort();
  playing = new AbortController();
  const { signal } = playing;
  skips = 'nothing';
  markTried(false);
  markPlayed();
  const preparing = { step: 0, steps: 0, title: 'Preparing the chapter…', shown: null, about: null, looksAt: null };
  update({ playing: { chapter: number, ...preparing, isPaused: false }, wanted: null, notice: null, modal: null });
  last = last.then(() => playUntilStopped(signal, number));
}

/** @param {AbortSignal} signal @param {number} number */
async function playUntilStopped(signal, number) {
  try {
    const [{ playChapter }, loaded] = await Promise.all([import('./story/play.js'), CHAPTERS[number]?.load()]);
    if (!loaded) throw new Error(`there is no chapter ${number + 1}`);
    const { chapter } = loaded;
    if (signal.aborted) return;
    change({ steps: chapter.steps.length });
    await playChapter(chapter, stage, audienceOf(signal, chapter));
    change({ step: chapter.steps.length, about: null, looksAt: null });
    announcePage();
  } catch (error) {
    if (signal.aborted) return;
    update({ playing: null });
    tell(`The story stopped: ${wordsFor(error)}`, true);
  }
}

/** Pauses or resumes the story. */
export const pause = () => change({ isPaused: !state.playing?.isPaused });

/** Stops the story. */
export function stop() {
  playing.abort();
  markPlayed();
  update({ playing: null, modal: null });
}
