import { messageOf, requirePermission, viewedPlace } from '../world/access.ts';
import { pinMessage, pinnedIn, unpinMessage } from '../world/pins.ts';
import { addReaction, clearReactions, emojiFromText, reactorsOf, removeReaction } from '../world/reactions.ts';
import { messageForBot } from './messages.ts';
import { nothing, numberFrom, ok, type Call, type Operations } from './operation.ts';

const REACTIONS = '/channels/{channel_id}/messages/{message_id}/reactions';
const PINS = '/channels/{channel_id}/messages/pins';

const message = ({ path }: Call) => ({ channelId: path('channel_id'), id: path('message_id') });
const reaction = (call: Call) => ({ ...message(call), emoji: emojiFromText(call.path('emoji_name')) });

/** Reactions of the bot and of others. */
export const reactionOperations: Operations = {
  [`PUT ${REACTIONS}/{emoji_name}/@me`]: {
    handle(call) {
      addReaction(call.world, call.world.botId, reaction(call));
      return nothing;
    },
  },
  [`DELETE ${REACTIONS}/{emoji_name}/@me`]: {
    handle(call) {
      removeReaction(call.world, call.world.botId, { ...reaction(call), owner: call.world.botId });
      return nothing;
    },
  },
  [`DELETE ${REACTIONS}/{emoji_name}/{user_id}`]: {
    handle(call) {
      removeReaction(call.world, call.world.botId, { ...reaction(call), owner: call.path('user_id') });
      return nothing;
    },
  },
  [`DELETE ${REACTIONS}/{emoji_name}`]: {
    handle(call) {
      clearReactions(call.world, call.world.botId, reaction(call));
      return nothing;
    },
  },
  [`DELETE ${REACTIONS}`]: {
    handle(call) {
      clearReactions(call.world, call.world.botId, { ...message(call), emoji: null });
      return nothing;
    },
  },
  [`GET ${REACTIONS}/{emoji_name}`]: {
    query: { after: 'snowflake', limit: [1, 100], type: [0, 1] },
    response: 'UserResponse[]',
    handle(call) {
      const { world, query } = call;
      const { channelId, id, emoji } = reaction(call);
      const place = viewedPlace(world, world.botId, channelId);
      requirePermission(world, { userId: world.botId, place }, 'ReadMessageHistory');
      if (query.get('type') === '1') return ok([]); // the box has no super reactions
      const after = BigInt(query.get('after') ?? '0');
      const limit = numberFrom(query, 'limit', { min: 1, max: 100, fallback: 25 });
      const users = reactorsOf(messageOf(world, { userId: '', channelId }, id), emoji)
        .filter((userId) => BigInt(userId) > after)
        .toSorted((a, b) => Number(BigInt(a) - BigInt(b)))
        .slice(0, limit);
      return ok(users.flatMap((userId) => world.members.get(userId)?.user ?? []));
    },
  },
};

/** Pins by the routes of 2025. */
export const pinOperations: Operations = {
  [`GET ${PINS}`]: {
    query: { before: 'time', limit: [1, 50] },
    response: 'PinnedMessagesResponse',
    handle({ world, path, query }) {
      const place = viewedPlace(world, world.botId, path('channel_id'));
      requirePermission(world, { userId: world.botId, place }, 'ReadMessageHistory');
      const before = query.get('before');
      const limit = numberFrom(query, 'limit', { min: 1, max: 50, fallback: 50 });
      const pinned = pinnedIn(world, place.id).filter(
        ({ pinned_at }) => !before || Date.parse(pinned_at) < Date.parse(before),
      );
      const items = pinned.slice(0, limit).map((each) => {
        const { reactions: _reactions, ...object }: Record<string, unknown> = { ...messageForBot(world, each) };
        return { pinned_at: each.pinned_at, message: object };
      });
      return ok({ items, has_more: pinned.length > limit });
    },
  },
  [`PUT ${PINS}/{message_id}`]: {
    handle(call) {
      pinMessage(call.world, call.world.botId, message(call));
      return nothing;
    },
  },
  [`DELETE ${PINS}/{message_id}`]: {
    handle(call) {
      unpinMessage(call.world, call.world.botId, message(call));
      return nothing;
    },
  },
};
