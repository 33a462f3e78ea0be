// @ts-check

/** Time spans in milliseconds, longest first. */
const UNITS = /** @type {const} */ ([
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
]);

/** @param {number} milliseconds @returns {string} "8 days", "1 hour 5 minutes", "40 seconds": two units at most, rounded up */
export function spokenSpan(milliseconds) {
  let left = Math.ceil(milliseconds / 1_000) * 1_000;
  const parts = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
    else if (parts.length > 0) break;
  }
  return parts.slice(0, 2).join(' ') || 'a moment';
}
