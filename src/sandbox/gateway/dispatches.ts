import { canView, placeOf } from '../world/access.ts';
import { contentFor } from '../world/content.ts';
import { activeThreads } from '../world/channels.ts';
import type { WorldEvent } from '../world/events.ts';
import { channelForGateway } from '../world/guild.ts';
import { interactionObject } from '../world/interaction-object.ts';
import { channelObject, memberObject, messageObject, partialMember, threadObject } from '../world/objects.ts';
import type { Message, Thread } from '../world/records.ts';
import { threadMemberObject } from '../world/thread-members.ts';
import type { World } from '../world/world.ts';

/** One event as it goes over the Gateway. */
export interface Dispatch {
  event: string;
  payload: object;
}

const GUILDS = 1 << 0;
const GUILD_MEMBERS = 1 << 1;
const GUILD_MESSAGES = 1 << 9;
const REACTIONS = 1 << 10;

const dispatch = (event: string, payload: object): Dispatch[] => [{ event, payload }];

function sees(world: World, channelId: string): boolean {
  const place = world.channels.get(channelId) ?? world.threads.get(channelId);
  return place !== undefined && canView(world, world.botId, place);
}

function messageDispatch(
  world: World,
  event: string,
  { message, intents }: { message: Message; intents: number },
): Dispatch[] {
  if (!(intents & GUILD_MESSAGES) || message.visible_to || !sees(world, message.channel_id)) return [];
  const object = messageObject(world, message, world.botId);
  const member = message.webhook_id ? undefined : world.members.get(message.author.id);
  const isOwn = message.author.id === world.botId;
  const { nonce, ...rest }: Record<string, unknown> = {
    ...contentFor(world, { message, intents }, object),
  };
  return dispatch(event, {
    ...rest,
    ...(isOwn && nonce !== undefined && { nonce }),
    guild_id: world.guild.id,
    channel_type: placeOf(world, message.channel_id).type,
    ...(member && { member: partialMember(member) }),
  });
}

function deletions(
  world: World,
  { channelId, messages, bulk }: Extract<WorldEvent, { type: 'messages.deleted' }>,
): Dispatch[] {
  const ids = messages.filter(({ visible_to }) => !visible_to).map(({ id }) => id);
  if (!sees(world, channelId) || ids.length === 0) return [];
  const where = { channel_id: channelId, guild_id: world.guild.id };
  return bulk
    ? dispatch('MESSAGE_DELETE_BULK', { ids, ...where })
    : ids.map((id) => ({ event: 'MESSAGE_DELETE', payload: { id, ...where } }));
}

function reactionDispatch(
  world: World,
  event: Extract<WorldEvent, { type: 'reaction.added' | 'reaction.removed' | 'reactions.cleared' }>,
): Dispatch[] {
  const { message, emoji } = event;
  if (message.visible_to || !sees(world, message.channel_id)) return [];
  const where = { channel_id: message.channel_id, message_id: message.id, guild_id: world.guild.id };
  if (event.type === 'reactions.cleared') {
    return emoji
      ? dispatch('MESSAGE_REACTION_REMOVE_EMOJI', { ...where, emoji })
      : dispatch('MESSAGE_REACTION_REMOVE_ALL', where);
  }
  const reaction = { ...where, user_id: event.userId, emoji, burst: false, type: 0 };
  if (event.type === 'reaction.removed') return dispatch('MESSAGE_REACTION_REMOVE', reaction);
  const member = world.members.get(event.userId);
  return dispatch('MESSAGE_REACTION_ADD', {
    ...reaction,
    message_author_id: message.author.id,
    ...(member && { member: memberObject(member) }),
  });
}

const isAddressed = (world: World, thread: Thread) => canView(world, world.botId, thread);

function threadDispatch(world: World, event: Extract<WorldEvent, { thread: Thread }>, intents: number): Dispatch[] {
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
      return sees(world, parent_id) ? dispatch('THREAD_DELETE', { id, guild_id, parent_id, type }) : [];
    case 'thread.joined':
    case 'thread.left':
      return membershipDispatch(world, event, intents);
  }
}

