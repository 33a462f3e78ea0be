// @ts-check
import { command, decide, press, say, submit, withMessage } from './acts.js';
import { ARTICLE } from './article.js';
import { beginAfresh, openDesk, openDiscussion } from './scenery.js';
import { commentOf, whispered, wordsIn } from './seeing.js';

/** @typedef {import('../../story.ts').Step} Step */
/** @typedef {import('../../story.ts').Hands} Hands */

const NOTE = 'The question that the article leaves open.';
const DESK = 'moderators';
const ABOVE = '#comments'; // where the summary is, or would be
const MANAGE_MESSAGES = '8192'; // Discord's bit of the right, as overwrites have it
const MODERATOR = { as: 'moderator' };

/** @param {Hands} hands */
const page = ({ stage }) => stage.comments(ARTICLE);

/** The summary on the page once it has these words. @param {RegExp} words @returns {Step['see']} */
const summed = (words) => async (hands) => {
  const { summary } = await page(hands);
  const text = wordsIn(summary?.html);
  return words.test(text) ? `above the comments: “${text.slice(0, 90)}”` : null;
};

/** @type {Step} */
const talk = {
  title: 'Readers reply and show their replies',
  as: 'reader',
  place: 'thread',
  isQuick: true,
  acts: [
    say('What would have to change for Yerevan to thaw its membership again?', { as: 'reader', keeps: 'question' }),
    decide('publish', { as: 'reader', isStarter: true }),
    say('A guarantee is worth as much as the day on which it is needed.', { as: 'guest', keeps: 'pinned' }),
    decide('publish', { as: 'guest', isStarter: true }),
    say('The alliance did not answer when the border was under fire in 2022.', { as: 'reader' }),
    say('Uzbekistan left the alliance twice, and nobody could hold it.', { as: 'guest' }),
    say('Moscow needs every partner that it has left at the moment.', { as: 'reader' }),
    say('Buy cheap watches at my shop, best prices!', { as: 'guest', keeps: 'spam' }),
  ],
  async see(hands) {
    const { comments } = await page(hands);
    return comments.some(({ id }) => id === hands.prop('spam')) ? `${comments.length} comments` : null;
  },
};

/** @type {Step} */
const recommends = {
  title: 'A moderator recommends a comment, with a note',
  looksAt: '.recommended-comments',
  as: 'moderator',
  place: 'thread',
  acts: [withMessage('menu', 'question', { body: { command: 'Recommend on site' } }), submit({ note: NOTE })],
  async see(hands) {
    const html = await hands.stage.html(ARTICLE, '?sort=oldest&size=2&page=2');
    return html.includes(NOTE) ? `on page 2 too, above all others: “${NOTE}”` : null;
  },
};

/** @type {Step[]} */
const summaries = [
  {
    title: 'A moderator’s pin becomes the summary',
    looksAt: ABOVE,
    as: 'moderator',
    place: 'thread',
    acts: [withMessage('pin', 'pinned')],
    see: summed(/A guarantee is worth/),
  },
  {
    title: '/summary draft quotes the comments, for the moderator alone',
    looksAt: ABOVE,
    isInDiscord: true,
    as: 'moderator',
    place: 'thread',
    acts: [command('thread', 'summary draft', { keeps: 'draft' })],
    async see({ stage, prop }) {
      const draft = (await stage.state('moderator')).messages[prop('thread')]?.find(({ id }) => id === prop('draft'));
      const words = draft?.embeds[0]?.description;
      return words ? `no change yet; the draft: “${words.slice(0, 60)}…”` : null;
    },
  },
  {
    title: 'The moderator edits, posts and pins it',
    looksAt: ABOVE,
    as: 'moderator',
    place: 'thread',
    acts: [
      press('thread', 'summary:edit', MODERATOR),
      submit({ text: 'Readers doubt the guarantee. **Most ask what would bring Armenia back.**' }),
      press('thread', 'summary:post', MODERATOR),
    ],
    isPicture: true,
    see: summed(/Readers doubt/),
  },
  {
    title: 'Unpinned, it leaves the page; the earlier pin returns until it is unpinned too',
    looksAt: ABOVE,
    as: 'moderator',
    place: 'thread',
    acts: [
      async ({ stage, prop }) => {
        const messages = (await stage.state('moderator')).messages[prop('thread')] ?? [];
        const summary = messages.findLast(({ pinned, author }) => pinned && author.bot);
        return { route: 'unpin', body: { message: summary?.id ?? '' } };
      },
      withMessage('unpin', 'pinned'),
    ],
    see: async (hands) => ((await page(hands)).summary ? null : 'no summary'),
  },
];

