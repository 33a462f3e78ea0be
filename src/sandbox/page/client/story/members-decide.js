// @ts-check
import { command, decide, press, say } from './acts.js';
import { ARTICLE } from './article.js';
import { beginWithTalk } from './scenery.js';
import { asked, commentOf, many, onlyOnDiscord, said, whispered } from './seeing.js';

/** @typedef {import('../../story.ts').Hands} Hands */

const SECRET = 'Between us: I would rather not read this anywhere else.';

/** Whether the page has none of the guest's kept words. @param {Hands} hands */
async function isKept({ stage }) {
  const [html, json] = [await stage.html(ARTICLE), JSON.stringify(await stage.comments(ARTICLE))];
  return !html.includes('Between us') && !json.includes('Between us');
}

/** Members decide what of theirs is on the page. @type {import('../../story.ts').Chapter} */
export const chapter = {
  name: 'Members decide',
  article: ARTICLE,
  prepare: (hands) => beginWithTalk(hands, 'owner', 'moderator', 'reader'),
  steps: [
    {
      title: 'Gus joins the discussion. Not a word of his is stored, and the bot asks him.',
      as: 'guest',
      place: 'thread',
      acts: [say(SECRET, { keeps: 'kept' })],
      looksAt: '.why',
      see: async (hands) => ((await isKept(hands)) ? asked(hands, { as: 'guest', article: ARTICLE }) : null),
    },
    {
      title: 'He presses “Keep mine here”. His reply stays in Discord, and only there.',
      as: 'guest',
      place: 'thread',
      acts: [decide('keep', { as: 'guest' })],
      looksAt: '.count',
      see: async (hands) => ((await onlyOnDiscord(hands, ARTICLE)) ? null : 'nothing of his, not even a count'),
    },
    {
      title: 'Later he presses “Show mine” and writes again: this reply is shown, the first is not.',
      as: 'guest',
      place: 'thread',
      acts: [
        decide('publish', { as: 'guest', isStarter: true }),
        say('Has any member ever left for good?', { keeps: 'later' }),
      ],
      about: 'later',
      async see(hands) {
        const comment = commentOf(await hands.stage.comments(ARTICLE), hands.prop('later'));
        return comment && (await isKept(hands)) ? (said(comment) ?? null) : null;
      },
    },
    {
      title: 'A slip: “Keep mine here”, and his words are gone.',
      as: 'guest',
      place: 'thread',
      acts: [decide('keep', { as: 'guest', isStarter: true })],
      looksAt: '.count',
      async see({ stage, prop }) {
        const page = await stage.comments(ARTICLE);
        return commentOf(page, prop('later')) ? null : `${many(page.count)}, none of them from Gus`;
      },
    },
    {
      title: 'The answer has Undo for ten minutes. He presses it, and they are back.',
      as: 'guest',
      place: 'news',
      acts: [press('news', 'consent:undo', { as: 'guest' })],
      about: 'later',
      see: async ({ stage, prop }) => said(commentOf(await stage.comments(ARTICLE), prop('later'))) ?? null,
    },
    {
      title: '/privacy show tells Gus, and nobody else, what is stored of him.',
      isInDiscord: true,
      as: 'guest',
      place: 'thread',
      acts: [command('thread', 'privacy show', { keeps: 'shown' })],
      about: 'shown',
      async see(hands) {
        const words = await whispered(hands, 'guest', 'thread');
        return words.includes('One of your replies is') ? 'no change; only Gus sees the answer' : null;
      },
    },
    {
      title: 'And /privacy forget erases it. The others’ comments stay.',
      as: 'guest',
      place: 'thread',
      acts: [command('thread', 'privacy forget'), press('thread', 'privacy:forget', { as: 'guest' })],
      async see({ stage, prop }) {
        const page = await stage.comments(ARTICLE);
        return commentOf(page, prop('later')) ? null : `${many(page.count)}, none of them from Gus`;
      },
    },
  ],
};
