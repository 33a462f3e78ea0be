// @ts-check

/** The units in which a time of the last week is told, each with its length in seconds. @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];
const WEEK = 7 * 86_400; // seconds
const CLOCKS_DIFFER = 120;

/**
 * Tells when comments of the last week were written as readers say it: "3 hours ago". The page itself has the date, for pages are
 * kept; it moves into the title.
 *
 * @param {ParentNode} root
 */
export function tellTimes(root) {
  const times = root.querySelectorAll('.comments time:not(.words time)');
  for (const time of /** @type {Iterable<HTMLTimeElement>} */ (times)) {
    const age = (Date.now() - Date.parse(time.dateTime)) / 1000;
    if (!(age > -CLOCKS_DIFFER && age < WEEK)) {
      if (time.title) time.textContent = time.title; // it has become too old while the page stood open
      continue;
    }
    time.title ||= time.textContent;
    const [unit, length] = UNITS.find(([, seconds]) => age >= seconds) ?? /** @type {const} */ (['minute', 60]);
    const language = time.closest('[lang]')?.getAttribute('lang') ?? 'en';
    const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
    time.textContent = words.format(-Math.max(0, Math.floor(age / length)), unit);
  }
}
