import { ChannelType, type Client, DiscordAPIError, type ForumChannel, type TextChannel } from 'discord.js';
import { RefusedError } from '../../src/cli/people.ts';

/** The first text channel that a client knows. */
export function textChannel(client: Client): TextChannel {
  const channel = client.channels.cache.find((each) => each.type === ChannelType.GuildText);
  if (!channel) throw new Error('No text channel');
  return channel;
}

/** The first forum that a client knows. */
export function forumChannel(client: Client): ForumChannel {
  const channel = client.channels.cache.find((each) => each.type === ChannelType.GuildForum);
  if (!channel) throw new Error('No forum');
  return channel;
}

/** Discord's code of what a call was refused with; "no error" when it was not. */
export const codeOf = async (call: Promise<unknown>): Promise<number | string> =>
  call.then(
    () => 'no error',
    (error: unknown) =>
      error instanceof DiscordAPIError || error instanceof RefusedError ? error.code : String(error),
  );
