import { Routes, type APIMessage, type APITextBasedChannel, type ChannelType, type REST } from 'discord.js';
import { compareSnowflakes, isSnowflake } from '../../snowflake.ts';
import { isGone } from '../runtime/errors.ts';

/** How many messages Discord returns at most. */
export const FULL_PAGE = 100;

/** Fetches the latest messages of a channel or thread, or those next to another one: at most 100, oldest first. */
export async function fetchMessages(
  rest: REST,
  channel: string,
  from: { after: string } | { before: string } | null = null,
): Promise<APIMessage[]> {
  const query = new URLSearchParams({ limit: String(FULL_PAGE), ...from });
  const messages = (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
  return messages.toSorted((one, other) => compareSnowflakes(one.id, other.id));
}

/** Fetches a message; null when it or its channel is gone, or the id cannot be a message's. */
export async function fetchMessage(rest: REST, channel: string, id: string): Promise<APIMessage | null> {
  if (!isSnowflake(id)) return null; // it may come from a custom id, and becomes part of an address
  try {
    return (await rest.get(Routes.channelMessage(channel, id))) as APIMessage;
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

/**
 * The id of the last message in a channel or thread, or of the last post in a forum. Later messages have later ids, whatever
 * this machine's clock says.
 */
export async function lastPosted(rest: REST, channel: string): Promise<string> {
  const { last_message_id: last } = (await rest.get(Routes.channel(channel))) as APITextBasedChannel<ChannelType>;
  return last ?? channel;
}
