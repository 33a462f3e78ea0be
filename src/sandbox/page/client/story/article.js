// @ts-check
import { say, withMessage } from './acts.js';

/** @typedef {import('../../story.ts').Step} Step */

/** The article of the first three chapters, by its slug; the page shows it first. */
export const ARTICLE = 'armenia-steps-back-from-csto';

/**
 * What a member says of an article, and whom it pleases.
 * @typedef {object} Line
 * @property {string} as
 * @property {string} words
 * @property {string} name under which its id is kept
 * @property {string} [to] the name of the line that it answers
 * @property {Record<string, string[]>} [reactions] members by emoji
 */

/** @satisfies {Record<string, Line>} */
export const LINES = {
  question: { as: 'reader', name: 'question', words: 'A freeze is not a farewell. What would bring them back?' },
  answer: {
    as: 'moderator',
    name: 'answer',
    to: 'question',
    words: 'A guarantee that is kept. Read the *third* section again: nobody there is offering one.',
  },
};

/** What others say of `ARTICLE` then. @type {readonly Line[]} */
export const TALK = [
  {
    as: 'owner',
    name: 'left',
    words: 'Uzbekistan left the alliance twice, and nobody could hold it. There is a door, and everyone knows where.',
    reactions: { '✔': ['moderator', 'guest'] },
  },
  {
    as: 'reader',
    name: 'door',
    to: 'left',
    words: 'Uzbekistan had no Russian base on its soil. **Gyumri is the difference**, and the article leaves it out.',
    reactions: { '❤': ['guest', 'owner'], '😮': ['moderator'] },
  },
  {
    as: 'moderator',
    name: 'silence',
    words:
      'In 2022 the border was under fire and the alliance sent observers. Every other member read that, too. It is the sentence that will outlive the freeze.',
    reactions: { '✔': ['reader', 'guest', 'owner'] },
  },
  {
    as: 'owner',
    name: 'west',
    words:
      'Air defence from France, exercises with the Americans: that is no new camp yet, but it is no accident either.',
  },
  {
    as: 'reader',
    name: 'both',
    to: 'west',
    words: 'Several partners in place of one. Small countries call that insurance.',
    reactions: { '😄': ['guest'] },
  },
];

/** Says lines, and reacts to them. @param {readonly Line[]} lines @returns {Step['acts']} */
export const talk = (lines) =>
  lines.flatMap(({ as, words, name, to, reactions = {} }) => [
    say(words, { as, keeps: name, ...(to && { replyTo: to }) }),
    ...Object.entries(reactions).flatMap(([emoji, fans]) =>
      fans.map((fan) => withMessage('react', name, { as: fan, body: { emoji } })),
    ),
  ]);
