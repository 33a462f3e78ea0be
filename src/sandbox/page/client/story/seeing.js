// @ts-check
import { componentIn } from './acts.js';

/** @typedef {import('../../story.ts').Hands} Hands */
/** @typedef {import('../../story.ts').StoryPage} StoryPage */

/** The text of an empty page. */
export const EMPTY = '“There are no comments to display.”';

/** The text of a piece of HTML. @param {string | null | undefined} html */
export const wordsIn = (html) =>
  (html ?? '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** @param {number} count */
export const many = (count) => (count === 1 ? '1 comment' : `${count} comments`);

/** @param {StoryPage} page @param {string} id */
export const commentOf = ({ comments }, id) => comments.find((comment) => comment.id === id);

/** A comment as text. @param {{ author: { name: string } | null, html: string | null } | undefined} comment */
export const said = (comment) => comment && `${comment.author?.name ?? 'somebody'}: “${wordsIn(comment.html)}”`;

/** The page's sentence about replies only on Discord; null if there is none. @param {Hands} hands @param {string} article */
export async function onlyOnDiscord({ stage }, article) {
  const [sentence] = /\d+ repl(?:y is|ies are) only on Discord\./.exec(wordsIn(await stage.html(article))) ?? [];
  return sentence ? `“${sentence}”` : null;
}

/** The bot's last private message to this member in a place; '' if there is none. @param {Hands} hands @param {string} as @param {string} place a prop's name */
export async function whispered({ stage, prop }, as, place) {
  const messages = (await stage.state(as)).messages[prop(place)] ?? [];
  return messages.findLast(({ flags = 0 }) => (flags & 64) !== 0)?.content ?? '';
}

/** The page's count of replies only on Discord, once the bot has asked the member in the thread. @param {Hands} hands @param {{ as: string, article: string }} who */
export async function asked(hands, { as, article }) {
  const question = await componentIn(hands, { as, place: hands.prop('thread'), begins: 'consent:' });
  return question && onlyOnDiscord(hands, article);
}

/** `seen`, once the example site's box of comments has the words that it quotes; null until then. @param {Hands} hands @param {string} article @param {string} seen */
export async function onExampleSite({ stage }, article, seen) {
  const [, box = ''] = (await stage.exampleSite(article)).split('data-role="commentFeed"');
  const [, quoted = seen] = /“(.*)”/.exec(seen) ?? [];
  return wordsIn(box).includes(quoted) ? seen : null;
}
