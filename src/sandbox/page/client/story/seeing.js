// @ts-check
import { componentIn } from './acts.js';

/** @typedef {import('../../story.ts').Hands} Hands */
/** @typedef {import('../../story.ts').StoryPage} StoryPage */

/** What an empty page says. */
export const EMPTY = '“There are no comments to display.”';

/** The words of a piece of HTML. @param {string | null | undefined} html */
export const wordsIn = (html) =>
  (html ?? '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** @param {number} count */
export const many = (count) => (count === 1 ? '1 comment' : `${count} comments`);

/** @param {StoryPage} page @param {string} id */
export const commentOf = ({ comments }, id) => comments.find((comment) => comment.id === id);

/** A comment as one reads it. @param {{ author: { name: string } | null, html: string | null } | undefined} comment */
export const said = (comment) => comment && `${comment.author?.name ?? 'somebody'}: “${wordsIn(comment.html)}”`;

/** The sentence on the page that says how many replies are only on Discord; null when there is none. @param {Hands} hands @param {string} article */
export async function onlyOnDiscord({ stage }, article) {
  const [sentence] = /\d+ repl(?:y is|ies are) only on Discord\./.exec(wordsIn(await stage.html(article))) ?? [];
  return sentence ? `“${sentence}”` : null;
}

/** What the bot said last to this member alone in a place; '' when it said nothing. @param {Hands} hands @param {string} as @param {string} place a prop's name */
export async function whispered({ stage, prop }, as, place) {
  const messages = (await stage.state(as)).messages[prop(place)] ?? [];
  return messages.findLast(({ flags = 0 }) => (flags & 64) !== 0)?.content ?? '';
}

/** What the page says once the bot has asked a member in the thread: that there are replies, and how many. @param {Hands} hands @param {{ as: string, article: string }} who */
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
