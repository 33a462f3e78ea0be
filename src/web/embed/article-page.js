// @ts-check

import { listen } from './listen.js';

/* On an article's page: a line says how many comments came; it leads to the newest. */

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
