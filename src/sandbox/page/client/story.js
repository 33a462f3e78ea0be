// @ts-check
/** @typedef {import('./stage.js').StoryPage} StoryPage */
/** @typedef {import('./stage.js').Step} Step */

/** The article of the story: https://…/articles/SLUG. */
export const ARTICLE = 'armenia-steps-back-from-csto';

const EMPTY = '“There are no comments to display.”';

/** @param {string | null | undefined} html */
const words = (html) => (html ?? '').replace(/<[^>]*>/g, '').trim();

/** @param {StoryPage} page @param {string} id */
const commentOf = ({ comments }, id) => comments.find((comment) => comment.id === id);

/** @param {number} count */
const many = (count) => (count === 1 ? '1 comment' : `${count} comments`);

/** @type {Step['act']} */
const postArticle = (prop) => ({
  route: 'command',
  channel: prop('channel'),
  command: 'article',
  options: { article: prop('article') },
});

/** The button under the message that opened the discussion, whose id is the thread's. @type {Step['act']} */
const showMine = (prop) => ({ route: 'click', message: prop('thread'), customId: 'consent:publish' });

/** The whole loop, from an empty box to a discussion under the article and back. @type {readonly Step[]} */
export const STORY = [
  {
    title: 'The owner posts the article with /article',
    as: 'owner',
    where: 'channel',
    act: postArticle,
    shows({ discussion, count }, _prop, props) {
      if (!discussion) return null;
      props.set('thread', discussion.thread);
      return count === 0 ? `${EMPTY}, and the way into the thread` : `${many(count)}, and the way into the thread`;
    },
  },
  {
    title: 'A reader replies in the thread',
    as: 'reader',
    where: 'thread',
    act: (prop) => ({
      route: 'say',
      channel: prop('thread'),
      content: 'A freeze is not a farewell. What would bring them back?',
    }),
    keeps: 'question',
    shows(page, prop) {
      if (page.discordOnly > 0) return '“1 reply is only on Discord.”';
      return commentOf(page, prop('question')) ? 'the reply, since the reader agreed before' : null;
    },
  },
  {
    title: 'The reader presses “Show mine”',
    as: 'reader',
    where: 'channel',
    act: showMine,
    shows(page, prop) {
      const comment = commentOf(page, prop('question'));
      return comment ? `${comment.author?.name}: “${words(comment.html)}”` : null;
    },
  },
  {
    title: 'So does a moderator',
    as: 'moderator',
    where: 'channel',
    act: showMine,
    shows: ({ count }) => `still ${many(count)}: the moderator has written nothing yet`,
  },
  {
    title: 'The moderator answers the reader',
    as: 'moderator',
    where: 'thread',
    act: (prop) => ({
      route: 'say',
      channel: prop('thread'),
      content: 'Read the *third* section again.',
      replyTo: prop('question'),
    }),
    keeps: 'answer',
    shows(page, prop) {
      const comment = commentOf(page, prop('answer'));
      return comment?.parentId === prop('question')
        ? `${comment.author?.name}, in answer: “${words(comment.html)}”`
        : null;
    },
  },
  {
    title: 'A guest reacts to the question',
    as: 'guest',
    where: 'thread',
    act: (prop) => ({ route: 'react', message: prop('question'), emoji: '👍' }),
    shows(page, prop) {
      const [reaction] = commentOf(page, prop('question'))?.reactions ?? [];
      return reaction ? `${reaction.emoji} ${reaction.count}` : null;
    },
  },
  {
    title: 'The reader edits the question',
    as: 'reader',
    where: 'thread',
    act: (prop) => ({
      route: 'edit',
      message: prop('question'),
      content: 'A freeze is not a farewell. What would bring Armenia back?',
    }),
    shows(page, prop) {
      const comment = commentOf(page, prop('question'));
      return comment?.editedAt ? `“${words(comment.html)}” (edited)` : null;
    },
  },
  {
    title: 'The owner posts the same article again',
    as: 'owner',
    where: 'channel',
    act: postArticle,
    check(answer, prop) {
      if (!JSON.stringify(answer).includes(prop('thread')))
        throw new Error('The second /article did not lead to the first discussion');
    },
    shows: ({ discussions, count }) => (discussions.length === 1 ? `still one discussion, with ${many(count)}` : null),
  },
  {
    title: 'The reader deletes the question; the answer still hangs on it',
    as: 'reader',
    where: 'thread',
    act: (prop) => ({ route: 'delete', messages: [prop('question')] }),
    shows: (page, prop) => (commentOf(page, prop('question'))?.deleted ? 'a tombstone above the answer' : null),
  },
  {
    title: 'The moderator deletes the answer',
    as: 'moderator',
    where: 'thread',
    act: (prop) => ({ route: 'delete', messages: [prop('answer')] }),
    shows(page, prop) {
      if (commentOf(page, prop('question')) || commentOf(page, prop('answer'))) return null;
      return page.count === 0 ? EMPTY : many(page.count);
    },
  },
];
