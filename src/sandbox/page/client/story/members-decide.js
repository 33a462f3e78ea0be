// @ts-check
import { command, decide, press, say } from './acts.js';
import { ARTICLE } from './article.js';
import { beginAfresh, openDiscussion } from './scenery.js';
import { asked, commentOf, onlyOnDiscord, said, whispered } from './seeing.js';

/** @typedef {import('../../story.ts').Hands} Hands */
/** @typedef {import('../../story.ts').Step} Step */

const SECRET = 'Between us: I would rather not read this anywhere else.';

/** Whether the page has none of the reader's kept words. @param {Hands} hands */
async function isKept({ stage }) {
  const [html, json] = [await stage.html(ARTICLE), JSON.stringify(await stage.comments(ARTICLE))];
  return !html.includes('Between us') && !json.includes('Between us');
}

/** A comment that must be on the page while the kept words are not. @param {Hands} hands @param {string} name */
async function shownAlone(hands, name) {
  const { stage, prop } = hands;
  const words = said(commentOf(await stage.comments(ARTICLE), prop(name)));
  return words && (await isKept(hands)) ? words : null;
}

/** @param {string} name @returns {Step['see']} */
const gone =
  (name) =>
  async ({ stage, prop }) =>
    commentOf(await stage.comments(ARTICLE), prop(name)) ? null : 'it is gone from the page';

/** Members decide what of theirs is on the page. @type {import('../../story.ts').Chapter} */
export const chapter = {
  name: 'Members decide',
  article: ARTICLE,
  async prepare(hands) {
    await openDiscussion(hands, ARTICLE);
    await beginAfresh(hands, 'reader', 'guest');
  },
  steps: [
    {
      title: 'A reader replies: not a word is stored, and the bot asks',
      as: 'reader',
      place: 'thread',
      acts: [say(SECRET, { keeps: 'kept' })],
      see: async (hands) => ((await isKept(hands)) ? asked(hands, { as: 'reader', article: ARTICLE }) : null),
    },
    {
      title: 'The reader presses “Keep mine here”',
      as: 'reader',
      place: 'thread',
      acts: [decide('keep', { as: 'reader' })],
      see: async (hands) => ((await onlyOnDiscord(hands, ARTICLE)) ? null : 'nothing, not even a count'),
    },
    {
      title: 'A guest replies and presses “Show mine”',
      as: 'guest',
      place: 'thread',
      acts: [
        say('Has any member ever left for good?', { keeps: 'guest' }),
        decide('publish', { as: 'guest', isStarter: true }),
      ],
      see: async (hands) => shownAlone(hands, 'guest'),
    },
    {
      title: 'The reader changes their mind: show mine from now on',
      as: 'reader',
      place: 'thread',
      acts: [decide('publish', { as: 'reader', isStarter: true }), say('Uzbekistan did, twice.', { keeps: 'later' })],
      async see(hands) {
        const words = await shownAlone(hands, 'later');
        return words && `${words}, and nothing from before`;
      },
    },
    {
      title: 'And once more: keep mine here',
      as: 'reader',
      place: 'thread',
      acts: [decide('keep', { as: 'reader', isStarter: true })],
      see: gone('later'),
    },
    {
      title: 'A slip? Undo works for ten minutes',
      as: 'reader',
      place: 'news',
      acts: [press('news', 'consent:undo', { as: 'reader' })],
      see: async (hands) => shownAlone(hands, 'later'),
    },
    {
      title: 'The guest asks what is stored: /privacy show',
      isInDiscord: true,
      as: 'guest',
      place: 'thread',
      acts: [command('thread', 'privacy show')],
      async see(hands) {
        const words = await whispered(hands, 'guest', 'thread');
        return words.includes('One of your replies is') ? 'no change; only the guest sees the answer' : null;
      },
    },
    {
      title: 'The guest asks to be forgotten: /privacy forget',
      as: 'guest',
      place: 'thread',
      acts: [command('thread', 'privacy forget'), press('thread', 'privacy:forget', { as: 'guest' })],
      see: gone('guest'),
    },
  ],
};
