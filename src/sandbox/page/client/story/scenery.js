// @ts-check
import { command, decide } from './acts.js';
import { ARTICLE, LINES, TALK, talk } from './article.js';
import { perform, until } from './play.js';

/** @typedef {import('../../story.ts').Hands} Hands */

/** Performs an action and returns the id of the bot's response. @param {Hands} hands @param {{ as: string, route: string, body: object }} act */
async function quietly({ stage }, { as, route, body }) {
  const { replies = [] } = await stage.post(route, { as, ...body });
  return replies.at(-1)?.id ?? '';
}

/** All members as if they had never chosen, and no discussion of these articles. @param {Hands} hands @param {...string} articles */
export async function beginAfresh(hands, ...articles) {
  for (const article of articles) await closeDiscussion(hands, article);
  const channel = hands.prop('news');
  for (const as of ['owner', 'moderator', 'reader', 'guest']) {
    const asked = await quietly(hands, {
      as,
      route: 'command',
      body: { channel, command: 'privacy forget', options: {} },
    });
    await quietly(hands, { as, route: 'click', body: { message: asked, customId: 'privacy:forget' } });
  }
}

/** Deletes the thread of an article if there is one. @param {Hands} hands @param {string} article */
async function closeDiscussion({ stage }, article) {
  const { discussion } = await stage.comments(article);
  if (!discussion) return;
  await stage.post('delete-channel', { as: 'owner', channel: discussion.thread });
  await until('the deletion', async () => ((await stage.comments(article)).discussion ? null : true));
}

/** `ARTICLE` with a discussion to which these members have agreed; all but the guest have talked. @param {Hands} hands @param {...string} agreed */
export async function beginWithTalk(hands, ...agreed) {
  const { stage, keep } = hands;
  await beginAfresh(hands, ARTICLE);
  await perform([command('news', 'article', { as: 'owner', options: { article: ARTICLE } })], hands);
  keep('thread', await until('the discussion', async () => (await stage.comments(ARTICLE)).discussion?.thread));
  const lines = [LINES.question, LINES.answer, ...TALK];
  const agreements = agreed.map((as) => decide('publish', { as, isStarter: true }));
  await perform([...agreements, ...talk(lines)], hands);
  await until('the talk', async () => ((await stage.comments(ARTICLE)).count === lines.length ? true : null));
}

/** Creates a moderators' channel for reports. @param {Hands} hands @param {string} name */
export async function openDesk(hands, name) {
  const { stage, keep, prop } = hands;
  const { channels } = await stage.state('owner');
  const known = channels.find((channel) => channel.name === name)?.id;
  const id = known ?? (await stage.post('create-channel', { as: 'owner', name, type: 'text' })).id ?? '';
  keep(name, id);
  if (!known) {
    const overwrites = [
      { id: prop('guild'), deny: ['ViewChannel'] },
      { id: 'Moderator', allow: ['ViewChannel'] },
      { id: 'bot', allow: ['ViewChannel'] },
    ];
    await stage.post('channel', { as: 'owner', channel: id, overwrites });
  }
  const body = { channel: prop('news'), command: 'belowline setup', options: {} };
  const message = await quietly(hands, { as: 'owner', route: 'command', body });
  for (const step of ['openers', 'policy', 'moderators', 'reports'])
    await stage.post('click', { as: 'owner', message, customId: `setup:go:${step}` });
  await stage.post('select', { as: 'owner', message, customId: 'setup:set:reports', values: [id] });
}
