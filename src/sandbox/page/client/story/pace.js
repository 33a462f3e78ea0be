// @ts-check
/** @typedef {import('../../story.ts').Step} Step */

const TYPING = 1200; // milliseconds
const ACTING = 700;
const QUICKLY = 100;
const LEAST = 4000;

/** How long a step's title stands alone before its acts, in milliseconds. */
export const LEAD = 600;

/** How long one needs to read something, in milliseconds: 240 words a minute, and a moment to find it. @param {string} words */
const readingTime = (words) => 700 + 250 * words.split(/\s+/).length;

/** How long an act is looked at, in milliseconds. @param {Pick<Step, 'isQuick'>} step @param {boolean} isTyped */
export const actTime = ({ isQuick }, isTyped) => (isQuick ? QUICKLY : isTyped ? TYPING : ACTING);

/** How long what a step has shown is looked at, in milliseconds: then its title can be read, and what the page shows. @param {Pick<Step, 'title'>} step @param {{ acted: number, seen: string }} played `acted` is the time of its acts */
export const lookTime = ({ title }, { acted, seen }) =>
  Math.max(Math.max(LEAST, readingTime(title)) - LEAD - acted, readingTime(seen));