type MembershipEvent = Extract<WorldEvent, { type: 'thread.joined' | 'thread.left' }>;

/** Others' comings and goings are for GuildMembers only; a private thread that opens to the bot is a THREAD_CREATE first. */
function membershipDispatch(world: World, event: MembershipEvent, intents: number): Dispatch[] {
  const { thread, userId } = event;
  const isOwn = userId === world.botId;
  if (!isOwn && !(intents & GUILD_MEMBERS && isAddressed(world, thread))) return [];
  const update = { id: thread.id, guild_id: thread.guild_id, member_count: threadObject(thread).member_count };
  if (event.type === 'thread.left')
    return dispatch('THREAD_MEMBERS_UPDATE', { ...update, removed_member_ids: [userId] });
  const added = { ...threadMemberObject(world, thread, { userId, whole: true }), presence: null };
  const joined = dispatch('THREAD_MEMBERS_UPDATE', { ...update, added_members: [added] });
  return isOwn && event.gained ? [...dispatch('THREAD_CREATE', threadObject(thread, world.botId)), ...joined] : joined;
}

/** What a session with these intents gets to hear of an event: by intents, the bot's sight and Message Content. */
export function dispatchesFor(world: World, event: WorldEvent, intents: number): Dispatch[] {
  switch (event.type) {
    case 'message.created':
      return messageDispatch(world, 'MESSAGE_CREATE', { message: event.message, intents });
    case 'message.updated':
      return messageDispatch(world, 'MESSAGE_UPDATE', { message: event.message, intents });
    case 'messages.deleted':
      return intents & GUILD_MESSAGES ? deletions(world, event) : [];
    case 'reaction.added':
    case 'reaction.removed':
    case 'reactions.cleared':
      return intents & REACTIONS ? reactionDispatch(world, event) : [];
    case 'pins.changed': {
      if (!(intents & GUILDS) || !sees(world, event.channelId)) return [];
      return dispatch('CHANNEL_PINS_UPDATE', {
        guild_id: world.guild.id,
        channel_id: event.channelId,
        last_pin_timestamp: event.at,
      });
    }
    case 'thread.created':
    case 'thread.updated':
    case 'thread.deleted':
    case 'thread.joined':
    case 'thread.left':
      return intents & GUILDS ? threadDispatch(world, event, intents) : [];
    case 'channel.created':
      return intents & GUILDS ? dispatch('CHANNEL_CREATE', channelForGateway(world, event.channel)) : [];
    case 'channel.updated':
      return intents & GUILDS ? dispatch('CHANNEL_UPDATE', channelForGateway(world, event.channel)) : [];
    case 'channel.deleted':
      return intents & GUILDS ? dispatch('CHANNEL_DELETE', channelObject(event.channel)) : [];
    case 'threads.gained': {
      const gained = activeThreads(world, world.botId).filter(({ parent_id }) => parent_id === event.channel.id);
      const threads = gained.map((thread) => threadObject(thread, world.botId));
      const members = threads.flatMap(({ member }) => member ?? []);
      return dispatch('THREAD_LIST_SYNC', {
        guild_id: world.guild.id,
        channel_ids: [event.channel.id],
        threads,
        members,
      });
    }
    case 'member.updated':
      return intents & GUILD_MEMBERS || event.member.user.id === world.botId
        ? dispatch('GUILD_MEMBER_UPDATE', { ...memberObject(event.member), guild_id: world.guild.id })
        : [];
    case 'member.left':
      return intents & GUILD_MEMBERS
        ? dispatch('GUILD_MEMBER_REMOVE', { guild_id: world.guild.id, user: event.member.user })
        : [];
    case 'interaction.created':
      return dispatch('INTERACTION_CREATE', interactionObject(world, event.interaction));
    case 'interaction.answered':
      return [];
  }
}
