import type { RESTPostAPICurrentUserCreateDMChannelJSONBody } from 'discord-api-types/v10';
import { discordError } from '../errors.ts';
import { memberOf } from '../world/access.ts';
import { checkDraft, contentOf, type Draft } from '../world/drafts.ts';
import type { Message } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { ok, type Operations } from './operation.ts';

/** Private channels between the bot and one member each. */
export const directOperations: Operations = {
  'POST /users/@me/channels': {
    request: 'CreatePrivateChannelRequest',
    response: 'PrivateChannelResponse',
    handle({ world, body }) {
      const { recipient_id: user } = body<RESTPostAPICurrentUserCreateDMChannelJSONBody>();
      const recipient = world.members.get(user)?.user;
      if (!recipient) throw discordError('cannotMessage');
      const known = [...world.directs].find(([, direct]) => direct.recipient === user);
      const [id, { messages }] = known ?? [world.nextId(), { recipient: user, messages: [] }];
      world.directs.set(id, { recipient: user, messages });
      return ok({ id, type: 1, last_message_id: messages.at(-1)?.id ?? null, flags: 0, recipients: [recipient] });
    },
  },
};

/** Sends a private message of the bot. Throws 50007 when its recipient left the guild, or takes none. */
export function sendDirect(world: World, channelId: string, draft: Draft): Message {
  const direct = world.directs.get(channelId);
  if (!direct) throw discordError('unknownChannel');
  const { recipient } = direct;
  if (!world.members.has(recipient) || world.refusesDirects.has(recipient)) throw discordError('cannotMessage');
  checkDraft(draft);
  const message: Message = {
    id: world.nextId(),
    channel_id: channelId,
    type: 0,
    author: memberOf(world, world.botId).user,
    content: contentOf(draft),
    timestamp: world.timestamp(),
    edited_timestamp: null,
    flags: draft.flags ?? 0,
    tts: false,
    pinned: false,
    mention_everyone: false,
    mention_roles: [],
    mentions: [],
    attachments: [],
    embeds: [],
    components: [],
    reactors: [],
    pinned_at: null,
    visible_to: null,
  };
  direct.messages.push(message);
  return message;
}
