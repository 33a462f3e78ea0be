// @ts-check
import { choose, command, decide, press, say } from './acts.js';
import { beginAfresh, closeDiscussion } from './scenery.js';
import { commentOf, said, whispered } from './seeing.js';

/** @typedef {import('../../story.ts').Hands} Hands */

const ATTACHED = 'how-comments-work-here';
const FIRST = 'stadtbibliothek-bleibt-abends-offen';
const OWNER = { as: 'owner' };
const POST = 'How should comments work here?';

/** @param {string} setting */
const set = (setting) => press('news', `setup:set:${setting}`, OWNER);
/** @param {string} step */
const skipTo = (step) => press('news', `setup:go:${step}`, OWNER);

/** @param {boolean} allowed @returns {(hands: Hands) => import('../../story.ts').Act} */
const mayPin =
  (allowed) =>
  ({ prop }) => ({
    route: 'bot-permission',
    body: { channel: prop('news'), permission: 'PinMessages', allowed },
  });

/** @type {import('../../story.ts').Step[]} */
const attaching = [
  {
    title: 'Long ago, a reader opened a forum post',
    as: 'reader',
    place: 'articles',
    acts: [
      ({ prop }) => ({
        route: 'open-thread',
        body: { channel: prop('articles'), name: POST, content: 'Who reads them, and where do they go?' },
        keeps: 'thread',
      }),
    ],
    see: async ({ stage }) => ((await stage.comments(ATTACHED)).discussion ? null : 'no discussion yet'),
  },
  {
    title: 'A moderator attaches it to the article: /discussion attach',
    as: 'moderator',
    place: 'thread',
    acts: [command('thread', 'discussion attach', { options: { article: ATTACHED } })],
    see: async ({ stage, prop }) =>
      (await stage.comments(ATTACHED)).discussion?.thread === prop('thread') ? 'a link to this very post' : null,
  },
  {
    title: 'Replies there can be shown from now on',
    as: 'reader',
    place: 'thread',
    acts: [say('Good that it has a place now.', { keeps: 'comment' }), decide('publish', { as: 'reader' })],
    see: async ({ stage, prop }) => said(commentOf(await stage.comments(ATTACHED), prop('comment'))) ?? null,
  },
];

/** @type {import('../../story.ts').Step[]} */
const settingUp = [
  {
    title: 'The owner sets everything up: /belowline setup',
    isInDiscord: true,
    as: 'owner',
    place: 'news',
    acts: [
      command('news', 'belowline setup'),
      choose('news', 'setup:set:home', { ...OWNER, pick: ({ prop }) => prop('news') }),
      set('openers:discord'),
      set('policy:ask'),
      skipTo('reports'),
      choose('news', 'setup:set:reports', { ...OWNER, pick: ({ prop }) => prop('moderators') }),
      set('notify:none'),
      set('language:en'),
      set('invite:none'),
      set('posting:off'),
      set('closing:none'),
      set('telling:on'),
      skipTo('authors'),
      skipTo('emoji'),
      skipTo('finish'),
    ],
    see: async (hands) => ((await whispered(hands, 'owner', 'news')).includes('All done') ? 'no change yet' : null),
  },
  {
    title: 'The last click opens the first discussion',
    article: FIRST,
    as: 'owner',
    place: 'news',
    acts: [choose('news', 'setup:first', { ...OWNER, pick: () => FIRST })],
    async see({ stage }) {
      const { discussion } = await stage.comments(FIRST);
      return discussion?.open ? 'a link to the new thread, under its own article' : null;
    },
  },
];

/** @type {import('../../story.ts').Step[]} */
const checking = [
  {
    title: 'The bot loses Pin Messages; /belowline check names it',
    article: FIRST,
    isInDiscord: true,
    as: 'owner',
    place: 'news',
    acts: [mayPin(false), command('news', 'belowline check')],
    async see(hands) {
      const [line] = /❌ Pin Messages: [^<\n]*/.exec(await whispered(hands, 'owner', 'news')) ?? [];
      return line ? `no change; Discord: “${line.trim()} …”` : null;
    },
  },
  {
    title: 'Permission restored, and checked again',
    article: FIRST,
    isInDiscord: true,
    as: 'owner',
    place: 'news',
    acts: [mayPin(true), command('news', 'belowline check')],
    see: async (hands) => ((await whispered(hands, 'owner', 'news')).includes('❌') ? null : 'no change; all is well'),
  },
];

/** From a bot that has just been invited to a first discussion. @type {import('../../story.ts').Chapter} */
export const chapter = {
  name: 'An editor sets up',
  article: ATTACHED,
  async prepare(hands) {
    for (const article of [ATTACHED, FIRST]) await closeDiscussion(hands, article);
    await beginAfresh(hands, 'reader');
  },
  steps: [...attaching, ...settingUp, ...checking],
};
