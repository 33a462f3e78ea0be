// @ts-check
import { useEffect } from 'preact/hooks';
import { focusComposer } from './actions.js';
import { deeds, noteDeed } from './deeds.js';
import { follow } from './live.js';
import { state, update } from './state.js';

/** @typedef {{ readonly current: HTMLIFrameElement | null }} FrameRef */

const LOOK_AGAIN = 700; // milliseconds
const FEED = '#feed';

/** Where the pages of the example site are. */
export const EXAMPLE_SITE = '/example-site';

const LINE = '3px solid #5865f2';
const AROUND = { outline: LINE, outlineOffset: '6px' };
const ABOVE = { borderBlockStart: LINE };

/**
 * Handles a click on a link in the framed page: Discord links open here, site links in the frame, others in a new window.
 * @param {HTMLAnchorElement} link @param {MouseEvent} event
 */
function takeLink(link, event) {
  if (event.defaultPrevented) return; // the page's own script has taken it
  const url = new URL(link.href);
  const isInvite = url.pathname === '/' && link.getAttribute('href')?.startsWith(location.origin);
  if (follow(url)) event.preventDefault();
  else if (isInvite) {
    event.preventDefault();
    update({ pane: 'talk' });
    focusComposer();
  } else if (url.origin === state.view?.pageUrl && !isExample(link.ownerDocument))
    link.href = url.pathname + url.search + url.hash;
  else if (url.origin !== location.origin) link.target = '_blank';
}

/** @type {HTMLElement | null} what the story has marked */
let spotlit = null;

/** Scrolls the page to what the story's step is about, or else to the comments; marks what it has changed. @param {HTMLIFrameElement | null} frame */
function showStep(frame) {
  const page = frame?.contentDocument;
  if (!page || !state.playing) return;
  const { about, looksAt } = state.playing;
  if (spotlit) Object.assign(spotlit.style, { outline: '', outlineOffset: '' });
  const comment = `#comment-${about}, #belowline-comment-${about}`;
  spotlit = page.querySelector(looksAt ?? comment);
  if (spotlit) Object.assign(spotlit.style, AROUND);
  const [feed] = [FEED, '#belowline-feed', '#comments'].flatMap((each) => page.querySelector(each) ?? []);
  if (spotlit)
    spotlit.scrollIntoView({
      block: spotlit.offsetHeight < page.documentElement.clientHeight / 2 ? 'center' : 'start',
    });
  else feed?.scrollIntoView();
}

/**
 * What moderators can change on a page.
 * @typedef {object} Moderated
 * @property {string} address
 * @property {string} summary
 * @property {Map<string, string>} picks the notes of recommended comments, by element id
 * @property {boolean} isClosed
 * @property {string[]} comments the ids of their elements, in order
 * @property {number} count of comments on all pages
 */

/** @param {Document} page */
const isExample = (page) => page.location.pathname.startsWith(`${EXAMPLE_SITE}/`);

/** @param {Document} page */
const addressOf = ({ location: { pathname, search } }) => pathname + search;

/** @param {Document} page @returns {Moderated} */
const moderatedOn = (page) => ({
  address: addressOf(page),
  summary: page.querySelector('.summary')?.textContent ?? '',
  picks: new Map(
    Array.from(page.querySelectorAll('.recommended'), (pick) => [
      pick.id,
      pick.querySelector('.pick')?.textContent ?? '',
    ]),
  ),
  isClosed: page.querySelector('.join .closed') !== null,
  comments: [...page.querySelectorAll('.feed .comment')].map(({ id }) => id),
  count: Number(page.querySelector('.count')?.textContent?.replaceAll(/\D/g, '') ?? 0),
});

