// @ts-check
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons.js';
import { follow } from './live.js';
import { html } from './markup.js';
import { state, update } from './state.js';
import { Steps } from './steps.js';
import { ARTICLE } from './story.js';

const LOOK_AGAIN = 700; // milliseconds

/** @returns {string | null} the path of the article that the open place is about: where a button of the bot leads */
function articleOfPlace() {
  const open = state.view?.open;
  if (open?.kind !== 'thread') return null;
  const all = open.messages.flatMap(({ components }) => components.flatMap(({ children }) => children));
  const link = all.find(({ url }) => url && new URL(url, location.href).pathname.startsWith('/articles/'));
  return link?.url ? new URL(link.url, location.href).pathname : null;
}

/** Links of the framed page: to Discord they open here, others in a window of their own. @param {HTMLIFrameElement} frame */
function takeLinks(frame) {
  const page = frame.contentDocument;
  page?.addEventListener('click', (event) => {
    const link = /** @type {Element | null} */ (event.target)?.closest('a');
    if (!link || (link.hash && link.pathname === page.location.pathname)) return;
    const url = new URL(link.href);
    if (follow(url)) event.preventDefault();
    else if (url.origin !== location.origin && url.origin !== state.view?.pageUrl) link.target = '_blank';
  });
}

/** Loads the page in the frame again whenever its version has changed; it keeps its scroll. @param {{ readonly current: HTMLIFrameElement | null }} frame @param {string} path */
function useVersion(frame, path) {
  useEffect(() => {
    /** @type {string | null} */
    let last = null;
    const look = async () => {
      if (document.hidden) return;
      const response = await fetch(path, { cache: 'no-cache' }).catch(() => null);
      const version = response?.headers.get('etag') ?? null;
      if (last !== null && version !== null && version !== last) frame.current?.contentWindow?.location.reload();
      last = version ?? last;
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [path]);
}

/** @returns {Promise<string>} the story's article if the site has it, else the front page */
async function firstPage() {
  const path = `/articles/${ARTICLE}`;
  const response = await fetch(path).catch(() => null);
  return response?.ok ? path : '/';
}

/** The article's page, as readers see it, with what can be tried. */
export function ArticlePane() {
  const frame = useRef(/** @type {HTMLIFrameElement | null} */ (null));
  const [first, setFirst] = useState('');
  const pageUrl = state.view?.pageUrl ?? null;
  const here = articleOfPlace();
  useEffect(() => void firstPage().then(setFirst), [pageUrl]);
  useEffect(() => {
    if (here) update({ article: here });
  }, [here]);
  const path = state.article || first;
  useVersion(frame, path || '/');
  return html`<aside class="article-pane" aria-label="The article’s page">
    <${Steps} />
    ${
      pageUrl && path
        ? html`<div class="browser">
            <p class="address">
              <${Icon} name="page" /><a href=${pageUrl + path} target="_blank" rel="noopener">${pageUrl + path}</a>
            </p>
            <iframe
              key=${path}
              ref=${frame}
              title="The article’s page"
              src="${path}#comments"
              sandbox="allow-same-origin allow-popups"
              onLoad=${() => frame.current && takeLinks(frame.current)}
            ></iframe>
          </div>`
        : html`<p class="soft">The article’s page is not served by this process.</p>`
    }
  </aside>`;
}