/** @param {boolean} lock @returns {Step} */
const locking = (lock) => ({
  title: lock ? 'The owner locks the thread' : 'And unlocks it',
  looksAt: ABOVE,
  as: 'owner',
  place: 'thread',
  acts: [({ prop }) => ({ route: 'thread', body: { channel: prop('thread'), lock } })],
  async see(hands) {
    const { discussion } = await page(hands);
    const isSaid = (await hands.stage.html(ARTICLE)).includes('Comments are closed');
    if (discussion?.open !== !lock || isSaid !== lock) return null;
    return lock ? '“Comments are closed.”' : 'comments are open again';
  },
});

/** @param {'close' | 'reopen'} what @returns {Step} */
const closing = (what) => ({
  title: what === 'close' ? 'A moderator closes the comments: /discussion close' : 'And opens them again',
  looksAt: ABOVE,
  as: 'moderator',
  place: 'news',
  acts: [command('news', `discussion ${what}`, { options: { article: ARTICLE } })],
  async see(hands) {
    const { discussion } = await page(hands);
    const isSaid = (await hands.stage.html(ARTICLE)).includes('Comments are closed');
    if (discussion?.open === isSaid || isSaid !== (what === 'close')) return null;
    return isSaid ? '“Comments are closed”, and since when' : 'comments are open again';
  },
});

/** @type {Step[]} */
const reports = [
  {
    title: 'A reader reports an advertisement',
    isInDiscord: true,
    as: 'reader',
    place: 'thread',
    acts: [withMessage('menu', 'spam', { body: { command: 'Report to moderators' } }), submit({ reason: 'spam' })],
    async see({ stage, prop }) {
      const reports = (await stage.state('moderator')).messages[prop(DESK)] ?? [];
      return reports.some(({ content }) => content.includes(prop('spam')))
        ? 'no change yet; #moderators has the report, with the words'
        : null;
    },
  },
  {
    title: 'A moderator hides it from the report',
    as: 'moderator',
    place: DESK,
    acts: [press(DESK, 'report:hide', MODERATOR), submit({ reason: 'Advertising' }, { in: DESK })],
    async see(hands) {
      const found = await page(hands);
      if (commentOf(found, hands.prop('spam'))) return null;
      return `${found.count} comments, without the advertisement`;
    },
  },
];

/** @param {(hands: Hands) => object[] | Promise<object[]>} overwrites @returns {(hands: Hands) => Promise<import('../../story.ts').Act>} */
const permit = (overwrites) => async (hands) => ({
  as: 'owner',
  route: 'channel',
  body: { channel: hands.prop('news'), overwrites: await overwrites(hands) },
});

/** @param {Hands} hands @returns {Promise<object[]>} the overwrites of #news, without the story's own */
async function others({ stage, prop }) {
  const { channels } = await stage.state('owner');
  const all = channels.find(({ id }) => id === prop('news'))?.permission_overwrites ?? [];
  return all.filter(({ deny }) => deny !== MANAGE_MESSAGES);
}

/** @type {Step} */
const withoutRights = {
  title: 'A moderator who lost the permission after drafting is refused',
  isInDiscord: true,
  as: 'moderator',
  place: 'thread',
  acts: [
    command('thread', 'summary draft'),
    permit(async (hands) => [...(await others(hands)), { id: 'Moderator', deny: MANAGE_MESSAGES }]),
    press('thread', 'summary:post', MODERATOR),
    permit(others),
  ],
  async see(hands) {
    const words = await whispered(hands, 'moderator', 'thread');
    return words.includes('Only moderators can do this') ? 'no change; only the moderator sees why' : null;
  },
};

/** Moderators shape what readers see, without leaving Discord. @type {import('../../story.ts').Chapter} */
export const chapter = {
  name: 'Moderators curate',
  article: ARTICLE,
  async prepare(hands) {
    await openDiscussion(hands, ARTICLE);
    await beginAfresh(hands, 'reader', 'guest');
    await openDesk(hands, DESK);
  },
  steps: [
    talk,
    recommends,
    ...summaries,
    locking(true),
    locking(false),
    closing('close'),
    closing('reopen'),
    ...reports,
    withoutRights,
  ],
};