/** What moderators changed since the last load, with its marks; for a removed comment, its old position. @param {Moderated} before @param {Document} page @returns {[Element | null, object]} */
function changedOn(before, page) {
  const now = moderatedOn(page);
  const [pick] = [...now.picks].find(([id, words]) => before.picks.get(id) !== words) ?? [];
  if (pick) return [page.getElementById(pick), AROUND];
  if (now.summary !== before.summary) return [page.querySelector('.summary') ?? page.querySelector('.join'), AROUND];
  if (now.isClosed !== before.isClosed) return [page.querySelector('.join'), AROUND];
  if (now.picks.size < before.picks.size)
    return [page.querySelector('.recommended-comments') ?? page.querySelector('.feed'), AROUND];
  const gone = before.comments.findIndex((id) => !now.comments.includes(id));
  if (gone < 0 || now.count >= before.count) return [null, AROUND];
  const below = before.comments.slice(gone).find((id) => now.comments.includes(id));
  return below ? [page.getElementById(below), ABOVE] : [page.querySelector('.feed'), AROUND];
}

/** @type {Moderated | null} the page before it was loaded again */
let before = null;

/** Marks what moderators changed, until the next load. @param {Document} page */
function markChange(page) {
  const last = before;
  before = null;
  if (!last || last.address !== addressOf(page) || state.playing) return;
  const [changed, mark] = changedOn(last, page);
  if (changed) Object.assign(/** @type {HTMLElement} */ (changed).style, mark);
  // the browser goes back to where the page was scrolled to, after it has been loaded
  requestAnimationFrame(() => changed?.scrollIntoView({ block: 'center' }));
}

/** Notes when the page shows a comment by this person; on the example site, the script adds it in a shadow root. @param {Document} page */
function noteComment(page) {
  const boxes = isExample(page) ? Array.from(page.querySelectorAll('#comments *'), ({ shadowRoot }) => shadowRoot) : [];
  const own = deeds().filter((deed) => deed.startsWith('said:'));
  const ids = own.flatMap((deed) => ['comment-', 'belowline-comment-'].map((begins) => deed.replace('said:', begins)));
  if (ids.some((id) => [page, ...boxes].some((root) => root?.getElementById(id)))) noteDeed('comment');
}

/** Handles the framed page's links after a load. @param {HTMLIFrameElement | null} frame */
export function takePage(frame) {
  const page = frame?.contentDocument;
  page?.addEventListener('click', (event) => {
    const inside = /** @type {Element[]} */ (event.composedPath()); // into the comments that a script has put there
    const link = /** @type {HTMLAnchorElement | undefined} */ (inside.find(({ localName }) => localName === 'a'));
    if (link?.href) takeLink(link, event);
  });
  if (page) {
    noteComment(page);
    markChange(page);
  }
  showStep(frame);
}

/** The framed document's version; null if it has none. @param {HTMLIFrameElement | null} frame */
function versionOf(frame) {
  const [navigation] = frame?.contentWindow?.performance.getEntriesByType('navigation') ?? [];
  const timings = /** @type {PerformanceNavigationTiming | undefined} */ (navigation)?.serverTiming ?? [];
  return timings.find(({ name }) => name === 'version')?.description ?? null;
}

/** Announces a new version of the framed page. */
export const announcePage = () => dispatchEvent(new Event('page-changed'));

/** Reloads the framed page when its version changes, keeping its scroll position. @param {FrameRef} frame @param {string} path what the frame starts with */
export function useVersion(frame, path) {
  useEffect(() => {
    /** @type {string | null} */
    let wanted = null;
    const look = async () => {
      const page = frame.current?.contentDocument;
      const shown = versionOf(frame.current);
      if (document.hidden || page?.readyState !== 'complete' || shown === null) return;
      noteComment(page);
      const response = await fetch(page.location.pathname + page.location.search, { cache: 'no-cache' }).catch(
        () => null,
      );
      const version = response?.headers.get('etag')?.replaceAll(/^W\/|"/g, '') ?? null;
      if (frame.current?.contentDocument !== page) return; // it was left meanwhile
      if (version === null || version === shown || version === wanted) return;
      wanted = version;
      before = moderatedOn(page);
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
