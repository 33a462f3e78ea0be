// @ts-check
import { post, tell, wordsFor } from './api.js';
import { become, go } from './live.js';
import { state, update } from './state.js';
import { playStep, propsOf } from './stage.js';
import { ARTICLE, STORY } from './story.js';

/** @typedef {import('./stage.js').Step} Step */
/** @typedef {import('./stage.js').Stage} Stage */

/**
 * How far the story has come.
 * @typedef {object} Playing
 * @property {number} step the index of the step that is played; the number of steps when it has ended
 * @property {string | null} shown what the page shows after it
 * @property {boolean} isPaused
 * @property {string} [ghost] what is being typed
 */

const TYPING = 900; // milliseconds that the typing of one step takes
const NARROW = '(max-width: 900px)'; // as in base.css: one part of the page at a time
const READING = 1_300; // milliseconds before and after a step

/** @param {Partial<Playing>} patch */
const change = (patch) => state.playing && update({ playing: { ...state.playing, ...patch } });

const wait = (/** @type {number} */ time) => new Promise((resolve) => setTimeout(resolve, time));

/** Waits, and as long as the story is paused. Throws `StoppedError` when it was stopped. @param {number} time */
async function breathe(time) {
  await wait(time);
  while (state.playing?.isPaused) await wait(100);
  if (!state.playing) throw new StoppedError();
}

class StoppedError extends Error {}

/** What the member types for a step; null when nothing is typed. @param {import('./stage.js').Act} act */
function typedFor({ route, content, command, options }) {
  if (route === 'command')
    return `/${String(command)} ${Object.entries(options ?? {})
      .map(([name, value]) => `${name}: ${String(value)}`)
      .join(' ')}`;
  return route === 'say' && typeof content === 'string' ? content : null;
}

/** Lets the text appear where one writes. @param {string} text */
async function typeOut(text) {
  const parts = 18;
  for (let part = 1; part <= parts; part++) {
    change({ ghost: text.slice(0, Math.ceil((text.length * part) / parts)) });
    await breathe(TYPING / parts);
  }
}

/** @param {Step} step @param {Stage} stage */
async function perform(step, stage) {
  const prop = propsOf(stage);
  become(step.as);
  go(prop(step.where));
  await breathe(READING);
  const text = typedFor(step.act(prop));
  if (text) await typeOut(text);
  else await breathe(TYPING);
  if (state.playing) {
    const { ghost: _typed, ...rest } = state.playing;
    update({ playing: rest });
  }
  change({ shown: await playStep(step, stage) });
  if (matchMedia(NARROW).matches) update({ pane: 'article' });
  await breathe(READING);
}

/** The page's comments as the article's server has them. @returns {Promise<import('./stage.js').StoryPage>} */
async function readPage() {
  const response = await fetch(`/articles/${ARTICLE}/comments.json?sort=newest`);
  if (!response.ok) throw new Error(`the page of the article “${ARTICLE}” answers ${response.status}`);
  return /** @type {import('./stage.js').StoryPage} */ (await response.json());
}

/** Plays the tour's story before the person's eyes, in about half a minute. */
export async function play() {
  const channel = state.view?.places.find(({ kind, name }) => kind === 'text' && name === 'news')?.id ?? '';
  const stage = { article: ARTICLE, channel, post, page: readPage, props: new Map() };
  update({ playing: { step: 0, shown: null, isPaused: false }, article: `/articles/${ARTICLE}`, notice: null });
  try {
    for (const [index, step] of STORY.entries()) {
      change({ step: index, shown: null });
      await perform(step, stage);
    }
    change({ step: STORY.length });
  } catch (error) {
    update({ playing: null });
    if (!(error instanceof StoppedError)) tell(`The story stopped: ${wordsFor(error)}`, true);
  }
}

/** Holds the story, or lets it go on. */
export const pause = () => change({ isPaused: !state.playing?.isPaused });

/** Ends the story where it is. */
export const stop = () => update({ playing: null });
