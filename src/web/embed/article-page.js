// @ts-check

import { listen } from './listen.js';
import { tellTimes } from './times.js';

/* On an article's page, which says all without it: a line says how many comments came, and leads to the newest. */

const MINUTE = 60_000; // ms

tellTimes(document);
setInterval(() => tellTimes(document), MINUTE);

for (const place of document.querySelectorAll('.live')) {
  listen(place, '', async ({ counts }) => {
    const answer = await fetch(counts);
    if (!answer.ok) throw new Error(answer.statusText);
    const { count } = /** @type {{ count: number }} */ (await answer.json());
    return count;
  });
  place.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    // Where the newest stand on this page already, its address would only scroll.
    if (!link || link.href.replace(/#.*/, '') !== location.href.replace(/#.*/, '')) return;
    event.preventDefault();
    history.replaceState(null, '', link.href);
    location.reload();
  });
}
