// @ts-check

/*
 * Tells how many comments came since those that are shown. The server says on one stream that something changed; then one small
 * request counts. While nobody looks at the page, nothing is asked. Both the article's page and embed.js contain this.
 */

const SOON = 2_000; // ms after the first change; twice that at most, so that not all pages ask at once
const REST = 10_000; // ms between two counts
const PATIENT = 60_000; // ms before a stream that was refused is asked for again; twice as long each time
const MOST_PATIENT = 3_600_000;

/**
 * @param {Element | null} place
 * @returns {Live}
 */
export const liveOf = (place) => /** @type {Live} */ (JSON.parse(place?.getAttribute('data-live') ?? ''));

/**
 * @param {Element} place Its `data-live` says what to listen to and what is shown; the line stands in it.
 * @param {string} site
 * @param {(live: Live) => Promise<number>} count
 * @returns {() => void} Ends it.
 */
export function listen(place, site, count) {
  const live = liveOf(place);
  let known = live.version;
  let told = known;
  let counted = 0;
  let patience = PATIENT;
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let counting;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let opening;

  function open() {
    source = new EventSource(site + live.events);
    source.addEventListener('message', ({ data }) => {
      patience = PATIENT;
      ({ version: told } = /** @type {{ version: string }} */ (JSON.parse(String(data))));
      countSoon();
    });
    source.addEventListener('error', () => {
      if (source?.readyState !== EventSource.CLOSED) return; // else the browser comes back by itself
      opening = setTimeout(open, patience * (1 + Math.random()));
      patience = Math.min(patience * 2, MOST_PATIENT);
    });
  }

  function countSoon() {
    if (told === known) return;
    counting ??= setTimeout(ask, Math.max(SOON * (1 + Math.random()), counted + REST - Date.now()));
  }

  function rest() {
    source?.close();
    clearTimeout(counting);
    clearTimeout(opening);
    counting = undefined;
  }

  async function ask() {
    const asked = told;
    try {
      say((await count(live)) - live.count);
      known = asked;
    } catch {
      told = asked; // the next change asks again
    }
    counted = Date.now();
    counting = undefined;
    if (told !== asked) countSoon();
  }

  /** @param {number} more */
  function say(more) {
    const words = live.words[new Intl.PluralRules(live.language).select(more)] ?? '';
    const link = place.querySelector('a') ?? document.createElement('a');
    link.href = site + live.newest;
    link.textContent = words.replace('#', more.toLocaleString(live.language));
    if (more > 0) place.append(link);
    else link.remove();
  }

  const turn = () => {
    rest();
    if (!document.hidden) open();
  };
  document.addEventListener('visibilitychange', turn);
  turn();
  return () => {
    document.removeEventListener('visibilitychange', turn);
    rest();
  };
}
