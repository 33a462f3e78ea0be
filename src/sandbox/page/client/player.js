// @ts-check
import { post, tell, wordsFor } from './api.js';
import { announcePage } from './framed.js';
import { become, go } from './live.js';
import { NARROW, state, update } from './state.js';
import { CHAPTERS } from './story/chapters.js';
import { createStage } from './story/stage.js';

/** @typedef {import('../story.ts').Act} Act */
/** @typedef {import('../story.ts').Audience} Audience */

/** @typedef {import('./state.js').Playing} Playing */

const TYPING = 650; // milliseconds that it takes to type
const PRESSING = 450;
const QUICKLY = 120;
const READING = 850; // before and after a step

const UNSEEN = 'channel'; // a change of rights, which shows nowhere: one goes on looking at what came before

class StoppedError extends Error {}

/** @param {Partial<Playing>} patch */
const change = (patch) => state.playing && update({ playing: { ...state.playing, ...patch } });

const wait = (/** @type {number} */ time) => new Promise((resolve) => setTimeout(resolve, time));

/** Stops the playing chapter at its next pause. */
let playing = new AbortController();

/** Waits, longer while the story is paused. Throws `StoppedError` once stopped. @param {AbortSignal} signal @param {number} time */
async function breathe(signal, time) {
  await wait(time);
  while (!signal.aborted && state.playing?.isPaused) await wait(100);
  if (signal.aborted) throw new StoppedError();
}

/** What the member types; null if nothing. @param {Pick<Act, 'route' | 'body'>} act */
function typedFor({ route, body: { command, options, content } }) {
  if (route === 'command')
    return `/${String(command)} ${Object.entries(options ?? {})
      .map(([name, value]) => `${name}: ${String(value)}`)
      .join(' ')}`;
  return route === 'say' && typeof content === 'string' ? content : null;
}

/** Types the text into the composer. @param {AbortSignal} signal @param {string} text */
async function typeOut(signal, text) {
  const parts = 14;
  for (let part = 1; part <= parts; part++) {
    change({ ghost: text.slice(0, Math.ceil((text.length * part) / parts)) });
    await breathe(signal, TYPING / parts);
  }
}

/** Clears what was typed, filled in or pressed. */
function tidy() {
  if (!state.playing) return;
  const { ghost: _ghost, fields: _fields, pressed: _pressed, ...rest } = state.playing;
  update({ playing: rest });
}

/** Shows a chapter on this page at a readable pace. @param {AbortSignal} signal @param {import('../story.ts').Chapter} chapter @returns {Audience} */
const audienceOf = (signal, chapter) => ({
  async beginStep({ title, as, isQuick, looksAt, article, isOnExampleSite }, step) {
    change({ step, title, shown: null, looksAt: looksAt ?? null });
    update({ article: `/articles/${article ?? chapter.article}`, site: isOnExampleSite ? 'script' : 'belowline' });
    become(as);
    await breathe(signal, isQuick ? QUICKLY : 0);
  },
  async beforeAct({ as, place, route, body }, { isQuick, acts }) {
    if (route === UNSEEN) return breathe(signal, READING);
    become(as);
    if (route !== 'submit') go(place);
    const text = typedFor({ route, body });
    if (isQuick) return breathe(signal, QUICKLY);
    await breathe(signal, text || acts.length > 3 ? PRESSING : READING);
    if (text) await typeOut(signal, text);
    else {
      if (route === 'submit') change({ fields: /** @type {Record<string, unknown>} */ (body['fields']) });
      else if (route === 'click') change({ pressed: body });
      await breathe(signal, route === 'submit' ? READING : PRESSING);
    }
  },
  async afterAct({ modal }) {
    tidy();
    update({ modal: modal && 'id' in modal ? String(modal.id) : null });
  },
  async endStep({ isInDiscord }, shown) {
    change({ shown });
    announcePage();
    if (matchMedia(NARROW).matches && !isInDiscord) update({ pane: 'article' });
    await breathe(signal, READING);
  },
});

/** The newsroom of this page. */
const stage = createStage({ post });

/** Plays a chapter of the story on this page, in about half a minute. @param {number} number its index */
export async function play(number = 0) {
  playing.abort();
  playing = new AbortController();
  const { signal } = playing;
  update({
    playing: {
      chapter: number,
      step: 0,
      steps: 0,
      title: 'Preparing the chapter…',
      shown: null,
      looksAt: null,
      isPaused: false,
    },
    notice: null,
    modal: null,
  });
  try {
    const [{ playChapter }, loaded] = await Promise.all([import('./story/play.js'), CHAPTERS[number]?.load()]);
    if (!loaded) throw new Error(`there is no chapter ${number + 1}`);
    const { chapter } = loaded;
    change({ steps: chapter.steps.length });
    await playChapter(chapter, stage, audienceOf(signal, chapter));
    change({ step: chapter.steps.length });
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
  update({ playing: null, modal: null });
}
