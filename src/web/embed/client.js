// @ts-check
import { tellTimes } from './times.js';

/*
 * Puts an article's comments into the page of another site: into each `[data-belowline]`, else in place of Invision Community's
 * `[data-role=noComments]`, else after the script. The attribute may name another page or an article's slug. Fills each
 * `[data-belowline-count]` with the number of comments of the page that it names, else links to.
 *
 * The comments stand in a shadow root, where the page's styles do not reach and the styles here do not get out. These are a constructed
 * style sheet, so a strict Content-Security-Policy needs our origin in `script-src` (or a nonce) and in `connect-src`, nothing else.
 */

import { listen, liveOf } from './listen.js';

/**
 * @typedef {object} Box A place with comments.
 * @property {HTMLElement} host
 * @property {ShadowRoot} root
 * @property {HTMLElement} frame What is shown; as high as what was reserved.
 * @property {HTMLElement} tail Stands where the comments end.
 * @property {HTMLElement} status Is read aloud.
 * @property {Record<string, string>} page What is asked for: `article`, or `url` with what else the page says of its address.
 * @property {number} tallest How high it was at most.
 * @property {(() => void) | undefined} [still] Ends what tells of new comments.
 * @property {number} asked How many times anything was asked for: an earlier answer that comes late is not shown.
 */

const script = /** @type {HTMLScriptElement | null} */ (
  document.currentScript ?? document.querySelector('script[src*="/embed.js"]')
);
const site = new URL(script?.src ?? location.href).origin;

const MOST_COUNTED = 100; // of /counts
const LONGEST_ADDRESS = 7000; // of a request, in characters: servers on the way refuse 8 KB
const LONGEST_PAGE = 2000;
const PATIENCE = 20_000; // ms

/** @type {Set<Box>} */
const boxes = new Set();

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      for (const box of boxes) if (box.host === target) void load(box, new URLSearchParams());
    }
  },
  { rootMargin: '100% 0px' },
);

/** Once the comments end below what is seen, the height that was reserved may go: nothing that is seen moves. */
const tails = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target, boundingClientRect } of entries) {
    if (isIntersecting || boundingClientRect.top < innerHeight) continue;
    for (const { tail, frame } of boxes) if (tail === target) frame.style.minBlockSize = '';
  }
});

/** Fills what there is to fill; again when the script is loaded again, for what was added to the page meanwhile. */
function start() {
  for (const place of places()) {
    const box = openBox(place);
    boxes.add(box);
    near.observe(box.host);
  }
  void count();
}

/** @returns {HTMLElement[]} */
function places() {
  const named = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-belowline]')]);
  if (named.length > 0) return named.filter((place) => !isFilled(place));
  if (boxes.size > 0) return [];
  const place = document.createElement('div');
  const empty = document.querySelector('[data-role="noComments" i]');
  if (empty) {
    empty.before(place);
    place.append(empty);
  } else if (script && document.body.contains(script)) script.after(place);
  else document.body.append(place);
  return [place];
}

/** @param {HTMLElement} place */
const isFilled = (place) => [...boxes].some(({ host }) => place.contains(host));

/**
 * @param {HTMLElement} place
 * @returns {Box}
 */
function openBox(place) {
  const { host, root } = withRoot(place);
  wear(root);
  const [frame, tail, status] = [0, 1, 2].map(() => document.createElement('div'));
  if (!frame || !tail || !status) throw new Error('unreachable');
  frame.append(document.createElement('slot'), tail);
  status.className = 'hidden';
  status.setAttribute('role', 'status');
  const wrap = document.createElement('div');
  wrap.className = 'belowline';
  wrap.append(status);
  root.append(frame, wrap);
  if (!isPainted()) frame.style.minBlockSize = '100vh';
  const box = { host, root, frame, tail, status, page: pageOf(place.dataset.belowline ?? ''), tallest: 0, asked: 0 };
  root.addEventListener('click', (event) => follow(box, /** @type {MouseEvent} */ (event)));
  return box;
}

/** Whether the reader sees what stands below by now: making room would move it. */
const isPainted = () => performance.getEntriesByName('first-contentful-paint').length > 0;

