import { GatewayIntentBits as Intent } from 'discord-api-types/v10';
import { canView } from '../world/access.ts';
import { contentIsOpen } from '../world/content.ts';
import type { WorldEvent } from '../world/events.ts';
import type { Message } from '../world/records.ts';
import type { World } from '../world/world.ts';

function placeOfEvent(event: WorldEvent): string | null {
  if ('message' in event) return event.message.channel_id;
  if ('channelId' in event) return event.channelId;
  return 'thread' in event ? event.thread.id : null;
}

function reasonForMessage(world: World, { message, intents }: { message: Message; intents: number }): string | null {
  const hasWords = message.content !== '' || message.attachments.length > 0;
  if (!hasWords || contentIsOpen(world, message, intents)) return null;
  return 'without content: Message Content is not granted';
}

/** Why Discord withholds an event, or its content, from a session with these intents; null if the session gets all of it. */
export function withheldReason(world: World, event: WorldEvent, intents: number): string | null {
  const id = placeOfEvent(event);
  const place = id === null ? undefined : (world.channels.get(id) ?? world.threads.get(id));
  if (place && !canView(world, world.botId, place)) return 'not sent: the bot cannot see the channel';
  switch (event.type) {
    case 'message.created':
    case 'message.updated':
      if (event.message.visible_to) return 'not sent: ephemeral messages are not events';
      if (!(intents & Intent.GuildMessages)) return 'not sent: the bot did not request GuildMessages';
      return reasonForMessage(world, { message: event.message, intents });
    case 'messages.deleted':
      return intents & Intent.GuildMessages ? null : 'not sent: the bot did not request GuildMessages';
    case 'reaction.added':
    case 'reaction.removed':
    case 'reactions.cleared':
      return intents & Intent.GuildMessageReactions ? null : 'not sent: the bot did not request GuildMessageReactions';
    case 'member.updated':
    case 'member.left':
      if (intents & Intent.GuildMembers || event.member.user.id === world.botId) return null;
      return 'not sent: the bot did not request GuildMembers';
    default:
      return null;
  }
}
