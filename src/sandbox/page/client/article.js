// @ts-check
import { useEffect, useRef, useState } from 'preact/hooks';
import { EXAMPLE_SITE, takePage, useVersion } from './framed.js';
import { Icon } from './icons.js';
import { html } from './markup.js';
import { FILLINGS, remember, siteNamed, state, update } from './state.js';
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

/** @param {import('./state.js').Site} site */
function choose(site) {
  remember('site', site);
  update({ site });
}

/** Chooses between Belowline's page and the example site's. @param {{ site: import('./state.js').Site }} props */
const Switch = ({ site }) =>
  html`<div class="sites row" role="group" aria-label="Which page is shown">
    <button type="button" aria-pressed=${String(site === 'belowline')} onClick=${() => choose('belowline')}>
      Belowline’s page
    </button>
    <button
      type="button"
      aria-pressed=${String(site !== 'belowline')}
      onClick=${() => site === 'belowline' && choose('script')}
    >
      Your own site
    </button>
    ${
      site !== 'belowline' &&
      html`<label>
        filled by
        <select
          value=${site}
          onChange=${(/** @type {{ currentTarget: HTMLSelectElement }} */ { currentTarget }) => choose(siteNamed(currentTarget.value))}
        >
          ${Object.entries(FILLINGS).map(([filling, words]) => html`<option value=${filling}>${words}</option>`)}
        </select>
      </label>`
    }
  </div>`;

/** @param {{ article: string, pageUrl: string }} props */
function Browser({ article, pageUrl }) {
  const isArticle = article.startsWith('/articles/');
  const site = isArticle ? state.site : 'belowline';
  const isOwn = site !== 'belowline';
  const path = isOwn ? `${EXAMPLE_SITE}${article.replace(/[?#].*/, '')}?by=${site}` : article;
  const address = (isOwn ? location.origin : pageUrl) + path;
  const frame = useRef(/** @type {HTMLIFrameElement | null} */ (null));
  useVersion(frame, path);
  return html`<div class="browser">
    ${isArticle && html`<${Switch} site=${site} />`}
    <p class="address"><${Icon} name="page" /><a href=${address} target="_blank" rel="noopener">${address}</a></p>
    <iframe
      key=${path}
      ref=${frame}
      title="The article’s page"
      src="${path}#${isOwn ? 'comments' : 'feed'}"
      sandbox="allow-same-origin allow-popups ${isOwn ? 'allow-scripts' : ''}"
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
    ${pageUrl ? path && html`<${Browser} article=${path} pageUrl=${pageUrl} />` : html`<p class="plain soft">This process does not serve the article’s page.</p>`}
  </aside>`;
}
