import { GatewayIntentBits as Intent } from 'discord-api-types/v10';
import { canView, placeOf } from '../world/access.ts';
import { contentFor } from '../world/content.ts';
import type { WorldEvent } from '../world/events.ts';
import { channelForGateway } from '../world/guild.ts';
import { interactionObject } from '../world/interaction-object.ts';
import { memberObject, messageObject, partialMember } from '../world/objects.ts';
import type { Channel, Member, Message, Role } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { dispatch, type Dispatch } from './dispatch.ts';
import { threadDispatch, threadsGained } from './thread-dispatches.ts';

function sees(world: World, channelId: string): boolean {
  const place = world.channels.get(channelId) ?? world.threads.get(channelId);
  return place !== undefined && canView(world, world.botId, place);
}

function messageDispatch(
  world: World,
  event: string,
  { message, intents }: { message: Message; intents: number },
): Dispatch[] {
  if (!(intents & Intent.GuildMessages) || message.visible_to || !sees(world, message.channel_id)) return [];
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

type ChannelEvent = Extract<WorldEvent, { channel: Channel } | { type: 'pins.changed' }>;

function channelDispatch(world: World, event: ChannelEvent): Dispatch[] {
  switch (event.type) {
    case 'channel.created':
      return dispatch('CHANNEL_CREATE', channelForGateway(world, event.channel));
    case 'channel.updated':
      return dispatch('CHANNEL_UPDATE', channelForGateway(world, event.channel));
    case 'channel.deleted':
      return dispatch('CHANNEL_DELETE', channelForGateway(world, event.channel));
    case 'threads.gained':
      return dispatch('THREAD_LIST_SYNC', threadsGained(world, event.channel));
    case 'pins.changed': {
      const { channelId: channel_id, at: last_pin_timestamp } = event;
      if (!sees(world, channel_id)) return [];
      return dispatch('CHANNEL_PINS_UPDATE', { guild_id: world.guild.id, channel_id, last_pin_timestamp });
    }
  }
}

/** Changes of other members need GuildMembers; the bot's own are always sent (documented). */
function memberDispatch(
  world: World,
  { type, member }: Extract<WorldEvent, { member: Member }>,
  intents: number,
): Dispatch[] {
  const hears = (intents & Intent.GuildMembers) !== 0;
  const guild_id = world.guild.id;
  if (type === 'member.left') return hears ? dispatch('GUILD_MEMBER_REMOVE', { guild_id, user: member.user }) : [];
  const isOwn = member.user.id === world.botId;
  return hears || isOwn ? dispatch('GUILD_MEMBER_UPDATE', { ...memberObject(member), guild_id }) : [];
}

function roleDispatch({ guild }: World, { type, role }: Extract<WorldEvent, { role: Role }>): Dispatch[] {
  return type === 'role.created'
    ? dispatch('GUILD_ROLE_CREATE', { guild_id: guild.id, role })
    : dispatch('GUILD_ROLE_DELETE', { guild_id: guild.id, role_id: role.id });
}

/** The dispatches of an event for a session, by its intents, the bot's permissions and Message Content. */
export function dispatchesFor(world: World, event: WorldEvent, intents: number): Dispatch[] {
  switch (event.type) {
    case 'message.created':
      return messageDispatch(world, 'MESSAGE_CREATE', { message: event.message, intents });
    case 'message.updated':
      return messageDispatch(world, 'MESSAGE_UPDATE', { message: event.message, intents });
    case 'messages.deleted':
      return intents & Intent.GuildMessages ? deletions(world, event) : [];
    case 'reaction.added':
    case 'reaction.removed':
    case 'reactions.cleared':
      return intents & Intent.GuildMessageReactions ? reactionDispatch(world, event) : [];
    case 'thread.created':
    case 'thread.updated':
    case 'thread.deleted':
    case 'thread.joined':
    case 'thread.left':
      return intents & Intent.Guilds ? threadDispatch(world, event, intents) : [];
    case 'channel.created':
    case 'channel.updated':
    case 'channel.deleted':
    case 'threads.gained':
    case 'pins.changed':
      return intents & Intent.Guilds ? channelDispatch(world, event) : [];
    case 'member.updated':
    case 'member.left':
      return memberDispatch(world, event, intents);
    case 'role.created':
    case 'role.deleted':
      return intents & Intent.Guilds ? roleDispatch(world, event) : [];
    case 'interaction.created':
      return dispatch('INTERACTION_CREATE', interactionObject(world, event.interaction));
    case 'interaction.answered':
      return [];
  }
}
