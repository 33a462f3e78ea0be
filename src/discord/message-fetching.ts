import { Routes, type APIMessage, type REST } from 'discord.js';
import { compareSnowflakes } from '../discussions/snowflake.ts';
import { isGone } from './errors.ts';

export const FULL_PAGE = 100; // messages: Discord gives no more at once

/** The latest messages of a channel or thread, or those right after `after`: at most 100, oldest first. */
export async function fetchMessages(rest: REST, channel: string, after?: string): Promise<APIMessage[]> {
  const query = new URLSearchParams({ limit: String(FULL_PAGE), ...(after === undefined ? {} : { after }) });
  const messages = (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
  return messages.toSorted((one, other) => compareSnowflakes(one.id, other.id));
}

/** One message; null when it is gone, by itself or with its channel. */
export async function fetchMessage(rest: REST, channel: string, id: string): Promise<APIMessage | null> {
  try {
    return (await rest.get(Routes.channelMessage(channel, id))) as APIMessage;
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}
