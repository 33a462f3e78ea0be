import { GatewayIntentBits as Intent } from 'discord-api-types/v10';
import { canView } from '../world/access.ts';
import { activeThreads } from '../world/channels.ts';
import type { WorldEvent } from '../world/events.ts';
import { threadObject } from '../world/objects.ts';
import type { Channel, Thread } from '../world/records.ts';
import { threadMemberObject } from '../world/thread-members.ts';
import type { World } from '../world/world.ts';
import { dispatch, type Dispatch } from './dispatch.ts';

const isAddressed = (world: World, thread: Thread) => canView(world, world.botId, thread);

/** The dispatches of a thread event for a session: only for threads the bot can see, and their members only as intents allow. */
export function threadDispatch(
  world: World,
  event: Extract<WorldEvent, { thread: Thread }>,
  intents: number,
): Dispatch[] {
  const { thread } = event;
  const { id, guild_id, parent_id, type } = thread;
  switch (event.type) {
    case 'thread.created':
      return isAddressed(world, thread)
        ? dispatch('THREAD_CREATE', { ...threadObject(thread, world.botId), newly_created: true })
        : [];
    case 'thread.updated':
      return isAddressed(world, thread) ? dispatch('THREAD_UPDATE', threadObject(thread, world.botId)) : [];
    case 'thread.deleted':
      return isAddressed(world, thread) ? dispatch('THREAD_DELETE', { id, guild_id, parent_id, type }) : [];
    case 'thread.joined':
    case 'thread.left':
      return membershipDispatch(world, event, intents);
  }
}

type MembershipEvent = Extract<WorldEvent, { type: 'thread.joined' | 'thread.left' }>;

/** Others' joining and leaving needs GuildMembers; a private thread that the bot joins is sent as THREAD_CREATE first. */
function membershipDispatch(world: World, event: MembershipEvent, intents: number): Dispatch[] {
  const { thread, userId } = event;
  const isOwn = userId === world.botId;
  if (!isOwn && !(intents & Intent.GuildMembers && isAddressed(world, thread))) return [];
  const update = { id: thread.id, guild_id: thread.guild_id, member_count: threadObject(thread).member_count };
  if (event.type === 'thread.left')
    return dispatch('THREAD_MEMBERS_UPDATE', { ...update, removed_member_ids: [userId] });
  const added = { ...threadMemberObject(world, thread, { userId, whole: true }), presence: null };
  const joined = dispatch('THREAD_MEMBERS_UPDATE', { ...update, added_members: [added] });
  return isOwn && event.gained ? [...dispatch('THREAD_CREATE', threadObject(thread, world.botId)), ...joined] : joined;
}

/** The active threads of a channel that the bot can see again, as in THREAD_LIST_SYNC. */
export function threadsGained(world: World, channel: Channel): object {
  const gained = activeThreads(world, world.botId).filter(({ parent_id }) => parent_id === channel.id);
  const threads = gained.map((thread) => threadObject(thread, world.botId));
  const members = threads.flatMap(({ member }) => member ?? []);
  return { guild_id: world.guild.id, channel_ids: [channel.id], threads, members };
}
