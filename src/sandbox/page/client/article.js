// @ts-check
import { useEffect, useRef, useState } from 'preact/hooks';
import { takePage, useVersion } from './framed.js';
import { Icon } from './icons.js';
import { html } from './markup.js';
import { state, update } from './state.js';
import { ARTICLE } from './story/article.js';

/** @returns {string | null} the path of the article that the open place is about: where the last button of the bot leads */
function articleOfPlace() {
  const messages = state.view?.open?.messages ?? [];
  const buttons = messages.flatMap(({ components }) => components.flatMap(({ children }) => children));
  const paths = buttons.flatMap(({ url }) => (url ? [new URL(url, location.href).pathname] : []));
  return paths.findLast((path) => path.startsWith('/articles/')) ?? null;
}

/** @returns {Promise<string>} the story's article if the site has it, else the front page */
async function firstPage() {
  const path = `/articles/${ARTICLE}`;
  const response = await fetch(path).catch(() => null);
  return response?.ok ? path : '/';
}

/** @param {{ path: string, pageUrl: string }} props */
function Browser({ path, pageUrl }) {
  const frame = useRef(/** @type {HTMLIFrameElement | null} */ (null));
  useVersion(frame, path);
  return html`<div class="browser">
    <p class="address">
      <${Icon} name="page" /><a href=${pageUrl + path} target="_blank" rel="noopener">${pageUrl + path}</a>
    </p>
    <iframe
      key=${path}
      ref=${frame}
      title="The article’s page"
      src="${path}#feed"
      sandbox="allow-same-origin allow-popups"
      onLoad=${() => takePage(frame.current)}
    ></iframe>
  </div>`;
}

/** The article's page, as readers see it */
export function ArticlePane() {
  const [first, setFirst] = useState('');
  const pageUrl = state.view?.pageUrl ?? null;
  const here = state.playing ? null : articleOfPlace(); // the story says itself which article it is about
  useEffect(() => void firstPage().then(setFirst), [pageUrl]);
  useEffect(() => {
    if (here) update({ article: here });
  }, [here]);
  const path = state.article || first;
  return html`<aside class="article-pane" aria-label="The article’s page">
    ${pageUrl ? path && html`<${Browser} path=${path} pageUrl=${pageUrl} />` : html`<p class="plain soft">This process does not serve the article’s page.</p>`}
  </aside>`;
}
