/** For how many days ids are kept of what is not on the page: held until its author answers, or deleted. */
export const DAYS_OF_TRACES = 30;

/** A day in milliseconds. */
export const DAY = 24 * 60 * 60 * 1000;
