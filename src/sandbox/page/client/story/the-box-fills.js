// @ts-check
import { command, decide, say, withMessage } from './acts.js';
import { ARTICLE, LINES, TALK, talk } from './article.js';
import { beginAfresh } from './scenery.js';
import { asked, commentOf, EMPTY, many, onExampleSite, said, wordsIn } from './seeing.js';

/** @typedef {import('../../story.ts').Step} Step */

const { question, answer } = LINES;
const BETTER = question.words.replace('them', 'Armenia');
const SECTION = 'Growing Rifts and Unmet Expectations';

/** @type {Step[]} */
const opening = [
  {
    title: 'An article on your site, and below it the empty box.',
    as: 'owner',
    place: 'news',
    acts: [],
    isOnExampleSite: true,
    looksAt: '#comments',
    see: (hands) => onExampleSite(hands, ARTICLE, EMPTY),
  },
  {
    title: 'In Discord, the editor types /article. The bot posts it and opens a thread.',
    as: 'owner',
    place: 'news',
    acts: [command('news', 'article', { options: { article: ARTICLE } })],
    isOnExampleSite: true,
    looksAt: '#comments',
    async see(hands) {
      const { discussion } = await hands.stage.comments(ARTICLE);
      if (!discussion) return null;
      hands.keep('thread', discussion.thread);
      return (await onExampleSite(hands, ARTICLE, 'Open the thread')) && 'a link into the thread';
    },
  },
  {
    title: 'Rosa shows everyone one section to talk about: /section.',
    as: 'reader',
    place: 'thread',
    acts: [command('thread', 'section', { options: { section: SECTION, show: 'everyone' }, keeps: 'section' })],
    isOnExampleSite: true,
    isInDiscord: true,
    about: 'section',
    async see({ stage, prop }) {
      const posts = (await stage.state('reader')).messages[prop('thread')] ?? [];
      return posts.some(({ id }) => id === prop('section')) ? 'no change; replies to it are about this section' : null;
    },
  },
];

/** @type {Step[]} */
const replying = [
  {
    title: 'She replies. The page says that there is a reply, but not a word of it.',
    as: 'reader',
    place: 'thread',
    acts: [say(question.words, { replyTo: 'section', keeps: question.name })],
    isOnExampleSite: true,
    looksAt: '.why',
    async see(hands) {
      const sentence = await asked(hands, { as: 'reader', article: ARTICLE });
      return sentence && onExampleSite(hands, ARTICLE, sentence);
    },
  },
  {
    title: 'The bot has asked her. She presses “Show mine”: now it is a comment.',
    as: 'reader',
    place: 'thread',
    acts: [decide('publish', { as: 'reader' })],
    isOnExampleSite: true,
    about: question.name,
    async see(hands) {
      const comment = commentOf(await hands.stage.comments(ARTICLE), hands.prop(question.name));
      return comment ? onExampleSite(hands, ARTICLE, said(comment) ?? '') : null;
    },
  },
  {
    title: 'She edits it in Discord, and the page follows.',
    as: 'reader',
    place: 'thread',
    acts: [withMessage('edit', question.name, { body: { content: BETTER } })],
    isOnExampleSite: true,
    about: question.name,
    async see(hands) {
      const comment = commentOf(await hands.stage.comments(ARTICLE), hands.prop(question.name));
      return comment?.editedAt ? onExampleSite(hands, ARTICLE, `“${wordsIn(comment.html)}”`) : null;
    },
  },
  {
    title: 'Milo, a moderator, answers her and agrees too.',
    as: 'moderator',
    place: 'thread',
    acts: [
      say(answer.words, { replyTo: answer.to, keeps: answer.name }),
      decide('publish', { as: 'moderator', isStarter: true }),
    ],
    isOnExampleSite: true,
    about: answer.name,
    async see(hands) {
      const comment = commentOf(await hands.stage.comments(ARTICLE), hands.prop(answer.name));
      if (comment?.parentId !== hands.prop(question.name)) return null;
      return (await onExampleSite(hands, ARTICLE, said(comment) ?? '')) && 'his answer to Rosa';
    },
  },
];

/** @type {Step} */
const filling = {
  title: 'Others join in, and the box is full.',
  as: 'owner',
  place: 'thread',
  isQuick: true,
  acts: [decide('publish', { as: 'owner', isStarter: true }), ...talk(TALK)],
  isOnExampleSite: true,
  isPicture: true,
  async see({ stage, prop }) {
    const page = await stage.comments(ARTICLE);
    const isLiked = (commentOf(page, prop('both'))?.reactions ?? []).length > 0;
    return page.count === TALK.length + 2 && isLiked ? many(page.count) : null;
  },
};

/** From an empty box to one full of comments. @type {import('../../story.ts').Chapter} */
export const chapter = {
  name: 'The box fills',
  article: ARTICLE,
  prepare: (hands) => beginAfresh(hands, ARTICLE),
  steps: [...opening, ...replying, filling],
};
