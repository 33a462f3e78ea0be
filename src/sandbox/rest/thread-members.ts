import { discordError } from '../errors.ts';
import {
  addThreadMember,
  joinThread,
  leaveThread,
  openThreadOf,
  removeThreadMember,
  threadMemberObject,
  threadMembers,
} from '../world/thread-members.ts';
import type { World } from '../world/world.ts';
import { nothing, numberFrom, ok, type Call, type Operations } from './operation.ts';

const MEMBERS = '/channels/{channel_id}/thread-members';
const GUILD_MEMBERS = 1 << 1;

const isWhole = ({ query }: Call) => /^(?:true|1)$/i.test(query.get('with_member') ?? '');
const membership = ({ path }: Call) => ({ channelId: path('channel_id'), userId: path('user_id') });

/** Listing needs GuildMembers (documented). Throws 50001. */
function requireMembersIntent(world: World): void {
  if (!(world.grantedIntents & GUILD_MEMBERS)) throw discordError('missingAccess');
}

function listMembers(call: Call) {
  const { world, path, query } = call;
  const { thread, userIds } = threadMembers(world, world.botId, path('channel_id'));
  requireMembersIntent(world);
  const whole = isWhole(call);
  const after = BigInt(query.get('after') ?? '0');
  const limit = numberFrom(query, 'limit', { min: 1, max: 100, fallback: 100 });
  const page = whole ? userIds.filter((id) => BigInt(id) > after).slice(0, limit) : userIds;
  return ok(page.map((userId) => threadMemberObject(world, thread, { userId, whole })));
}

/** Thread members: the bot joins and leaves, and adds, removes and lists others. */
export const threadMemberOperations: Operations = {
  [`PUT ${MEMBERS}/@me`]: {
    handle({ world, path }) {
      joinThread(world, world.botId, openThreadOf(world, world.botId, path('channel_id')));
      return nothing;
    },
  },
  [`DELETE ${MEMBERS}/@me`]: {
    handle({ world, path }) {
      leaveThread(world, world.botId, openThreadOf(world, world.botId, path('channel_id')));
      return nothing;
    },
  },
  [`GET ${MEMBERS}`]: {
    query: { with_member: 'boolean', limit: [1, 100], after: 'snowflake' },
    response: 'ThreadMemberResponse[]',
    handle: listMembers,
  },
  [`GET ${MEMBERS}/{user_id}`]: {
    query: { with_member: 'boolean' },
    response: 'ThreadMemberResponse',
    handle(call) {
      const { thread } = threadMembers(call.world, call.world.botId, call.path('channel_id'));
      return ok(threadMemberObject(call.world, thread, { userId: call.path('user_id'), whole: isWhole(call) }));
    },
  },
  [`PUT ${MEMBERS}/{user_id}`]: {
    handle(call) {
      addThreadMember(call.world, call.world.botId, membership(call));
      return nothing;
    },
  },
  [`DELETE ${MEMBERS}/{user_id}`]: {
    handle(call) {
      removeThreadMember(call.world, call.world.botId, membership(call));
      return nothing;
    },
  },
};
