// @ts-check
import { until } from './play.js';

/** @typedef {import('../../story.ts').Hands} Hands */

/** Performs an action and returns the id of the bot's response. @param {Hands} hands @param {{ as: string, route: string, body: object }} act */
async function quietly({ stage }, { as, route, body }) {
  const { replies = [] } = await stage.post(route, { as, ...body });
  return replies.at(-1)?.id ?? '';
}

/** Resets members as if they had never chosen. @param {Hands} hands @param {...string} members */
export async function beginAfresh(hands, ...members) {
  const channel = hands.prop('news');
  for (const as of members) {
    const asked = await quietly(hands, {
      as,
      route: 'command',
      body: { channel, command: 'privacy forget', options: {} },
    });
    await quietly(hands, { as, route: 'click', body: { message: asked, customId: 'privacy:forget' } });
  }
}

/** Opens an article's discussion if there is none; keeps its thread. @param {Hands} hands @param {string} article */
export async function openDiscussion(hands, article) {
  const { stage, prop, keep } = hands;
  const { discussion } = await stage.comments(article);
  if (!discussion) {
    const body = { channel: prop('news'), command: 'article', options: { article } };
    await quietly(hands, { as: 'owner', route: 'command', body });
  }
  keep('thread', await until('the discussion', async () => (await stage.comments(article)).discussion?.thread));
  await stage.post('thread', { as: 'owner', channel: prop('thread'), archive: false, lock: false });
}

/** Deletes the thread of an article if there is one. @param {Hands} hands @param {string} article */
export async function closeDiscussion({ stage }, article) {
  const { discussion } = await stage.comments(article);
  if (!discussion) return;
  await stage.post('delete-channel', { as: 'owner', channel: discussion.thread });
  await until('the deletion', async () => ((await stage.comments(article)).discussion ? null : true));
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
