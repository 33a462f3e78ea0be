// @ts-check
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { deeds, noteDeed } from './deeds.js';
import { Icon } from './icons.js';
import { html } from './markup.js';
import { next, pause, play, playNow, stop } from './player.js';
import { kept, NARROW, remember, state, update } from './state.js';
import { CHAPTERS } from './story/chapters.js';

/** The things to try, with their deeds. */
const STEPS = [
  { words: html`In <b>#news</b>, type <kbd>/article</kbd> and choose one. It gets a thread.`, deed: 'article' },
  { words: html`Open its thread in the channel list.`, deed: 'thread' },
  { words: html`Reply there as any member, then press <b>Show mine</b> when the bot asks.`, deed: 'comment' },
  { words: html`Your reply is a comment on the article’s page.`, deed: 'seen' },
];

/** Which steps the person has done in this box, in order. @returns {boolean[]} */
function useDone() {
  const all = deeds();
  const isSeen = all.includes('comment') && (state.pane === 'article' || !matchMedia(NARROW).matches);
  useEffect(() => {
    if (isSeen) noteDeed('seen');
  }, [isSeen]);
  return STEPS.map((_, index) => STEPS.slice(0, index + 1).every(({ deed }) => all.includes(deed)));
}

/** Plays a chapter when it is pressed. @param {{ current?: number }} props */
const Chapters = ({ current }) =>
  html`<nav class="chapters" aria-label="Chapters of the story">
    ${CHAPTERS.map(({ name }, index) => html`<button type="button" aria-current=${index === current ? 'true' : null} onClick=${() => play(index)}><b>${index + 1}</b> ${name}</button>`)}
  </nav>`;

/** The first button's action; it stays the same element, so it keeps the focus. @param {import('./state.js').Playing} playing @param {boolean} isOver */
function mainAct({ chapter, isPaused }, isOver) {
  const following = CHAPTERS[chapter + 1];
  if (!isOver) return { label: isPaused ? 'Resume' : 'Pause', icon: isPaused ? 'play' : 'pause', act: pause };
  return following
    ? { label: `Next: ${following.name}`, icon: 'play', act: () => play(chapter + 1) }
    : { label: 'From the beginning', icon: 'play', act: () => play() };
}

/** Lets → go on, wherever the focus is, except where it moves something else. @param {() => void} goOn */
function useArrow(goOn) {
  useEffect(() => {
    /** @param {KeyboardEvent} event */
    const onKey = (event) => {
      const isOthers = event.target instanceof Element && event.target.closest('input, textarea, select, [role=menu]');
      if (event.key !== 'ArrowRight' || event.ctrlKey || event.metaKey || event.altKey || isOthers) return;
      event.preventDefault();
      goOn();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}

/** @param {{ playing: import('./state.js').Playing }} props */
function Story({ playing }) {
  const { chapter, step, steps, title, shown } = playing;
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  useLayoutEffect(() => button.current?.focus(), []);
  const isOver = steps > 0 && step >= steps;
  const isLast = chapter === CHAPTERS.length - 1;
  const { label, icon, act } = mainAct(playing, isOver);
  useArrow(isOver ? act : next);
  return html`<section class="story" aria-label="The story">
    <h2 class="story-chapter">${chapter + 1} of ${CHAPTERS.length}: ${CHAPTERS[chapter]?.name}</h2>
    <progress max=${steps || 1} value=${step} aria-label="Chapter progress"></progress>
    <p class="story-title" aria-live="polite">
      ${isOver ? (isLast ? 'That is the whole story. Your turn.' : 'End of this chapter.') : title}
    </p>
    <p class="soft">${shown && !isOver ? `The page: ${shown}` : ' '}</p>
    <div class="row">
      <button type="button" class="button primary" ref=${button} onClick=${act}>
        <${Icon} name=${icon} /> ${label}
      </button>
      ${!isOver && html`<button type="button" class="button" onClick=${next}>Next step <kbd>→</kbd></button>`}
      <button type="button" class="button" onClick=${() => play(chapter)}>Again</button>
      <button type="button" class="button" onClick=${stop}>${isOver ? 'Close' : 'Stop'}</button>
    </div>
    <${Chapters} current=${chapter} />
  </section>`;
}

/** Asks before the story undoes what was tried. @param {{ wanted: number }} props */
function Asking({ wanted }) {
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  useLayoutEffect(() => button.current?.focus(), []);
  return html`<section class="story" role="alertdialog" aria-labelledby="asking" aria-describedby="lost">
    <h2 id="asking">Start over with the story?</h2>
    <p id="lost">
      It starts with an empty box. What you tried in the sandbox is undone: discussions of its articles, what members
      chose, settings.
    </p>
    <div class="row">
      <button type="button" class="button primary" ref=${button} onClick=${() => update({ wanted: null })}>
        Keep what I tried
      </button>
      <button type="button" class="button" onClick=${() => playNow(wanted)}>Start over and play</button>
    </div>
  </section>`;
}

/** The steps; on a narrow screen only the next one until expanded. @param {{ onHide: () => void, start: unknown }} props */
function Trying({ onHide, start }) {
  const [isWhole, setWhole] = useState(false);
  const done = useDone();
  const following = done.indexOf(false);
  return html`<section class="story trying ${isWhole ? 'is-whole' : ''}" aria-label="What to try">
    <h2 class=${following < 0 ? 'is-over' : ''}>
      ${following < 0 ? 'You have done it all. Now try the rest, or watch the story.' : 'The article below has no comments. Let them come from Discord.'}
    </h2>
    <ol class="steps" id="steps">
      ${STEPS.map(({ words }, index) => html`<li data-step=${index + 1} class="${done[index] ? 'is-done' : ''} ${index === following ? 'is-next' : ''}"><span>${words}</span>${done[index] && html`<span class="unseen"> (done)</span>`}</li>`)}
    </ol>
    <div class="row">
      ${start}<button
        type="button"
        class="link fold"
        aria-expanded=${String(isWhole)}
        aria-controls="steps"
        onClick=${() => setWhole(!isWhole)}
      >
        All steps</button
      ><button type="button" class="link" onClick=${onHide}>Hide this</button>
    </div>
    <${Chapters} />
  </section>`;
}

/** A few steps to try, and the story, which plays by itself. */
export function Steps() {
  const [isHidden, setHidden] = useState(kept('steps') === 'hidden');
  const { playing, wanted } = state;
  if (wanted !== null) return html`<${Asking} wanted=${wanted} />`;
  if (playing) return html`<${Story} playing=${playing} />`;
  const start = html`<button type="button" class="button primary" onClick=${() => play()}>
    <${Icon} name="play" /> Play it for me
  </button>`;
  /** @param {boolean} hide */
  const hide = (hide) => {
    remember('steps', hide ? 'hidden' : 'shown');
    setHidden(hide);
  };
  if (isHidden)
    return html`<section class="story row" aria-label="What to try">
      ${start}<button type="button" class="link" onClick=${() => hide(false)}>What can I try?</button>
    </section>`;
  return html`<${Trying} onHide=${() => hide(true)} start=${start} />`;
}
