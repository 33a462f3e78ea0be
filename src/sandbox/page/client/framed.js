// @ts-check
import { useEffect } from 'preact/hooks';
import { focusComposer } from './actions.js';
import { follow } from './live.js';
import { state, update } from './state.js';

/** @typedef {{ readonly current: HTMLIFrameElement | null }} FrameRef */

const LOOK_AGAIN = 700; // milliseconds
const FEED = '#feed';

/**
 * Takes a click on a link of the framed page: into Discord it opens here, to the site it stays in the frame, else it opens a window of its own.
 * @param {HTMLAnchorElement} link @param {MouseEvent} event
 */
function takeLink(link, event) {
  const url = new URL(link.href);
  const isInvite = url.pathname === '/' && link.getAttribute('href')?.startsWith(location.origin);
  if (follow(url)) event.preventDefault();
  else if (isInvite) {
    event.preventDefault();
    update({ pane: 'talk' });
    focusComposer();
  } else if (url.origin === state.view?.pageUrl) link.href = url.pathname + url.search + url.hash;
  else if (url.origin !== location.origin) link.target = '_blank';
}

/** In the story the page shows what the step is about, or else the comments. @param {HTMLIFrameElement | null} frame */
function showStep(frame) {
  const page = frame?.contentDocument;
  if (!page || !state.playing) return;
  (page.querySelector(state.playing.looksAt ?? FEED) ?? page.querySelector(FEED))?.scrollIntoView();
}

/** The framed page has been loaded: its links are ours to follow. @param {HTMLIFrameElement | null} frame */
export function takePage(frame) {
  const page = frame?.contentDocument;
  page?.addEventListener('click', (event) => {
    const link = /** @type {Element | null} */ (event.target)?.closest('a');
    if (link?.href) takeLink(link, event);
  });
  update({ hasComment: Boolean(page?.querySelector('.comment')) });
  showStep(frame);
}

/** The version that the framed document was sent with; null when it has none. @param {HTMLIFrameElement | null} frame */
function versionOf(frame) {
  const [navigation] = frame?.contentWindow?.performance.getEntriesByType('navigation') ?? [];
  const timings = /** @type {PerformanceNavigationTiming | undefined} */ (navigation)?.serverTiming ?? [];
  return timings.find(({ name }) => name === 'version')?.description ?? null;
}

/** Says that the site has another version of the framed page. */
export const announcePage = () => dispatchEvent(new Event('page-changed'));

/** Loads the framed page again whenever the site has another version of it; it keeps its scroll. @param {FrameRef} frame @param {string} path what the frame starts with */
export function useVersion(frame, path) {
  useEffect(() => {
    /** @type {string | null} */
    let wanted = null;
    const look = async () => {
      const page = frame.current?.contentDocument;
      const shown = versionOf(frame.current);
      if (document.hidden || page?.readyState !== 'complete' || shown === null) return;
      const response = await fetch(page.location.pathname + page.location.search, { cache: 'no-cache' }).catch(
        () => null,
      );
      const version = response?.headers.get('etag')?.replaceAll(/^W\/|"/g, '') ?? null;
      if (frame.current?.contentDocument !== page) return; // it was left meanwhile
      if (version === null || version === shown || version === wanted) return;
      wanted = version;
      page.location.reload();
    };
    const lookNow = () => void look();
    const timer = setInterval(lookNow, LOOK_AGAIN);
    const onChange = () => {
      showStep(frame.current);
      lookNow();
    };
    addEventListener('page-changed', onChange);
    return () => {
      clearInterval(timer);
      removeEventListener('page-changed', onChange);
    };
  }, [path]);
}
