// @ts-check
import { useEffect } from 'preact/hooks';
import { focusComposer } from './actions.js';
import { follow } from './live.js';
import { state, update } from './state.js';

/** @typedef {{ readonly current: HTMLIFrameElement | null }} FrameRef */

const LOOK_AGAIN = 700; // milliseconds

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

/** The framed page has been loaded: its links are ours to follow; in the story its comments are shown. @param {HTMLIFrameElement | null} frame */
export function takePage(frame) {
  const page = frame?.contentDocument;
  page?.addEventListener('click', (event) => {
    const link = /** @type {Element | null} */ (event.target)?.closest('a');
    if (link?.href) takeLink(link, event);
  });
  if (state.playing) page?.querySelector('#feed')?.scrollIntoView();
}

/** Loads the framed page again whenever its version has changed; it keeps its scroll. @param {FrameRef} frame @param {string} path what the frame starts with */
export function useVersion(frame, path) {
  useEffect(() => {
    let [lastPath, lastVersion] = ['', /** @type {string | null} */ (null)];
    const look = async () => {
      const place = frame.current?.contentDocument?.location;
      if (document.hidden || !place?.pathname.startsWith('/')) return;
      const address = place.pathname + place.search;
      const response = await fetch(address, { cache: 'no-cache' }).catch(() => null);
      const version = response?.headers.get('etag') ?? null;
      const isNew = address === lastPath && lastVersion !== null && version !== null && version !== lastVersion;
      if (isNew) place.reload();
      [lastPath, lastVersion] = [address, version ?? lastVersion];
    };
    const timer = setInterval(() => void look(), LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [path]);
}
