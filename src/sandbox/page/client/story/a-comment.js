// @ts-check
import { command, decide, remove, say, withMessage } from './acts.js';
import { ARTICLE } from './article.js';
import { beginAfresh } from './scenery.js';
import { asked, commentOf, EMPTY, many, onExampleSite, said, wordsIn } from './seeing.js';

/** @type {import('../../story.ts').Step} */
const replied = {
  title: 'A reader replies in the thread, and the bot asks',
  as: 'reader',
  place: 'thread',
  acts: [say('A freeze is not a farewell. What would bring them back?', { keeps: 'question' })],
  isOnExampleSite: true,
  async see(hands) {
    const sentence = await asked(hands, { as: 'reader', article: ARTICLE });
    return sentence && onExampleSite(hands, ARTICLE, sentence);
  },
};

/** @type {import('../../story.ts').Step} */
const shown = {
  title: 'The reader presses “Show mine”',
  as: 'reader',
  place: 'thread',
  acts: [decide('publish', { as: 'reader' })],
  isOnExampleSite: true,
  async see(hands) {
    const comment = commentOf(await hands.stage.comments(ARTICLE), hands.prop('question'));
    return comment ? onExampleSite(hands, ARTICLE, said(comment) ?? '') : null;
  },
};

/** @type {import('../../story.ts').Step} */
const answered = {
  title: 'A moderator replies and shows it too',
  as: 'moderator',
  place: 'thread',
  acts: [
    say('A guarantee that is kept. Read the *third* section again.', { replyTo: 'question', keeps: 'answer' }),
    decide('publish', { as: 'moderator', isStarter: true }),
  ],
  isOnExampleSite: true,
  async see(hands) {
    const comment = commentOf(await hands.stage.comments(ARTICLE), hands.prop('answer'));
    return comment?.parentId === hands.prop('question')
      ? onExampleSite(hands, ARTICLE, `${said(comment)}, as a reply`)
      : null;
  },
};

/** @type {import('../../story.ts').Step} */
const reacted = {
  title: 'A guest reacts to the question',
  as: 'guest',
  place: 'thread',
  acts: [withMessage('react', 'question', { body: { emoji: '❤' } })],
  isPicture: true,
  async see({ stage, prop }) {
    const [reaction] = commentOf(await stage.comments(ARTICLE), prop('question'))?.reactions ?? [];
    return reaction ? `${reaction.emoji} ${reaction.count}` : null;
  },
};

/** @type {import('../../story.ts').Step} */
const edited = {
  title: 'The reader edits the question',
  as: 'reader',
  place: 'thread',
  acts: [
    withMessage('edit', 'question', {
      body: { content: 'A freeze is not a farewell. What would bring Armenia back?' },
    }),
  ],
  async see({ stage, prop }) {
    const comment = commentOf(await stage.comments(ARTICLE), prop('question'));
    return comment?.editedAt ? `“${wordsIn(comment.html)}” (edited)` : null;
  },
};

/** @type {import('../../story.ts').Step} */
const postedAgain = {
  title: 'The owner uses /article again: it leads to the same thread',
  as: 'owner',
  place: 'news',
  acts: [command('news', 'article', { options: { article: ARTICLE } })],
  async see({ stage }) {
    const { discussions, count } = await stage.comments(ARTICLE);
    return discussions.length === 1 ? `still one discussion, with ${many(count)}` : null;
  },
};

/** @type {import('../../story.ts').Step} */
const deleted = {
  title: 'The reader deletes the question; the reply keeps its place',
  as: 'reader',
  place: 'thread',
  acts: [remove('question')],
  see: async ({ stage, prop }) =>
    commentOf(await stage.comments(ARTICLE), prop('question'))?.deleted ? 'a tombstone above the reply' : null,
};

/** @type {import('../../story.ts').Step} */
const emptied = {
  title: 'The moderator deletes the reply',
  as: 'moderator',
  place: 'thread',
  acts: [remove('answer')],
  async see({ stage, prop }) {
    const page = await stage.comments(ARTICLE);
    if (commentOf(page, prop('question')) || commentOf(page, prop('answer'))) return null;
    return page.count === 0 ? EMPTY : many(page.count);
  },
};

/** From an empty box to a comment under the article, and back. @type {import('../../story.ts').Chapter} */
export const chapter = {
  name: 'A comment',
  article: ARTICLE,
  prepare: (hands) => beginAfresh(hands, 'reader', 'moderator'),
  steps: [
    {
      title: 'The editor posts the article with /article',
      as: 'owner',
      place: 'news',
      acts: [command('news', 'article', { options: { article: ARTICLE } })],
      isOnExampleSite: true,
      async see(hands) {
        const { discussion, count } = await hands.stage.comments(ARTICLE);
        if (!discussion) return null;
        hands.keep('thread', discussion.thread);
        const seen = count === 0 ? await onExampleSite(hands, ARTICLE, EMPTY) : many(count);
        return seen && `${seen}, and a link to the thread`;
      },
    },
    replied,
    shown,
    answered,
    reacted,
    edited,
    postedAgain,
    deleted,
    emptied,
  ],
};
