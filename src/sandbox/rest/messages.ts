import { discordError } from '../errors.ts';
import { olderFirst } from '../snowflakes.ts';
import { may, messageOf, viewedPlace } from '../world/access.ts';
import { deleteMessage, deleteMessages } from '../world/deleting.ts';
import { crosspostMessage, editMessage, sendMessage } from '../world/messages.ts';
import { messageObject, visibleMessages } from '../world/objects.ts';
import type { Message } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { shownToBot } from '../world/content.ts';
import { sendDirect } from './directs.ts';
import { editFromBody, publicDraftFromBody, type MessageBody } from './drafts.ts';
import { nothing, numberFrom, ok, type Call, type Operations } from './operation.ts';
import { snowflakesFrom } from './parameters.ts';

/** A message as the bot gets it over REST: without content if Message Content was not granted. */
export const messageForBot = (world: World, message: Message): object =>
  shownToBot(world, message, messageObject(world, message, world.botId));

/** A page of messages, newest first, by `before`, `after` or `around`. */
function pageOfMessages(messages: readonly Message[], query: URLSearchParams): Message[] {
  const limit = numberFrom(query, 'limit', { min: 1, max: 100, fallback: 50 });
  const [before, after, around] = ['before', 'after', 'around'].map((name) => query.get(name));
  if (around) {
    const older = messages.filter(({ id }) => olderFirst(id, around) <= 0).slice(-(Math.floor(limit / 2) + 1));
    const newer = messages.filter(({ id }) => olderFirst(id, around) > 0).slice(0, limit - older.length);
    return [...older, ...newer].toReversed();
  }
  if (after)
    return messages
      .filter(({ id }) => olderFirst(id, after) > 0)
      .slice(0, limit)
      .toReversed();
  const earlier = before ? messages.filter(({ id }) => olderFirst(id, before) < 0) : messages;
  return earlier.slice(-limit).toReversed();
}

function listMessages({ world, path, query }: Call) {
  const channelId = path('channel_id');
  const place = viewedPlace(world, world.botId, channelId);
  if (place.type === 15) throw discordError('notText');
  if (!may(world, { userId: world.botId, place }, 'ReadMessageHistory')) return ok([]);
  const visible = visibleMessages(world, '', channelId);
  return ok(pageOfMessages(visible, query).map((message) => messageForBot(world, message)));
}

/** Messages: list, read, send, edit, delete. */
export const messageOperations: Operations = {
  'GET /channels/{channel_id}/messages': {
    query: { around: 'snowflake', before: 'snowflake', after: 'snowflake', limit: [1, 100] },
    response: 'MessageResponse[]',
    handle: listMessages,
  },
  'GET /channels/{channel_id}/messages/{message_id}': {
    response: 'MessageResponse',
    handle({ world, path }) {
      const place = viewedPlace(world, world.botId, path('channel_id'));
      if (!may(world, { userId: world.botId, place }, 'ReadMessageHistory')) throw discordError('missingAccess');
      const message = messageOf(world, { userId: '', channelId: place.id }, path('message_id'));
      return ok(messageForBot(world, message));
    },
  },
  'POST /channels/{channel_id}/messages': {
    request: 'MessageCreateRequest',
    response: 'MessageResponse',
    handle({ world, path, body, files }) {
      const draft = publicDraftFromBody(body<MessageBody>(), files);
      const channelId = path('channel_id');
      const message = world.directs.has(channelId)
        ? sendDirect(world, channelId, draft)
        : sendMessage(world, world.botId, { channelId, draft });
      return ok(messageForBot(world, message));
    },
  },
  'PATCH /channels/{channel_id}/messages/{message_id}': {
    request: 'MessageEditRequestPartial',
    response: 'MessageResponse',
    handle({ world, path, body, files }) {
      const edit = editFromBody(body<MessageBody>(), files);
      const message = editMessage(world, world.botId, { channelId: path('channel_id'), id: path('message_id'), edit });
      return ok(messageForBot(world, message));
    },
  },
  'DELETE /channels/{channel_id}/messages/{message_id}': {
    handle({ world, path }) {
      deleteMessage(world, world.botId, { channelId: path('channel_id'), id: path('message_id') });
      return nothing;
    },
  },
  'POST /channels/{channel_id}/messages/bulk-delete': {
    handle({ world, path, body }) {
      const { messages } = body<{ messages?: unknown }>();
      deleteMessages(world, world.botId, { channelId: path('channel_id'), ids: snowflakesFrom('messages', messages) });
      return nothing;
    },
  },
  'POST /channels/{channel_id}/messages/{message_id}/crosspost': {
    response: 'MessageResponse',
    handle({ world, path }) {
      const target = { channelId: path('channel_id'), id: path('message_id') };
      return ok(messageForBot(world, crosspostMessage(world, world.botId, target)));
    },
  },
  'POST /channels/{channel_id}/typing': {
    response: 'TypingIndicatorResponse',
    handle({ world, path }) {
      viewedPlace(world, world.botId, path('channel_id'));
      return nothing;
    },
  },
};
