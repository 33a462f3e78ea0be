import { discordError } from '../errors.ts';
import { activeThreads, archivedThreads, joinedArchivedThreads } from '../world/channels.ts';
import { threadObject } from '../world/objects.ts';
import type { Thread } from '../world/records.ts';
import { forumPost, threadAlone, threadFromMessage, type ThreadPlan } from '../world/threads.ts';
import type { World } from '../world/world.ts';
import { durationFrom } from './channels.ts';
import { publicDraftFromBody, type MessageBody } from './drafts.ts';
import { messageForBot } from './messages.ts';
import { created, numberFrom, ok, type Call, type Operations } from './operation.ts';

interface ThreadBody {
  name: string;
  auto_archive_duration?: number | null;
  rate_limit_per_user?: number | null;
  type?: Thread['type'];
  message?: MessageBody;
  applied_tags?: string[] | null;
}

function planFrom(body: ThreadBody): ThreadPlan {
  const autoArchive = durationFrom(body.auto_archive_duration);
  return {
    name: body.name,
    ...(autoArchive && { autoArchive }),
    ...(typeof body.rate_limit_per_user === 'number' && { slowmode: body.rate_limit_per_user }),
    ...(body.type && { type: body.type }),
  };
}

function threadsAnswer(world: World, threads: readonly Thread[]) {
  const objects = threads.map((thread) => threadObject(thread, world.botId));
  return { threads: objects, members: objects.flatMap(({ member }) => member ?? []) };
}

const isForum = ({ world, path }: Call) => world.channels.get(path('channel_id'))?.type === 15;

function createThread({ world, path, body, files }: Call) {
  const wish = body<ThreadBody>();
  const channelId = path('channel_id');
  if (world.channels.get(channelId)?.type !== 15) {
    const plan: ThreadPlan = { type: 12, ...planFrom(wish) }; // the API's own default is a private thread
    return created(threadObject(threadAlone(world, world.botId, { channelId, plan }), world.botId));
  }
  const draft = publicDraftFromBody(wish.message ?? {}, files);
  const tags = wish.applied_tags ?? [];
  const { thread, message } = forumPost(world, world.botId, { channelId, plan: planFrom(wish), draft, tags });
  return created({ ...threadObject(thread, world.botId), message: messageForBot(world, message) });
}

function pageOf({ world, query }: Call, threads: readonly Thread[]) {
  const limit = numberFrom(query, 'limit', { min: 2, max: 100, fallback: 50 });
  return ok({ ...threadsAnswer(world, threads.slice(0, limit)), has_more: threads.length > limit });
}

function archive(call: Call, isPrivate: boolean) {
  const before = call.query.get('before');
  const query = { channelId: call.path('channel_id'), isPrivate, ...(before && { before }) };
  return pageOf(call, archivedThreads(call.world, call.world.botId, query));
}

/** Threads: open and list. */
export const threadOperations: Operations = {
  'POST /channels/{channel_id}/messages/{message_id}/threads': {
    request: 'CreateTextThreadWithMessageRequest',
    response: 'ThreadResponse',
    handle({ world, path, body }) {
      const target = {
        channelId: path('channel_id'),
        messageId: path('message_id'),
        plan: planFrom(body<ThreadBody>()),
      };
      return created(threadObject(threadFromMessage(world, world.botId, target), world.botId));
    },
  },
  'POST /channels/{channel_id}/threads': {
    request: (call) => (isForum(call) ? 'CreateForumThreadRequest' : 'CreateTextThreadWithoutMessageRequest'),
    response: 'CreatedThreadResponse',
    carries: { message: 'MessageResponse' }, // the starter of a forum post
    handle: createThread,
  },
  'GET /guilds/{guild_id}/threads/active': {
    response: 'ThreadsResponse',
    handle({ world, path }) {
      if (path('guild_id') !== world.guild.id) throw discordError('unknownGuild');
      return ok({ ...threadsAnswer(world, activeThreads(world, world.botId)), has_more: false });
    },
  },
  'GET /channels/{channel_id}/threads/archived/public': {
    query: { before: 'time', limit: [2, 100] },
    response: 'ThreadsResponse',
    handle: (call) => archive(call, false),
  },
  'GET /channels/{channel_id}/threads/archived/private': {
    query: { before: 'time', limit: [2, 100] },
    response: 'ThreadsResponse',
    handle: (call) => archive(call, true),
  },
  'GET /channels/{channel_id}/users/@me/threads/archived/private': {
    query: { before: 'snowflake', limit: [2, 100] },
    response: 'ThreadsResponse',
    handle(call) {
      const before = call.query.get('before');
      const query = { channelId: call.path('channel_id'), ...(before && { before }) };
      return pageOf(call, joinedArchivedThreads(call.world, call.world.botId, query));
    },
  },
};
