import { Routes, type APIMessage, type APITextBasedChannel, type ChannelType, type REST } from 'discord.js';
import { compareSnowflakes, isSnowflake } from '../../snowflake.ts';
import { isGone } from '../runtime/errors.ts';

export const FULL_PAGE = 100;

// messages: Discord gives no more at once

/** The latest messages of a channel or thread, or those right after or right before one: at most 100, oldest first. */
export async function fetchMessages(
  rest: REST,
  channel: string,
  from: { after: string } | { before: string } | null = null,
): Promise<APIMessage[]> {
  const query = new URLSearchParams({ limit: String(FULL_PAGE), ...from });
  const messages = (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
  return messages.toSorted((one, other) => compareSnowflakes(one.id, other.id));
}

/** One message; null when it is gone, by itself or with its channel, or when no message can have that id. */
export async function fetchMessage(rest: REST, channel: string, id: string): Promise<APIMessage | null> {
  if (!isSnowflake(id)) return null; // from a custom id, say: it becomes part of an address
  try {
    return (await rest.get(Routes.channelMessage(channel, id))) as APIMessage;
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/**
 * The id of what was last posted in a channel or thread, in a forum that of its last post: whatever is posted there from
 * now on has a later one, and no clock of ours is asked.
 */
export async function lastPosted(rest: REST, channel: string): Promise<string> {
  const { last_message_id: last } = (await rest.get(Routes.channel(channel))) as APITextBasedChannel<ChannelType>;
  return last ?? channel;
}
