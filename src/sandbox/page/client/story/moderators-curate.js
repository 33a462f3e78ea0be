// @ts-check
import { command, press, say, submit, withMessage } from './acts.js';
import { ARTICLE } from './article.js';
import { perform, until } from './play.js';
import { beginWithTalk, openDesk } from './scenery.js';
import { commentOf, many, wordsIn } from './seeing.js';

/** @typedef {import('../../story.ts').Step} Step */

const NOTE = 'What the article leaves out.';
const SUMMARY =
  'Readers doubt the guarantee more than the alliance. **Most ask what would bring Armenia back**, and point to the base in Gyumri.';
const DESK = 'moderators';
const MODERATOR = { as: 'moderator' };

/** @type {Step} */
const recommending = {
  title: 'Milo recommends Rosa’s comment on the site, with a note.',
  looksAt: '.recommended-comments',
  about: 'door',
  as: 'moderator',
  place: 'thread',
  acts: [withMessage('menu', 'door', { body: { command: 'Recommend on site' } }), submit({ note: NOTE })],
  async see({ stage }) {
    const html = await stage.html(ARTICLE, '?sort=oldest&size=2&page=2');
    return html.includes(NOTE) ? `above all others: “${NOTE}”` : null;
  },
};

/** @type {Step[]} */
const summing = [
  {
    title: '/summary draft quotes the sentences that others took up. Only Milo sees it.',
    isInDiscord: true,
    about: 'draft',
    as: 'moderator',
    place: 'thread',
    acts: [command('thread', 'summary draft', { keeps: 'draft' })],
    async see({ stage, prop }) {
      const draft = (await stage.state('moderator')).messages[prop('thread')]?.find(({ id }) => id === prop('draft'));
      return draft?.embeds[0]?.description ? 'no change yet; the draft is for Milo alone' : null;
    },
  },
  {
    title: 'He says it in his own words and posts it. Pinned, it stands above the comments.',
    looksAt: '.summary',
    as: 'moderator',
    place: 'thread',
    acts: [
      press('thread', 'summary:edit', MODERATOR),
      submit({ text: SUMMARY }),
      press('thread', 'summary:post', MODERATOR),
    ],
    isPicture: true,
    async see({ stage }) {
      const { summary } = await stage.comments(ARTICLE);
      return wordsIn(summary?.html).includes('Readers doubt') ? 'a summary, with who wrote it' : null;
    },
  },
];

/** @type {Step[]} */
const hiding = [
  {
    title: 'Rosa reports an advertisement to the moderators.',
    isInDiscord: true,
    about: 'spam',
    as: 'reader',
    place: 'thread',
    acts: [withMessage('menu', 'spam', { body: { command: 'Report to moderators' } }), submit({ reason: 'spam' })],
    async see({ stage, prop }) {
      const reports = (await stage.state('moderator')).messages[prop(DESK)] ?? [];
      return reports.some(({ content }) => content.includes(prop('spam')))
        ? 'no change yet; the moderators have the report, with its words'
        : null;
    },
  },
  {
    title: 'Milo hides it from the site, straight from the report.',
    as: 'moderator',
    place: DESK,
    acts: [press(DESK, 'report:hide', MODERATOR), submit({ reason: 'Advertising' }, { in: DESK })],
    looksAt: '.count',
    async see({ stage, prop }) {
      const page = await stage.comments(ARTICLE);
      return commentOf(page, prop('spam')) ? null : `${many(page.count)}, without the advertisement`;
    },
  },
  {
    title: 'Readers get the best of it first: the summary, the recommended comment, then everything.',
    as: 'moderator',
    place: 'thread',
    acts: [],
    looksAt: '.summary',
    async see({ stage }) {
      const { recommended, count } = await stage.comments(ARTICLE);
      return recommended.length > 0 ? `a summary, a recommendation and ${many(count)}` : null;
    },
  },
];

/** Moderators shape what readers see, without leaving Discord. @type {import('../../story.ts').Chapter} */
export const chapter = {
  name: 'Moderators curate',
  article: ARTICLE,
  async prepare(hands) {
    await beginWithTalk(hands, 'owner', 'moderator', 'reader', 'guest');
    await openDesk(hands, DESK);
    await perform([say('Buy cheap watches at my shop, best prices!', { as: 'guest', keeps: 'spam' })], hands);
    await until('the advertisement', async () => commentOf(await hands.stage.comments(ARTICLE), hands.prop('spam')));
  },
  steps: [recommending, ...summing, ...hiding],
};
