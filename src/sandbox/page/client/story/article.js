// @ts-check
/** The article of the first three chapters, by its slug; the page shows it first. */
export const ARTICLE = 'armenia-steps-back-from-csto';