/** @param {HTMLElement} place */
function withRoot(place) {
  try {
    return { host: place, root: place.attachShadow({ mode: 'open' }) };
  } catch {
    // Not every element may have one, such as a list.
    const host = place.appendChild(document.createElement('div'));
    return { host, root: host.attachShadow({ mode: 'open' }) };
  }
}

/** A rule that registers a property has no force in a shadow root. */
function register() {
  try {
    CSS.registerProperty({ name: '--belowline-unit', syntax: '<length>', inherits: true, initialValue: '16px' });
  } catch {
    // It is registered: the page has a fragment as well.
  }
}

/** @param {ShadowRoot} root */
function wear(root) {
  if ('replaceSync' in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(BELOWLINE.css);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  const style = document.createElement('style');
  style.nonce = script?.nonce ?? '';
  style.textContent = BELOWLINE.css;
  root.append(style);
}

/**
 * What to ask for: the article that the box names, or the page that it names, or this page with all that it says of its address.
 *
 * @param {string} named
 * @returns {Record<string, string>}
 */
function pageOf(named) {
  if (named !== '') return /^https?:/i.test(named) ? { url: named } : { article: named };
  const canonical = addressIn('link[rel~="canonical" i]', 'href');
  const og = addressIn('meta[property="og:url" i]', 'content');
  const own = location.href.replace(/#.*/, '');
  const url = /^https?:/.test(own) && own.length <= LONGEST_PAGE ? own : canonical || og || own;
  return { url, ...(canonical && { canonical }), ...(og && { og }) };
}

/** @type {(selector: string, attribute: string) => string} */
const addressIn = (selector, attribute) => {
  const text = document.querySelector(selector)?.getAttribute(attribute);
  return (text && URL.parse(text, document.baseURI)?.href) || '';
};

/**
 * @param {Box} box
 * @param {URLSearchParams} query Page, order and section.
 * @param {string} [link] The address that leads to the same without the script, when somebody asked for it.
 */
async function load(box, query, link) {
  const { frame } = box;
  const number = (box.asked += 1);
  const shown = frame.querySelector('.belowline');
  shown?.setAttribute('aria-busy', 'true');
  if (link) {
    // At once, while everybody expects something to move: what comes may be higher than what is there.
    box.tallest = Math.max(box.tallest, frame.offsetHeight);
    frame.style.minBlockSize = `${box.tallest}px`;
  }
  const more = Object.fromEntries(query);
  try {
    const answer = await ask('/embed', new URLSearchParams({ ...more, ...box.page }));
    const html = answer.status === 404 && !link ? null : await textOf(answer);
    if (number !== box.asked) return;
    if (html === null)
      console.info(`Belowline: no article is known for this page. See ${site}/why?${new URLSearchParams(box.page)}`);
    show(box, html === null ? sentence(box, 'none') : fragmentFrom(html));
    if (link) arrive(box);
  } catch (error) {
    if (number !== box.asked) return;
    console.error('Belowline:', error);
    shown?.removeAttribute('aria-busy');
    const failed = sentence(box, 'failed', link ?? discussionOf(box));
    if (link) shown?.prepend(failed);
    else show(box, failed);
    if (link) box.status.textContent = failed.textContent;
  }
}

/**
 * @param {string} path
 * @param {URLSearchParams} query
 */
const ask = (path, query) =>
  fetch(`${site}${path}?${query}`, { credentials: 'omit', signal: AbortSignal.timeout(PATIENCE) });

/** @param {Response} answer */
async function textOf(answer) {
  const text = await answer.text();
  if (!answer.ok)
    throw new Error(
      `${answer.status} ${text
        .replaceAll(/<[^>]*>/g, ' ')
        .trim()
        .slice(0, 500)}`,
    );
  return text;
}

/** @param {string} html What our own server escaped. */
function fragmentFrom(html) {
  const template = document.createElement('template');
  template.innerHTML = trusted(html);
  template.content.querySelector('link')?.remove();
  return template.content;
}

/** @type {{ createHTML(html: string): string } | undefined} */
let policy;

/**
 * A page may require that HTML comes from a policy that it knows by name: `trusted-types belowline`.
 *
 * @param {string} html
 */
function trusted(html) {
  const types = /** @type {{ trustedTypes?: { createPolicy(name: string, rules: object): typeof policy } }} */ (window)
    .trustedTypes;
  policy ??= types?.createPolicy('belowline', { createHTML: (/** @type {string} */ text) => text });
  return policy ? policy.createHTML(html) : html;
}

/**
 * @param {Box} box
 * @param {Node} content
 */
function show(box, content) {
  const { frame, tail, page } = box;
  frame.replaceChildren(content, tail);
  box.still?.();
  const place = frame.querySelector('.live');
  box.still = place
    ? listen(place, site, async ({ counts }) => {
        const query = { ...Object.fromEntries(new URL(counts, site).searchParams), ...page };
        const one = fragmentFrom(await textOf(await ask('/embed', new URLSearchParams(query))));
        return liveOf(one.querySelector('.live')).count;
      })
    : undefined;
  tellTimes(frame);
  suit(box);
  if (frame.style.minBlockSize === '100vh') fit(frame);
  tails.unobserve(tail);
  tails.observe(tail);
}

/**
 * Of a screen that was kept, keeps what ends below what is seen: nothing that is seen moves, and little stays empty.
 *
 * @param {HTMLElement} frame
 */
function fit(frame) {
  const { top, height } = frame.getBoundingClientRect();
  frame.style.minBlockSize = `${Math.min(height, Math.max(0, innerHeight - top))}px`;
}

/**
 * One of our own sentences, with a link if it needs one.
 *
 * @param {Box} box
 * @param {'failed' | 'none'} what
 * @param {string} [address]
 */
function sentence(box, what, address) {
  const asked = languageOf(box.host);
  const language = asked in BELOWLINE.words ? asked : 'en';
  const words = BELOWLINE.words[language];
  const block = document.createElement('div');
  block.className = 'belowline';
  block.lang = language;
  block.dir = 'ltr';
  const line = document.createElement('p');
  line.className = 'why';
  line.textContent = words?.[what] ?? '';
  if (address) {
    const link = document.createElement('a');
    link.href = address;
    link.textContent = words?.open ?? '';
    line.append(' ', link);
  }
  block.append(line);
  return block;
}

/** @param {Element} element */
const languageOf = (element) =>
  (element.closest('[lang]')?.getAttribute('lang') ?? '').toLowerCase().split('-')[0] ?? '';

/** @param {Box} box */
function discussionOf({ page }) {
  if (page.article) return `${site}/articles/${encodeURIComponent(page.article)}#comments`;
  return `${site}/embed?${new URLSearchParams({ ...page, format: 'page' })}`;
}

/**
 * Links to other pages, orders, sections and conversations of the same comments stay in the box, and so do links to comments in it.
 *
 * @param {Box} box
 * @param {MouseEvent} event
 */
function follow(box, event) {
  const { target, button, defaultPrevented } = event;
  const link = target instanceof Element ? target.closest('a') : null;
  if (!link || button !== 0 || defaultPrevented) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const href = link.getAttribute('href') ?? '';
  if (href.startsWith('#')) {
    const place = box.root.getElementById(href.slice(1));
    if (!place) return;
    event.preventDefault();
    reach(place);
    return;
  }
  const slug = box.frame.querySelector('[data-article]')?.getAttribute('data-article');
  const { origin, pathname, hash, searchParams } = new URL(link.href);
  const [, path, conversation] = /^(.*?)(?:\/comments\/(\d+))?$/.exec(pathname) ?? [];
  const isOwn = origin === site && path === `/articles/${encodeURIComponent(slug ?? '')}`;
  if (!isOwn || !/^#(comments|feed)$/.test(hash)) return;
  event.preventDefault();
  if (conversation) searchParams.set('conversation', conversation);
  void load(box, searchParams, link.href);
}

/**
 * Leads to the list that came, as a new page would.
 *
 * @param {Box} box
 */
function arrive({ root, frame, status }) {
  const heading = root.getElementById('belowline-feed');
  if (!heading) return;
  reach(heading);
  const page = frame.querySelector('[aria-current="page"]')?.textContent ?? '';
  status.textContent = `${heading.textContent} ${page}`.replaceAll(/\s+/g, ' ').trim();
}

/** @param {HTMLElement} element */
function reach(element) {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  const { top, bottom } = element.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) element.scrollIntoView();
}

/**
 * Takes the page's scheme, by the colour of its text: light words stand on something dark.
 *
 * @param {Box} box
 */
function suit({ host, root }) {
  const scheme = lightness(getComputedStyle(host).color) > 0.5 ? 'dark' : 'light';
  for (const block of root.querySelectorAll('.belowline')) block.setAttribute('data-scheme', scheme);
}

/**
 * How light a computed colour is, from 0 to 1.
 *
 * @param {string} color
 */
function lightness(color) {
  const [one = 0, two = 0, three = 0] = (color.match(/(?<=[\s(,])-?[\d.]+/g) ?? []).map(Number);
  if (color.startsWith('ok')) return one;
  if (color.startsWith('l')) return one / 100;
  return (0.3 * one + 0.6 * two + 0.1 * three) / (color.startsWith('rgb') ? 255 : 1);
}

function suitAll() {
  for (const box of boxes) suit(box);
}

/** Asks how many comments there are, for the elements that show it and for the boxes that are still far away. */
async function count() {
  const elements = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-belowline-count]')]);
  /** @type {Map<string, ((count: number) => void)[]>} */
  const wanted = new Map();
  /** @type {(url: string | undefined, use: (count: number) => void) => void} */
  const want = (url, use) => {
    if (url && url.length <= LONGEST_PAGE) wanted.set(url, [...(wanted.get(url) ?? []), use]);
  };
  for (const element of elements) {
    if (element.dataset.belowlineFilled !== undefined) continue;
    element.dataset.belowlineFilled = '';
    const named = element.dataset.belowlineCount || element.closest('a')?.href;
    const url = named ? URL.parse(named, document.baseURI)?.href : pageOf('').url;
    want(url, (number) => {
      element.textContent = new Intl.NumberFormat(languageOf(element) || undefined).format(number);
    });
  }
  for (const box of boxes) {
    const { canonical, og, url, article } = box.page;
    const isFar = box.asked === 0 && box.host.getBoundingClientRect().top > 2 * innerHeight;
    if (isFar)
      want(article ? `${site}/articles/${encodeURIComponent(article)}` : canonical || og || url, (number) =>
        reserve(box, number),
      );
  }
  for (const urls of batches([...wanted.keys()])) {
    try {
      const answer = await ask('/counts', new URLSearchParams(urls.map((url) => ['url', url])));
      const { counts } = /** @type {{ counts: { url: string, count: number | null }[] }} */ (
        JSON.parse(await textOf(answer))
      );
      for (const { url, count } of counts) if (count !== null) for (const use of wanted.get(url) ?? []) use(count);
    } catch (error) {
      console.error('Belowline:', error); // what stands there stays
    }
  }
}

/**
 * @param {string[]} urls
 * @returns {string[][]}
 */
function batches(urls) {
  /** @type {string[][]} */
  const all = [];
  let length = LONGEST_ADDRESS;
  for (const url of urls) {
    const own = encodeURIComponent(url).length + 5;
    length += own;
    if (length > LONGEST_ADDRESS || all.at(-1)?.length === MOST_COUNTED) {
      all.push([]);
      length = own;
    }
    all.at(-1)?.push(url);
  }
  return all;
}

/**
 * Keeps room for comments that are still far away, rather too much of it: what stands below must not be pushed down while it is seen.
 *
 * @param {Box} box
 * @param {number} number
 */
function reserve({ asked, frame, host }, number) {
  if (asked > 0) return;
  const each = 110 + 40_000 / Math.max(host.clientWidth, 280);
  frame.style.minBlockSize = `${Math.round(360 + each * Math.min(number, 80))}px`;
}

const key = Symbol.for('belowline');
const page = /** @type {Record<symbol, (() => void) | undefined>} */ (/** @type {unknown} */ (window));
const again = page[key];

if (again) again();
else {
  page[key] = start;
  register();
  const changes = new MutationObserver(suitAll);
  const begin = () => {
    for (const element of [document.documentElement, document.body]) changes.observe(element, { attributes: true });
    start();
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', suitAll);
  document.addEventListener('transitionend', ({ propertyName }) => propertyName === 'color' && suitAll());
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
  else begin();
}
