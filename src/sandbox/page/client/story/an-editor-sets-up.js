// @ts-check
import { choose, command, decide, press } from './acts.js';
import { talk } from './article.js';
import { beginAfresh } from './scenery.js';
import { many, whispered } from './seeing.js';

/** @typedef {import('../../story.ts').Hands} Hands */
/** @typedef {import('../../story.ts').Step} Step */

const FIRST = 'night-ferry-stays';
const ATTACHED = 'how-comments-work-here';
const OWNER = { as: 'owner' };

/** What members say of `FIRST`. @type {readonly import('./article.js').Line[]} */
const TALK = [
  {
    as: 'reader',
    name: 'nurse',
    words: 'I am one of the clogs. Without the boat I would leave the ward at eleven, or not at all.',
    reactions: { '❤': ['owner', 'moderator', 'guest'] },
  },
  {
    as: 'guest',
    name: 'bus',
    words: 'The bus was **fifty minutes on paper**. Try it in January, with the bridge closed.',
    reactions: { '✔': ['reader'] },
  },
  {
    as: 'moderator',
    name: 'hotels',
    words:
      'Two hotels print the ferry on their leaflets and have not answered a letter. Perhaps someone here knows them?',
    reactions: { '✔': ['reader', 'guest'], '😮': ['owner'] },
  },
  {
    as: 'guest',
    name: 'bar',
    to: 'hotels',
    words: 'I tend the bar in one. They say a third is too much, and a tenth would be fair. That would be a start.',
  },
  {
    as: 'reader',
    name: 'start',
    to: 'bar',
    words: 'A tenth each, and the summer is paid. Tell them that four thousand people signed.',
    reactions: { '⚓': ['guest', 'moderator'] },
  },
];

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

/** @type {Step[]} */
const settingUp = [
  {
    title: 'Olive has invited the bot. /belowline setup asks her what it must know.',
    isInDiscord: true,
    as: 'owner',
    place: 'news',
    acts: [command('news', 'belowline setup')],
    see: async (hands) => ((await whispered(hands, 'owner', 'news')) === '' ? null : 'no change; only Olive sees it'),
  },
  {
    title: 'A click each: where articles go, who opens them, whether members are asked …',
    isInDiscord: true,
    as: 'owner',
    place: 'news',
    isQuick: true,
    acts: [
      choose('news', 'setup:set:home', { ...OWNER, pick: ({ prop }) => prop('news') }),
      set('openers:discord'),
      set('policy:ask'),
      skipTo('reports'),
      choose('news', 'setup:set:reports', { ...OWNER, pick: ({ prop }) => prop('moderators') }),
      set('notify:none'),
      set('language:en'),
      set('invite:none'),
      set('posting:off'),
      skipTo('finish'),
    ],
    see: async (hands) => ((await whispered(hands, 'owner', 'news')).includes('All done') ? 'no change yet' : null),
  },
  {
    title: 'The last click opens the first discussion.',
    as: 'owner',
    place: 'news',
    acts: [choose('news', 'setup:first', { ...OWNER, pick: () => FIRST })],
    looksAt: '.join',
    async see({ stage, keep }) {
      const { discussion } = await stage.comments(FIRST);
      if (!discussion?.open) return null;
      keep('thread', discussion.thread);
      return 'a link into the new thread';
    },
  },
];

/** @type {Step[]} */
const checking = [
  {
    title: 'Somebody takes a permission from the bot. /belowline check names it.',
    isInDiscord: true,
    as: 'owner',
    place: 'news',
    acts: [mayPin(false), command('news', 'belowline check')],
    async see(hands) {
      const [line] = /❌ Pin Messages/.exec(await whispered(hands, 'owner', 'news')) ?? [];
      return line ? `no change; in Discord: “${line} …”` : null;
    },
  },
  {
    title: 'The permission is back, and all is well.',
    isInDiscord: true,
    as: 'owner',
    place: 'news',
    acts: [mayPin(true), command('news', 'belowline check')],
    see: async (hands) => ((await whispered(hands, 'owner', 'news')).includes('❌') ? null : 'no change; all is well'),
  },
];

/** @type {Step} */
const attaching = {
  title: 'An older forum post becomes a discussion too: /discussion attach.',
  article: ATTACHED,
  as: 'moderator',
  place: 'articles',
  acts: [
    ({ prop }) => ({
      as: 'reader',
      route: 'open-thread',
      body: {
        channel: prop('articles'),
        name: 'How should comments work here?',
        content: 'Who reads them, and where do they go?',
      },
      keeps: 'post',
    }),
    command('post', 'discussion attach', { as: 'moderator', options: { article: ATTACHED } }),
  ],
  looksAt: '.join',
  see: async ({ stage, prop }) =>
    (await stage.comments(ATTACHED)).discussion?.thread === prop('post') ? 'a link to this very post' : null,
};

/** @type {Step} */
const talking = {
  title: 'And below the first article, readers talk.',
  as: 'reader',
  place: 'thread',
  isQuick: true,
  acts: [...['reader', 'guest', 'moderator'].map((as) => decide('publish', { as, isStarter: true })), ...talk(TALK)],
  async see({ stage }) {
    const { count } = await stage.comments(FIRST);
    return count === TALK.length ? many(count) : null;
  },
};

/** From a bot that has just been invited to a first discussion. @type {import('../../story.ts').Chapter} */
export const chapter = {
  name: 'An editor sets up',
  article: FIRST,
  prepare: (hands) => beginAfresh(hands, FIRST, ATTACHED),
  steps: [...settingUp, ...checking, attaching, talking],
};
